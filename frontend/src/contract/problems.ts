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
