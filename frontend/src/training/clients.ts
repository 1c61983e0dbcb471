/** Which worker computes for a project. What an extractor needs is loaded only when a project has that extractor. */

import type { Project } from "../contract/values.js";
import { TrainingClient } from "./client.js";
import { type ExtractorName, extractorFor } from "./core/extractors/known.js";
import { hasCome, openPack } from "./packs.js";

const plain = new TrainingClient();
const equipped = new Map<ExtractorName, TrainingClient>();

/** Which extractor reads the examples of a project in this browser now. A text can be read without one, so nobody waits until
 * it has come; a picture or a sound cannot. */
export async function extractorNow({
  kind,
  language,
}: Pick<Project, "kind" | "language">): Promise<ExtractorName | null> {
  const extractor = extractorFor(kind, language);
  if (kind !== "text" || extractor === null) return extractor;
  return (await hasCome(extractor)) ? extractor : null;
}

/** One for the whole page. What others have loaded is let go of: each holds some 200 MB. Rejects when what it needs does not
 * come. */
export async function clientWith(extractor: ExtractorName | null): Promise<TrainingClient> {
  if (extractor === null) return plain;
  const { start } = await openPack(extractor);
  const client = equipped.get(extractor) ?? new TrainingClient(start);
  equipped.set(extractor, client);
  for (const other of equipped.values()) if (other !== client) other.rest();
  return client;
}
