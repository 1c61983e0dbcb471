import { describe, expect, it } from "vitest";

import type { Place, PlacedProject } from "../../src/contract/workshop.js";
import { bytesIn, isFull, projectsIn } from "../../src/workshop/places.js";
import { cardWith, somewhere } from "./cards.js";

const website: Place = { ...somewhere, id: "website", projectsLimit: 2 };

function placed(place: Place, bytes: number, to: Place | null = null): PlacedProject {
  const moving = to && { to, share: 0.5, underWay: true };
  return { card: { ...cardWith({}), bytes }, place, moving, backup: null };
}

describe("what a place holds", () => {
  const projects = [placed(website, 5), placed(somewhere, 7, website), placed(somewhere, 11)];

  it("counts the projects that are there and those on their way there", () => {
    expect([projectsIn(website, projects), projectsIn(somewhere, projects)]).toEqual([2, 2]);
    expect([isFull(website, projects), isFull(somewhere, projects)]).toEqual([true, false]);
  });

  it("counts their bytes", () => {
    expect([bytesIn(website, projects), bytesIn(somewhere, projects)]).toEqual([12, 18]);
  });
});
