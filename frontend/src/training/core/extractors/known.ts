/** The extractors by their names; `training/core/extractors/known.py` says what is known of them. */

import known from "../../../../../training/core/extractors/known.json";
import { Problem } from "../../../contract/problems.js";
import type { ModelFile } from "../../../contract/values.js";

type Features = NonNullable<ModelFile["features"]>;

/** As a model file says it. */
export function featuresOf(kind: keyof typeof known): Features {
  const { name, version, sha256 } = known[kind];
  return { name, version, sha256 };
}

/** Problem: `invalid` when a model says that it was trained on other features than these. */
export function checkFeatures(kind: keyof typeof known, said: ModelFile["features"]): void {
  const { name, version, sha256 } = featuresOf(kind);
  const same = said?.name === name && said.version === version && said.sha256 === sha256;
  if (!same) throw new Problem("invalid", "This model was made by another version of this site.", "model");
}
