import type { Policy } from "../src/contract/workshop.js";

/** The rules of a class, with these among them. */
export function policyWith(rules: Partial<Policy>): Policy {
  return {
    storages: ["cloud", "local"],
    firstStorage: "cloud",
    projects: 6,
    texts: 1000,
    rows: 900,
    pictures: 250,
    sounds: 100,
    bytes: 150_000_000,
    webAddresses: false,
    mediaOnWebsite: false,
    textsLearnedBy: "here",
    modelHours: 24,
    kinds: ["text"],
    ...rules,
  };
}
