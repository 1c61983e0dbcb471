import { expect, test } from "vitest";

import type { ProjectStore } from "../../src/contract/stores.js";
import type { ProjectCard } from "../../src/contract/values.js";
import { type Home, removedProjects } from "../../src/stores/homes.js";
import { cardWith, somewhere } from "../workshop/cards.js";

function home(id: string, removed: ProjectStore["removed"]): Home {
  return {
    place: { ...somewhere, id },
    allowed: true,
    stores: { projects: { removed } } as unknown as Home["stores"],
  };
}

function card(id: string, changedAt: number): ProjectCard {
  const of = cardWith({});
  return { ...of, project: { ...of.project, id, changedAt } };
}

test("what was removed last in any place is first, and a place that does not answer hides no other", async () => {
  const found = await removedProjects([
    home("here", () => Promise.resolve([card("c", 3), card("a", 1)])),
    home("away", () => Promise.reject(new Error("away"))),
    home("there", () => Promise.resolve([card("b", 2)])),
  ]);
  expect(found.map(({ card, place }) => [card.project.id, place.id])).toEqual([
    ["c", "here"],
    ["b", "there"],
    ["a", "here"],
  ]);
});
