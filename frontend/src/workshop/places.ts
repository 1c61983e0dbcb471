import type { Place, PlacedProject } from "../contract/workshop.js";

/** With those that are on their way there, which take their room. */
export function projectsIn(place: Place, projects: readonly PlacedProject[]): number {
  return projects.filter((placed) => isThere(place, placed)).length;
}

/** What its projects take there, those that are on their way there among them. */
export function bytesIn(place: Place, projects: readonly PlacedProject[]): number {
  return projects.filter((placed) => isThere(place, placed)).reduce((sum, { card }) => sum + card.bytes, 0);
}

function isThere(place: Place, placed: PlacedProject): boolean {
  return placed.place.id === place.id || placed.moving?.to?.id === place.id;
}

export function isFull(place: Place, projects: readonly PlacedProject[]): boolean {
  return place.projectsLimit !== null && projectsIn(place, projects) >= place.projectsLimit;
}
