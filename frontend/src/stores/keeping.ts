/** What keeps the work in this browser safe. */

import type { Keeping, OpenedProject, Room, Trouble } from "../contract/workshop.js";
import { type Home, keptIn } from "./homes.js";
import { healthLocal } from "./local/index.js";
import { keepingHere, roomOf } from "./local/room.js";

export function keepingAt(here: Home): Keeping {
  return { ...keepingHere, trouble: troubleHere, room: () => roomAt(here), inNoFile: () => inNoFileAt(here) };
}

async function troubleHere(): Promise<Trouble | null> {
  const { reason, blobs } = await healthLocal();
  if (reason === "blocked" || reason === "broken") return "nothing_kept";
  // Only private windows of WebKit keep no Blobs.
  return blobs === false ? "gone_with_window" : null;
}

async function roomAt({ allowed, stores }: Home): Promise<Room | null> {
  const cards = await stores.projects.all().catch(() => null);
  if (cards === null || (!allowed && cards.length === 0)) return null;
  const health = await healthLocal();
  return health.reason === null ? roomOf(health) : null;
}

async function inNoFileAt(here: Home): Promise<OpenedProject[]> {
  const { place, stores } = here;
  const kept = await keptIn(here);
  return kept
    .filter(({ card, backup }) => card.moving === null && backup !== null && backup.changes > 0)
    .map(({ card }) => ({ place, stores, card }));
}
