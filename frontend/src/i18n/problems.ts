/** The kind sentence for every problem code. */

import { type Code, Problem, type Reason, Unavailable } from "../contract/problems.js";
import type { Run } from "../contract/values.js";
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

/** What a browser that cannot reach what it keeps asks for. */
const reasons: Record<Reason, () => string> = {
  blocked: say.problemBlocked,
  old_page: say.problemOldPage,
  other_page: say.problemOtherPage,
  no_answer: say.problemNoAnswer,
  broken: say.problemBroken,
  not_fetched: say.problemNotFetched,
};

/** What is wrong with a project file is in the problem's field. */
const aboutFiles: Record<string, () => string> = {
  file: say.fileNotOurs,
  damaged: say.fileDamaged,
  version: say.fileTooNew,
  images: () => say.fileKindNotYet(say.kindImages()),
  sounds: () => say.fileKindNotYet(say.kindSounds()),
  numbers: () => say.fileKindNotYet(say.kindNumbers()),
  prediction: () => say.fileKindNotYet(say.kindPrediction()),
};

/** What is wrong with a table is in the problem's field. */
const aboutTables: Record<string, () => string> = {
  table: say.notATable,
  empty_table: say.tableEmpty,
};

/** What is full is in the problem's field; each sentence names the ways on. */
const aboutLimits: Record<string, () => string> = {
  examples: say.limitExamples,
  bytes: say.limitBytes,
  projects: say.limitProjects,
};

const byField: Partial<Record<Code, Record<string, () => string>>> = {
  invalid: { ...aboutFiles, ...aboutTables },
  too_large: { table: say.tableTooLarge },
  limit_reached: aboutLimits,
};

/** Why a run has failed, as far as its row says. */
export function whyFailed({ problem }: Run): string {
  return problem === "storage_unavailable" ? say.trainingNoAnswer() : say.trainingFailed();
}

/** Whatever was thrown, as a sentence that says what to do next. */
export function sentenceFor(problem: unknown): string {
  if (!(problem instanceof Problem)) return say.problemUnknown();
  if (problem instanceof Unavailable) return reasons[problem.reason]();
  const about = byField[problem.code]?.[problem.field ?? ""];
  return (about ?? sentences[problem.code])();
}
