import { html, type TemplateResult } from "lit";

import type { SetAside } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { board } from "../workshop/notices.js";
import { saveProjectFile } from "../workshop/save-file.js";

/** A damaged project: that nothing is lost, and a way to take what can be read. */
export function setAsideNotice(project: SetAside): TemplateResult {
  const name = project.name || say.asideNoName();
  const save = async () => {
    saveProjectFile(await project.salvage(), name);
    board.add(say.asideSaved(), { tone: "good" });
  };
  return html`<article class="notice" aria-label=${name}>
    <div>
      <h2 class="notice__title">${say.asideTitle(name)}</h2>
      <p>${say.asideWhat()}</p>
    </div>
    <button type="button" class="button" @click=${() => attempt(save)}>${say.asideSave()}</button>
  </article>`;
}
