/** How a label is learned, for every kind of project that has labels; `training/core/learners.py` does the same. */

import { Problem } from "../../contract/problems.js";
import type { Field, Method, ModelFile, ProjectKind } from "../../contract/values.js";
import { type DenseHead, fitDense } from "./dense.js";
import { type Features, featuresOf, said } from "./extractors/known.js";
import { NAME, type Vector, VERSION } from "./features.js";
import { fit } from "./fit.js";
import { type Item, type LabelHead, type LabelTree, sharesOf } from "./parsed.js";
import type { TrainingProject } from "./order.js";
import { NGRAMS, type Open, type Reader, readerWith, tableReader } from "./readers.js";
import type { OnProgress } from "./solver.js";
import { fitSums } from "./sums.js";
import { columnsOf, inputsOf } from "./table.js";
import { grow, type Limits, telling } from "./tree.js";

const TREE_LIMITS: Limits = { depth: 8, rows: 2 };

/** `trainer` and `features` are what the model file says of it. `fields` go in. `fit` takes what `reader` answers to train,
 * the number of each one's label and how many labels there are. */
export interface Learner {
  trainer: string;
  features: ModelFile["features"];
  fields: Field[];
  reader: Reader;
  fit(items: Item[], labels: Uint8Array, labelCount: number, onProgress: OnProgress): Promise<LabelHead>;
  /** The part of what is learned from that the head takes when it guesses. */
  asked: (item: Item) => Item;
}

/** Problem: `invalid` for a kind that is not learned here. */
export function learnerOf({ kind, extractor, fields }: TrainingProject, method: Method, open: Open): Learner {
  if (extractor) return denseLearner(kind, featuresOf(extractor), open);
  if (kind === "numbers") return (method === "neural" ? sumsLearner : treeLearner)(inputsOf(fields));
  if (kind === "text") return TEXT;
  throw new Problem("invalid", "Projects of this kind cannot be trained here.");
}

const TEXT: Learner = {
  trainer: "text-softmax@1",
  features: { name: NAME, version: VERSION, sha256: null },
  fields: [],
  reader: NGRAMS,
  fit: (items, labels, labelCount, onProgress) => fit(items as Vector[], labels, labelCount, onProgress),
  asked: whole,
};

/** On what an extractor makes of pictures, sounds or texts. */
function denseLearner(kind: ProjectKind, features: Features, open: Open): Learner {
  return {
    trainer: `${kind}-softmax@1`,
    features: said(features),
    fields: [],
    reader: readerWith(features, open),
    fit(items, labels, labelCount, onProgress): Promise<DenseHead> {
      const rows: Float32Array[] = [];
      const owners: number[] = [];
      for (const [i, item] of (items as Float32Array[]).entries())
        for (let start = 0; start < item.length; start += features.length) {
          rows.push(item.subarray(start, start + features.length));
          owners.push(labels[i] ?? 0);
        }
      return fitDense(rows, Uint8Array.from(owners), labelCount, features, onProgress);
    },
    asked: (item) => (item as Float32Array).subarray(0, features.length),
  };
}

function treeLearner(fields: Field[]): Learner {
  return {
    trainer: "numbers-tree@1",
    features: null,
    fields,
    reader: tableReader(fields),
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

function sumsLearner(fields: Field[]): Learner {
  return {
    trainer: "numbers-softmax@1",
    features: null,
    fields,
    reader: tableReader(fields),
    fit: (items, labels, labelCount, onProgress) =>
      fitSums(fields, items as number[][], labels, labelCount, onProgress),
    asked: whole,
  };
}

function whole(item: Item): Item {
  return item;
}

function oneAt(place: number, length: number): number[] {
  return Array.from({ length }, (_, i) => (i === place ? 1 : 0));
}
