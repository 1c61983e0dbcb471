import type { Stores } from "../../src/contract/stores.js";
import type { Base } from "../../src/stores/local/base.js";
import { Connection } from "../../src/stores/local/connection.js";
import { LocalExampleStore } from "../../src/stores/local/examples.js";
import { LocalProjectStore } from "../../src/stores/local/projects.js";
import { makeRoom, sweep } from "../../src/stores/local/sweep.js";
import type { Place } from "./cases.js";

export function placeFor(people: Record<"owner" | "stranger", string>): (who: "owner" | "stranger") => Place {
  const connection = new Connection(makeRoom);
  let moved = 0;
  const now = () => Date.now() + moved;
  const make = (id: string): Stores => {
    const base: Base = {
      connection,
      person: { id, name: "Mira" },
      kinds: ["text"],
      allowed: true,
      now,
      announce: () => undefined,
      runOf: () => null,
    };
    const stores: Stores = {
      examples: new LocalExampleStore(base),
      projects: new LocalProjectStore(base, () => stores),
      models: { all: () => Promise.resolve([]) } as never,
      trainer: undefined as never,
    };
    return stores;
  };
  const stores = { owner: make(people.owner), stranger: make(people.stranger) };
  return (who) => ({
    stores: stores[who],
    wait: (seconds) => {
      moved += seconds * 1000;
    },
    sweep: () => sweep(connection, now()),
    train: () => Promise.reject(new Error("no")),
  });
}
