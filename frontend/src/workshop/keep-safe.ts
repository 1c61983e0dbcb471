import type { Workshop } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import { board } from "./notices.js";

/** Ask the browser to keep everything, and say what it answered. */
export async function keepSafe({ keeping }: Workshop): Promise<boolean> {
  const kept = await keeping.ask();
  if (kept) board.add(say.keptSafe(), { tone: "good" });
  else board.add(say.notKeptSafe());
  return kept;
}
