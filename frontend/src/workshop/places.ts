import type { Place, PlacedProject } from "../contract/workshop.js";

/** With those that are on their way there, which take their room. */
export function projectsIn(place: Place, projects: readonly PlacedProject[]): number {
  const isThere = (at: Place | null | undefined) => at?.id === place.id;
  return projects.filter((placed) => isThere(placed.place) || isThere(placed.moving?.to)).length;
}

export function isFull(place: Place, projects: readonly PlacedProject[]): boolean {
  return place.projectsLimit !== null && projectsIn(place, projects) >= place.projectsLimit;
}
