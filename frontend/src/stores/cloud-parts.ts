/** Requests that may bring files: then they have several parts, of which each file is one. */

import { canonicalData } from "../contract/data.js";
import type { NewData, NewExample } from "../contract/values.js";

type Said = Exclude<NewData, { file: Blob }>;

interface Sent<Body> {
  body: Body;
  bodySerializer?: () => FormData;
}

/** A file is named by the id of its example. Problem: `invalid` for what JSON cannot say. */
export function examplesToSend(
  examples: readonly NewExample[],
): Sent<{ examples: (Omit<NewExample, "data"> & { data?: Said })[] }> {
  const said = examples.map(({ data, ...example }) =>
    "file" in data ? example : { ...example, data: sayable(data) },
  );
  const named = examples.map(({ id, data }) => [id, data] as const);
  return inParts({ examples: said }, named);
}

/** Files are named by their places, and nothing is said beside them. Problem: `invalid` for what JSON cannot say. */
export function dataToSend(data: readonly NewData[]): Sent<{ data?: Said[] }> {
  const said = data.flatMap((one) => ("file" in one ? [] : [sayable(one)]));
  const named = data.map((one, place) => [String(place), one] as const);
  return inParts(said.length === data.length ? { data: said } : {}, named);
}

export function oneToSend(data: NewData): Sent<{ data?: Said }> {
  const { body, ...how } = dataToSend([data]);
  const [said] = body.data ?? [];
  return { body: said === undefined ? {} : { data: said }, ...how };
}

function inParts<Body extends object>(
  body: Body,
  named: readonly (readonly [string, NewData])[],
): Sent<Body> {
  const files = named.flatMap(([name, data]) => ("file" in data ? [[name, data.file] as const] : []));
  if (files.length === 0) return { body };
  const form = new FormData();
  for (const [name, said] of Object.entries(body)) form.append(name, JSON.stringify(said));
  for (const [name, file] of files) form.append(name, file, name);
  return { body, bodySerializer: () => form };
}

function sayable(data: Said): Said {
  canonicalData(data);
  return data;
}
