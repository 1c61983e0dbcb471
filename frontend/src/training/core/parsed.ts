/** Models that have been checked and are ready to answer. */

import type { Field, Guess, ModelFile, ProjectKind } from "../../contract/values.js";
import { denseConfidences, type DenseHead } from "./dense.js";
import type { Vector } from "./features.js";
import { type Ridge, sumOf } from "./ridge.js";
import { ngramConfidences, type NgramHead } from "./softmax.js";
import { type LabelSums, sumsConfidences } from "./sums.js";
import { type Node, pathOf } from "./tree.js";

/** A decision tree that guesses a label. `shares` says how common each was among the examples, adding up to 1. */
export interface LabelTree {
  fields: Field[];
  root: Node;
  shares: number[];
}

/** A decision tree that guesses a number: the mean of the examples that ended in the same leaf. */
export interface NumberTree {
  fields: Field[];
  root: Node;
}

export type LabelHead = NgramHead | DenseHead | LabelTree | LabelSums;
export type NumberHead = Ridge | NumberTree;

/** What a head takes: n-grams, the features of a picture, text or sound, or one cell a field. See `readers.ts`. */
export type Item = Vector | Float32Array | number[];

export class LabelModel {
  private readonly confidences: (item: Item) => Float64Array;

  /** `fields` are those that go in; `features` names what made rows of numbers of the examples. */
  constructor(
    readonly id: string,
    readonly kind: ProjectKind,
    readonly labels: string[],
    readonly fields: Field[],
    readonly features: ModelFile["features"],
    readonly head: LabelHead,
  ) {
    this.confidences = confidencesOf(head);
  }

  guess(item: Item): Guess {
    const confidences = Array.from(this.confidences(item), (confidence, i) => ({
      labelId: this.labels[i] ?? "",
      confidence,
    }));
    confidences.sort((a, b) => b.confidence - a.confidence);
    return { modelId: this.id, confidences, number: null };
  }
}

export class NumberModel {
  /** `fields` are those that go in. */
  constructor(
    readonly id: string,
    readonly fields: Field[],
    readonly head: NumberHead,
  ) {}

  guess(item: Item): Guess {
    return { modelId: this.id, confidences: [], number: numberOf(this.head, item as number[]) };
  }
}

export type ParsedModel = LabelModel | NumberModel;

/** One confidence a label, in label order, adding up to 1. */
export function confidencesOf(head: LabelHead): (item: Item) => Float64Array {
  if ("root" in head) return (item) => treeConfidences(head, item as number[]);
  if ("sums" in head) return (item) => sumsConfidences(head, item as number[]);
  if (!("columns" in head)) return (item) => denseConfidences(head, item as Float32Array);
  return ngramConfidences(head) as (item: Item) => Float64Array;
}

export function numberOf(head: NumberHead, cells: number[]): number {
  if ("terms" in head) return sumOf(head, cells);
  return pathOf(head.root, head.fields, cells).leaf.answer[0] ?? 0;
}

/** How common each label is, adding up to 1. */
export function sharesOf(counts: number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / all);
}

/** The examples that ended in the same leaf, and one more of every label according to its share: a leaf with few examples
 * is less sure, and equals go to the label that is more common. */
function treeConfidences({ root, fields, shares }: LabelTree, cells: number[]): Float64Array {
  const { rows, answer } = pathOf(root, fields, cells).leaf;
  return Float64Array.from(answer, (count, label) => (count + (shares[label] ?? 0)) / (rows + 1));
}
