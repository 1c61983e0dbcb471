/** Which worker trains a project. What an extractor needs is loaded only when a project has that extractor. */

import type { Project } from "../contract/values.js";
import { TrainingClient } from "./client.js";
import { type ExtractorName, extractorFor } from "./core/extractors/known.js";

type Starter = ConstructorParameters<typeof TrainingClient>[0];

/** Each starts a worker and tells it what to fetch, see `sensing.ts`. */
const PACKS: Partial<Record<ExtractorName, () => Promise<{ start: Starter }>>> = {
  images: () => import("../packs/images/start.js"),
  sounds: () => import("../packs/sounds/start.js"),
};

const plain = new TrainingClient();
const equipped = new Map<ExtractorName, TrainingClient>();

/** One for the whole page. Rejects when what it needs does not come. */
export async function clientFor({
  kind,
  language,
}: Pick<Project, "kind" | "language">): Promise<TrainingClient> {
  const extractor = extractorFor(kind, language);
  const load = extractor && PACKS[extractor];
  if (!load) return plain;
  const { start } = await load();
  const client = equipped.get(extractor) ?? new TrainingClient(start);
  equipped.set(extractor, client);
  return client;
}
