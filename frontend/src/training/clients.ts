/** Which worker trains projects of a kind. What sees and hears is loaded only when a project needs it. */

import type { ProjectKind } from "../contract/values.js";
import { TrainingClient } from "./client.js";

type Starter = ConstructorParameters<typeof TrainingClient>[0];

const PACKS: Partial<Record<ProjectKind, () => Promise<{ start: Starter }>>> = {
  images: () => import("../packs/images/start.js"),
  sounds: () => import("../packs/sounds/start.js"),
};

const plain = new TrainingClient();
const sensing = new Map<ProjectKind, TrainingClient>();

/** One for the whole page. Rejects when what it needs does not come. */
export async function clientFor(kind: ProjectKind): Promise<TrainingClient> {
  const load = PACKS[kind];
  if (!load) return plain;
  const { start } = await load();
  const client = sensing.get(kind) ?? new TrainingClient(start);
  sensing.set(kind, client);
  return client;
}
