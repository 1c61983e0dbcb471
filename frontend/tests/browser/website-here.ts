import type { Stores } from "../../src/contract/stores.js";
import { openWorkshop } from "../../src/stores/index.js";
import { fetchMe } from "../../src/workshop/me.js";

/** The website's stores of whoever is signed in. */
export async function websiteHere(): Promise<Stores> {
  const workshop = openWorkshop(await fetchMe());
  const place = workshop.places.find(({ look }) => look === "website");
  if (place === undefined) throw new Error("nothing is kept on the website");
  return workshop.stores(place.id);
}
