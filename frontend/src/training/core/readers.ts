/** What a head takes, made of what was typed, drawn or recorded. */

import { textOf, valuesOf } from "../../contract/data.js";
import type { Data, Field, NewData } from "../../contract/values.js";
import { vectorOf } from "./features.js";
import type { Item, ParsedModel } from "./parsed.js";
import { demand } from "./shapeParts.js";
import { cellsOf } from "./table.js";

export type Reader = (data: Data | NewData) => Item;

export function ngramReader(data: Data | NewData): Item {
  return vectorOf(textOf(data));
}

/** Answers cells, one a field. */
export function tableReader(fields: readonly Field[]): (data: Data | NewData) => number[] {
  return (data) => cellsOf(fields, valuesOf(data));
}

/** Problem: `invalid` for features that nothing here makes. */
export function readerOf({ head, fields }: ParsedModel): Reader {
  if ("root" in head || "terms" in head) return tableReader(fields);
  demand("columns" in head, "its features are not known here");
  return ngramReader;
}
