/** Heads inside a model file; `training/core/heads.py` reads the same. The shape of the file has been checked; what a head
 * says is checked here. */

import type { Field, Head, RidgeHead } from "../../contract/values.js";
import { readColumns, readFloats, readTable, writeColumns, writeFloats } from "./arrays.js";
import { type LabelHead, type NumberHead, sharesOf } from "./parsed.js";
import type { Ridge, Term } from "./ridge.js";
import { demand, numberIn, parts } from "./shapeParts.js";
import { readCounts, readNumber, readTree, writeCounts, writeNumber, writeTree } from "./treeFile.js";

type Sum = Omit<RidgeHead, "type">;

/** `fields` are those that go in. */
export function writeHead(head: LabelHead | NumberHead, fields: Field[]): Head {
  if ("root" in head) {
    const writeLeaf = "shares" in head ? writeCounts : writeNumber;
    return { type: "tree", root: writeTree(head.root, fields, writeLeaf) };
  }
  if ("terms" in head) {
    return { type: "ridge", ...writeSum(head, fields) };
  }
  if ("sums" in head) return { type: "sums", sums: head.sums.map((one) => writeSum(one, fields)) };
  const columns = "columns" in head ? writeColumns(head.columns) : null;
  return { type: "softmax", columns, weights: writeFloats(head.weights), bias: writeFloats(head.bias) };
}

/** `counts` has the examples of each label. Problem: `invalid`. */
export function readLabelHead(said: Head, fields: Field[], counts: number[]): LabelHead {
  const labels = counts.length;
  if (said.type === "tree") {
    const root = readTree(said.root, fields, (leaf) => readCounts(leaf, labels));
    return { fields, root, shares: sharesOf(counts) };
  }
  if (said.type === "sums") {
    const fit = Array.isArray(said.sums) && said.sums.length === labels;
    demand(fit, "its head is damaged");
    const sums = said.sums.map((one) => readSum(parts(one, ["base", "terms"], "head"), fields));
    return { fields, sums };
  }
  demand(said.type === "softmax", "its head is not known here");
  if (said.columns === null)
    return { weights: readTable(said.weights, labels), bias: readFloats(said.bias, labels) };
  const columns = readColumns(said.columns);
  const weights = readFloats(said.weights, labels * columns.length);
  return { columns, weights, bias: readFloats(said.bias, labels) };
}

/** Problem: `invalid`. */
export function readNumberHead(said: Head, fields: Field[]): NumberHead {
  if (said.type === "tree") return { fields, root: readTree(said.root, fields, readNumber) };
  demand(said.type === "ridge", "its head is not known here");
  return readSum(said, fields);
}

function writeSum({ base, terms }: Ridge, fields: Field[]): Sum {
  return { base, terms: terms.map((term, i) => ({ field: fields[i]?.id ?? "", ...term })) };
}

function readSum({ base, terms }: { base?: unknown; terms?: unknown }, fields: Field[]): Ridge {
  const fit = Array.isArray(terms) && terms.length === fields.length;
  demand(fit, "its head is damaged");
  return { base: numberIn(base), terms: fields.map((field, i) => readTerm(terms[i], field)) };
}

function readTerm(said: unknown, field: Field): Term {
  const keys = field.type === "choice" ? ["effects"] : ["mean", "weight"];
  const term = parts(said, ["field", ...keys], "head");
  demand(term["field"] === field.id, "its head is damaged");
  if (field.type === "number") return { mean: numberIn(term["mean"]), weight: numberIn(term["weight"]) };
  const effects = term["effects"];
  demand(Array.isArray(effects) && effects.length === field.choices.length, "its head is damaged");
  return { effects: effects.map(numberIn) };
}
