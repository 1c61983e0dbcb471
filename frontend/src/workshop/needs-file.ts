import type { Backup } from "../contract/values.js";

export const CHANGES_TO_REMIND = 50;
const WEEK = 7 * 24 * 60 * 60_000;

/** Whether it is time to save a project to a file: so much has changed, or a week has gone by, since somebody last knew. */
export function needsFile({ changes, changesSinceTold, toldAt }: Backup, now: number): boolean {
  return changes > 0 && (changesSinceTold > CHANGES_TO_REMIND || now - toldAt >= WEEK);
}
