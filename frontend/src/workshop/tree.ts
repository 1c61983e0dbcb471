/** A decision tree as a page draws it, from a model file and the way that one row took through it. */

import type { ModelFile, PathStep } from "../contract/values.js";

/** Where so many rows ended: how many of each label, in the order of the model, or the number that is guessed. */
export interface TreeEnd {
  counts: number[] | null;
  number: number | null;
  rows: number;
  onWay: boolean;
}

export interface TreeQuestion {
  fieldId: string;
  /** A number asks "at most so much?", a text "is it this choice?". */
  than: number | string;
  yes: TreeNode;
  no: TreeNode;
  onWay: boolean;
}

export type TreeNode = TreeEnd | TreeQuestion;

interface FileQuestion {
  field: string;
  atMost?: number;
  is?: string;
  yes: FileNode;
  no: FileNode;
}
type FileNode = FileQuestion | { counts: number[] } | { number: number; rows: number };

/** Null for a model that is no tree. */
export function treeOf({ head }: ModelFile, path: readonly PathStep[]): TreeNode | null {
  // A model file that a store answers has been checked.
  return head.type === "tree" ? nodeOf(head.root as unknown as FileNode, path) : null;
}

/** Where the way ends. */
export function endOfWay(node: TreeNode): TreeEnd {
  if (!("yes" in node)) return node;
  return endOfWay(node.yes.onWay ? node.yes : node.no);
}

/** `way` is null off the way. */
function nodeOf(node: FileNode, way: readonly PathStep[] | null): TreeNode {
  const onWay = way !== null;
  if ("counts" in node) {
    const rows = node.counts.reduce((sum, count) => sum + count, 0);
    return { counts: node.counts, number: null, rows, onWay };
  }
  if ("number" in node) return { counts: null, number: node.number, rows: node.rows, onWay };
  const step = way?.[0];
  const says = step?.test === "at_most" || step?.test === "is";
  const rest = way?.slice(1) ?? null;
  return {
    fieldId: node.field,
    than: node.atMost ?? node.is ?? "",
    yes: nodeOf(node.yes, says ? rest : null),
    no: nodeOf(node.no, says ? null : rest),
    onWay,
  };
}
