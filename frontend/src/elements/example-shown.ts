import { html, type TemplateResult } from "lit";

import type { Project } from "../contract/values.js";
import type { Seen } from "../doctor/seen.js";
import { list, say } from "../i18n/index.js";
import { inOrder } from "../workshop/field-acts.js";
import { showValue } from "../workshop/row-values.js";
import "./picture-thumb.js";
import "./sound-thumb.js";

/** An example as a child knows it: its text, its row, its picture or its sound. */
export function exampleShown(
  { data, labelId }: Seen,
  { language, fields, labels, kind }: Project,
  load: (media: string) => Promise<Blob>,
): TemplateResult {
  if ("text" in data) return html`<bdi class="shown__text" lang=${language}>${data.text}</bdi>`;
  if ("values" in data) {
    const told = inOrder(fields).map(({ id, name }) =>
      say.fieldIs(name, showValue(data.values[id] ?? null) || say.noValue()),
    );
    return html`<span class="shown__text" dir="auto">${list(told)}</span>`;
  }
  const { mediaId } = data.media;
  const name = labels.find(({ id }) => id === labelId)?.name ?? "";
  return kind === "sounds"
    ? html`<ml-sound-thumb
        class="shown__thumb"
        .key=${mediaId}
        .name=${name}
        .load=${() => load(mediaId)}
      ></ml-sound-thumb>`
    : html`<ml-picture-thumb
        class="shown__thumb"
        .key=${mediaId}
        .name=${name}
        .load=${() => load(mediaId)}
      ></ml-picture-thumb>`;
}
