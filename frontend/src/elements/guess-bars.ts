import { html, type TemplateResult } from "lit";

import type { Guess, Label, ModelFile, Project } from "../contract/values.js";
import { percent, say } from "../i18n/index.js";
import { isSure, labelName } from "../workshop/certainty.js";

/** The label that is guessed, and how sure that is. */
export function guessSentence(project: Project, model: ModelFile, guess: Guess): string {
  const { labelId = "", confidence = 0 } = guess.confidences[0] ?? {};
  const [name, share] = [labelName(project, model, labelId), percent(confidence)];
  return isSure(guess) ? say.iGuess(name, share) : say.notSure(name, share);
}

/** A bar for every label. */
export function guessBars(project: Project, model: ModelFile, { confidences }: Guess): TemplateResult {
  return html`<ul class="guess">
    ${confidences.map(
      ({ labelId, confidence }) =>
        html`<li class="guess__row">
          <span class="guess__label" dir="auto">${labelName(project, model, labelId)}</span>
          <span class="bar" aria-hidden="true"
            ><span class="bar__fill" .style=${`--share: ${(confidence * 100).toFixed(1)}%`}></span
          ></span>
          <span class="guess__percent">${percent(confidence)}</span>
        </li>`,
    )}
  </ul>`;
}

/** Every label but the guessed one, to choose what it really is. */
export function whatIsIt(
  { labels }: Project,
  { confidences }: Guess,
  choose: (label: Label) => void,
): TemplateResult {
  const others = labels.filter(({ id }) => id !== confidences[0]?.labelId);
  return html`<div class="stack stack--tight" role="group" aria-labelledby="really">
    <p id="really">${say.whatIsIt()}</p>
    <div class="row">
      ${others.map(
        (label) =>
          html`<button type="button" class="button" @click=${() => choose(label)}>
            <span dir="auto">${label.name}</span>
          </button>`,
      )}
    </div>
  </div>`;
}
