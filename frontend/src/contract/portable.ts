/** A model that a service elsewhere holds for a while stays where it is: it is in no digest, no copy and no file. */

import type { Head, ModelFile } from "./values.js";

export type RemoteHead = Extract<Head, { type: "remote" }>;

type Headed = Partial<Pick<ModelFile, "head">>;

/** Null for a model that is all in its file. */
export function remoteHead({ head }: Headed): RemoteHead | null {
  return head?.type === "remote" ? head : null;
}

export function isPortable(model: Headed): boolean {
  return remoteHead(model) === null;
}
