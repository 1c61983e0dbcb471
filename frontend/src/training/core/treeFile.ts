/** Decision trees inside a model file: every node is an object; `training/core/tree_file.py` reads the same. */

import type { Field, TreeHead } from "../../contract/values.js";
import { demand, isCount, isObject, type Json, numberIn, parts } from "./shapeParts.js";
import type { Leaf, Node } from "./tree.js";

type FileNode = TreeHead["root"];

/** A tree in a file asks no more questions one after the other. */
const DEPTH = 16;

/** `fields` are those that go in. */
export function writeTree(node: Node, fields: Field[], writeLeaf: (leaf: Leaf) => FileNode): FileNode {
  if (!("yes" in node)) return writeLeaf(node);
  const { column, than, missing } = node;
  const field = fields[column];
  const test = field?.type === "choice" ? { is: field.choices[than] } : { atMost: than };
  const [yes, no] = [node.yes, node.no].map((side) => writeTree(side, fields, writeLeaf));
  return { field: field?.id, ...test, missing, yes, no };
}

export function writeCounts({ answer }: Leaf): FileNode {
  return { counts: answer };
}

export function writeNumber({ answer, rows }: Leaf): FileNode {
  return { number: answer[0], rows };
}

/** Problem: `invalid`. */
export function readTree(
  said: unknown,
  fields: Field[],
  readLeaf: (said: unknown) => Leaf,
  depth = DEPTH,
): Node {
  if (!isObject(said) || !Object.hasOwn(said, "field")) return readLeaf(said);
  demand(depth > 0, "its tree is too deep");
  const column = fields.findIndex(({ id }) => id === said["field"]);
  const field = fields[column];
  demand(field !== undefined, "its tree asks for an unknown field");
  const than = readTest(said, field);
  const missing = said["missing"];
  demand(typeof missing === "boolean", "its head is damaged");
  const yes = readTree(said["yes"], fields, readLeaf, depth - 1);
  const no = readTree(said["no"], fields, readLeaf, depth - 1);
  return { column, than, missing, yes, no };
}

export function readCounts(said: unknown, labels: number): Leaf {
  const { counts } = parts(said, ["counts"], "head");
  demand(Array.isArray(counts) && counts.length === labels && counts.every(isCount), "its head is damaged");
  const rows = counts.reduce((sum, count) => sum + count, 0);
  demand(rows > 0, "its head is damaged");
  return { rows, answer: counts };
}

export function readNumber(said: unknown): Leaf {
  const { number, rows } = parts(said, ["number", "rows"], "head");
  demand(isCount(rows) && rows > 0, "its head is damaged");
  return { rows, answer: [numberIn(number)] };
}

function readTest(said: Json, field: Field): number {
  const test = field.type === "choice" ? "is" : "atMost";
  const than = parts(said, ["field", test, "missing", "yes", "no"], "head")[test];
  if (field.type === "number") return numberIn(than);
  const place = typeof than === "string" ? field.choices.indexOf(than) : -1;
  demand(place >= 0, "its tree asks for an unknown choice");
  return place;
}
