/** What a head takes, made of what was typed, drawn or recorded. */

import { fileOf, textOf, valuesOf } from "../../contract/data.js";
import type { Data, Field, NewData } from "../../contract/values.js";
import { vectorOf } from "./features.js";
import type { Item, ParsedModel } from "./parsed.js";
import { checkFeatures } from "./extractors/known.js";
import type { Sense } from "./sense.js";
import { demand } from "./shapeParts.js";
import { cellsOf } from "./table.js";

/** A picture or sound may come with its SHA-256. */
export type Reader = (data: Data | NewData, sha256?: string) => Item | Promise<Item>;

export function ngramReader(data: Data | NewData): Item {
  return vectorOf(textOf(data));
}

/** Answers cells, one a field. */
export function tableReader(fields: readonly Field[]): (data: Data | NewData) => number[] {
  return (data) => cellsOf(fields, valuesOf(data));
}

/** Problem: `invalid` for features that nothing here makes. */
export function readerOf(model: ParsedModel, sense: Sense | undefined): Reader {
  const { head, fields } = model;
  if ("root" in head || "terms" in head) return tableReader(fields);
  if ("columns" in head) return ngramReader;
  demand(
    sense !== undefined && "features" in model && model.kind === sense.kind,
    "its features are not known here",
  );
  checkFeatures(sense.kind, model.features);
  return (data) => sense.row(fileOf(data));
}
