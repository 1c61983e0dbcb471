/** The kind sentence for every problem code. */

import { type Code, Problem } from "../contract/problems.js";
import { say } from "./messages.js";

export { isCode } from "../contract/problems.js";

const sentences: Record<Code, () => string> = {
  sign_in: say.problemSignIn,
  not_allowed: say.problemNotAllowed,
  not_found: say.problemNotFound,
  conflict: say.problemConflict,
  limit_reached: say.problemLimit,
  held_in_browser: say.problemHeld,
  not_trained: say.problemNotTrained,
  invalid: say.problemInvalid,
  too_large: say.problemTooLarge,
  rate_limited: say.problemRate,
  storage_unavailable: say.problemUnavailable,
  quota_full: say.problemQuota,
};

/** Whatever was thrown, as a sentence that says what to do next. */
export function sentenceFor(problem: unknown): string {
  return problem instanceof Problem ? sentences[problem.code]() : say.problemUnknown();
}
