/** The closed list of things that can go wrong in a store; `storage/problems.py` has the same names. */

export const CODES = [
  "sign_in",
  "not_allowed",
  "not_found",
  "conflict",
  "limit_reached",
  "held_in_browser",
  "not_trained",
  "invalid",
  "too_large",
  "rate_limited",
  "storage_unavailable",
  "quota_full",
] as const;

export type Code = (typeof CODES)[number];

export function isCode(problem: unknown, ...codes: Code[]): boolean {
  return problem instanceof Problem && codes.includes(problem.code);
}

export class Problem extends Error {
  constructor(
    readonly code: Code,
    readonly detail = "",
    readonly field?: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = "Problem";
  }
}

/** Why a browser cannot reach what it keeps: it lets the site keep nothing; another page has made the data newer than this
 * page; an older page holds on to it; nothing answers; anything else. Or what it computes with is not here and does not
 * come from the website either. */
export type Reason = "blocked" | "old_page" | "other_page" | "no_answer" | "broken" | "not_fetched";

/** `storage_unavailable` of this browser itself. */
export class Unavailable extends Problem {
  constructor(
    readonly reason: Reason,
    detail: string,
  ) {
    super("storage_unavailable", detail);
  }
}
