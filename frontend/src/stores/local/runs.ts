/** The training runs of this page, by project. Nobody else needs to know them: a run ends with its page, unless what it learns
 * from was lent. */

import { isUnderWay } from "../../contract/rules.js";
import type { Run } from "../../contract/values.js";

interface Entry {
  project: string;
  run: Run;
  stop: AbortController;
}

export class Runs {
  private readonly entries = new Map<string, Entry>();

  begin(project: string, run: Run): AbortSignal {
    const stop = new AbortController();
    this.entries.set(run.id, { project, run, stop });
    return stop.signal;
  }

  find(project: string, id: string): Run | null {
    const entry = this.entries.get(id);
    return entry?.project === project ? entry.run : null;
  }

  active(project: string): Run | null {
    const entries = [...this.entries.values()];
    return entries.find((entry) => entry.project === project && isUnderWay(entry.run))?.run ?? null;
  }

  /** Only a run that is under way changes; what it has become stays. */
  change(id: string, change: Partial<Run>): void {
    const entry = this.entries.get(id);
    if (entry !== undefined && isUnderWay(entry.run)) entry.run = { ...entry.run, ...change };
  }

  cancel(id: string): void {
    this.change(id, { state: "cancelled" });
    this.entries.get(id)?.stop.abort();
  }
}
