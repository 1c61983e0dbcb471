/** How a label is learned, for every kind of project that has labels; `training/core/learners.py` does the same. */

import { fileOf } from "../../contract/data.js";
import { Problem } from "../../contract/problems.js";
import type { Field, ModelFile, Project } from "../../contract/values.js";
import { type DenseHead, fitDense } from "./dense.js";
import { featuresOf } from "./extractors/known.js";
import { NAME, type Vector, VERSION } from "./features.js";
import { fit } from "./fit.js";
import { type Item, type LabelHead, type LabelTree, sharesOf } from "./parsed.js";
import { ngramReader, type Reader, tableReader } from "./readers.js";
import type { Sense } from "./sense.js";
import type { OnProgress } from "./solver.js";
import { columnsOf, inputsOf } from "./table.js";
import { grow, type Limits, telling } from "./tree.js";

const DENSE = {
  images: { c: 30 },
  sounds: { c: 0.01, standardise: true },
};
const TREE_LIMITS: Limits = { depth: 8, rows: 2 };

/** `trainer` and `features` are what the model file says of it. `fields` go in. `fit` takes what `read` answers, the number
 * of each one's label and how many labels there are. */
export interface Learner {
  trainer: string;
  features: ModelFile["features"];
  fields: Field[];
  read: Reader;
  fit(items: Item[], labels: Uint8Array, labelCount: number, onProgress: OnProgress): Promise<LabelHead>;
  /** The part of what `read` answers that the head takes when it guesses. */
  asked: (item: Item) => Item;
}

/** Problem: `invalid` for a kind that is not learned here. */
export function learnerOf({ kind, fields }: Pick<Project, "kind" | "fields">, sense?: Sense): Learner {
  if (kind === "numbers") return numbersLearner(inputsOf(fields));
  if (kind === "text") return TEXT;
  if (kind === sense?.kind) return mediaLearner(sense);
  throw new Problem("invalid", "Projects of this kind cannot be trained here.");
}

const TEXT: Learner = {
  trainer: "text-softmax@1",
  features: { name: NAME, version: VERSION, sha256: null },
  fields: [],
  read: ngramReader,
  fit: (items, labels, labelCount, onProgress) => fit(items as Vector[], labels, labelCount, onProgress),
  asked: whole,
};

/** Every sound is learned from several times, as if it had begun earlier or later. */
function mediaLearner(sense: Sense): Learner {
  return {
    trainer: `${sense.kind}-softmax@1`,
    features: featuresOf(sense.kind),
    fields: [],
    async read(data, sha256 = ""): Promise<Float32Array> {
      const item = sense.remembered.get(sha256) ?? (await sense.rowsToTrain(fileOf(data)));
      if (sha256 !== "") sense.remembered.set(sha256, item);
      return item;
    },
    fit(items, labels, labelCount, onProgress): Promise<DenseHead> {
      const rows: Float32Array[] = [];
      const owners: number[] = [];
      for (const [i, item] of (items as Float32Array[]).entries())
        for (let start = 0; start < item.length; start += sense.length) {
          rows.push(item.subarray(start, start + sense.length));
          owners.push(labels[i] ?? 0);
        }
      return fitDense(rows, Uint8Array.from(owners), labelCount, DENSE[sense.kind], onProgress);
    },
    asked: (item) => (item as Float32Array).subarray(0, sense.length),
  };
}

function numbersLearner(fields: Field[]): Learner {
  return {
    trainer: "numbers-tree@1",
    features: null,
    fields,
    read: tableReader(fields),
    async fit(items, labels, labelCount, onProgress): Promise<LabelTree> {
      const targets = Array.from(labels, (label) => oneAt(label, labelCount));
      const columns = columnsOf(fields, items as number[][]);
      const finish = telling(items.length, onProgress, (_, totals) => totals);
      const root = await grow(columns, targets, TREE_LIMITS, finish);
      const counts = oneAt(-1, labelCount).map((_, label) => labels.filter((each) => each === label).length);
      return { fields, root, shares: sharesOf(counts) };
    },
    asked: whole,
  };
}

function whole(item: Item): Item {
  return item;
}

function oneAt(place: number, length: number): number[] {
  return Array.from({ length }, (_, i) => (i === place ? 1 : 0));
}
