/** What keeps the work in this browser safe. */

import type { Keeping, Room } from "../contract/workshop.js";
import type { Home } from "./homes.js";
import { healthLocal } from "./local/index.js";
import { keepingHere, roomOf } from "./local/room.js";

export function keepingAt(here: Home): Keeping {
  return { ...keepingHere, room: () => roomAt(here) };
}

async function roomAt({ allowed, stores }: Home): Promise<Room | null> {
  const cards = await stores.projects.all().catch(() => null);
  if (cards === null || (!allowed && cards.length === 0)) return null;
  const health = await healthLocal();
  return health.reason === null ? roomOf(health) : null;
}
