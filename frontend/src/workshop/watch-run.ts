import { isUnderWay } from "../contract/rules.js";
import type { Trainer } from "../contract/stores.js";
import type { Run } from "../contract/values.js";
import { isCode } from "../i18n/index.js";

const OFTEN = 300;
const SELDOM = 2000;

/** Follow a run until it ends or `signal` aborts; a site that does not answer for a while is asked again. */
export async function* watchRun(
  trainer: Trainer,
  project: string,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<Run> {
  while (!signal.aborted) {
    const run = await askOnce(trainer, project, id);
    if (run) yield run;
    if (run && !isUnderWay(run)) return;
    await pause(run ? untilNextLook(run) : SELDOM);
  }
}

/** In milliseconds: often when the end is near and seldom in a long queue, so that a whole class that waits does not
 * keep the site from training. */
export function untilNextLook({ expectedSeconds, progress }: Run): number {
  const left = expectedSeconds * (1 - progress) * 1000;
  return Math.min(SELDOM, Math.max(OFTEN, left / 5));
}

async function askOnce(trainer: Trainer, project: string, id: string): Promise<Run | null> {
  try {
    return await trainer.run(project, id);
  } catch (problem) {
    if (isCode(problem, "storage_unavailable", "rate_limited")) return null;
    throw problem;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
