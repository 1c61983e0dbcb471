import { html, type TemplateResult } from "lit";

import type { Method } from "../contract/values.js";
import { say } from "../i18n/index.js";

const METHODS: readonly { method: Method; name: () => string; how: () => string }[] = [
  { method: "usual", name: say.methodTree, how: say.methodTreeHow },
  { method: "neural", name: say.methodSum, how: say.methodSumHow },
];

/** In which way a project of numbers learns. */
export function methodChoice(chosen: Method, choose: (method: Method) => void): TemplateResult {
  return html`<fieldset class="stack stack--tight">
    <legend>${say.methodTitle()}</legend>
    <div class="choices choices--close">
      ${METHODS.map(
        ({ method, name, how }) =>
          html`<label class="choice">
            <input
              type="radio"
              name="method"
              value=${method}
              .checked=${method === chosen}
              @change=${() => choose(method)}
            />
            <span><span class="choice__name">${name()}</span> <span class="quiet">${how()}</span></span>
          </label>`,
      )}
    </div>
  </fieldset>`;
}
