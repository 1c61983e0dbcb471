import type { Place, PlacedProject } from "../contract/workshop.js";

export function projectsIn(place: Place, projects: readonly PlacedProject[]): number {
  return projects.filter((placed) => placed.place.id === place.id).length;
}

export function isFull(place: Place, projects: readonly PlacedProject[]): boolean {
  return place.projectsLimit !== null && projectsIn(place, projects) >= place.projectsLimit;
}
