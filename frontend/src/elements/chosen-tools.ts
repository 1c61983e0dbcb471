import { html, nothing, type TemplateResult } from "lit";

import type { Example, Label } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { dialogFrame } from "./dialog.js";
import { binIcon, moveIcon } from "./icons.js";

export type ExampleAction =
  | { do: "delete"; ids: string[] }
  | { do: "move"; ids: string[]; to: Label }
  | { do: "keep"; ids: string[]; heldBack: boolean };

interface Tools {
  /** an id of its own in the page */
  key: string;
  chosen: readonly Example[];
  /** the labels that they can be moved to */
  others: readonly Label[];
  moveTo: (count: number) => string;
  act: (action: ExampleAction) => void;
}

/** What can be done with the examples that are chosen. */
export function chosenTools({ key, chosen, others, moveTo, act }: Tools): TemplateResult {
  const ids = chosen.map(({ id }) => id);
  const heldBack = !chosen.every((example) => example.heldBack);
  return html`<div class="tools" role="group" aria-label=${say.chosen(ids.length)}>
    <p>${say.chosen(ids.length)}</p>
    ${
      others.length > 0
        ? html`<button type="button" class="button" @click=${openDialog}>${moveIcon()} ${say.move()}</button>`
        : nothing
    }
    <button type="button" class="button button--danger" @click=${() => act({ do: "delete", ids })}>
      ${binIcon()} ${say.delete()}
    </button>
    <button type="button" class="button" @click=${() => act({ do: "keep", ids, heldBack })}>
      ${heldBack ? say.keepForTesting() : say.useForLearning()}
    </button>
    ${dialogFrame(
      `move-${key}`,
      moveTo(ids.length),
      html`<div class="stack stack--tight">
        ${others.map(
          (to) =>
            html`<button type="button" class="button wide" @click=${() => act({ do: "move", ids, to })}>
              <span dir="auto">${to.name}</span>
            </button>`,
        )}
      </div>`,
    )}
  </div>`;
}

function openDialog(event: Event): void {
  (event.currentTarget as Element).closest(".tools")?.querySelector("dialog")?.showModal();
}
