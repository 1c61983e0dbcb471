/** Finding the head; `training/core/solver.py` finds the same with scikit-learn. The problem has one best answer. */

import { minimise } from "./lbfgs.js";
import type { SoftmaxObjective } from "./objective.js";

const TOLERANCE = 1e-7;
const ITERATIONS = 1_000;

/** 0 to 1; what it throws ends the fit. */
export type OnProgress = (progress: number) => void | Promise<void>;

/** scikit-learn fits two labels with one sigmoid, which is a softmax with half the C. */
export function shared(c: number, labelCount: number): number {
  return labelCount === 2 ? c / 2 : c;
}

/** The lowest point of the objective. */
export function solve(objective: SoftmaxObjective, onProgress: OnProgress): Promise<Float64Array> {
  const tolerance = TOLERANCE * objective.c * objective.examples;
  return minimise(objective, {
    tolerance,
    iterations: ITERATIONS,
    onStep: progressOf(tolerance, onProgress),
  });
}

/** The gradient shrinks by about the same factor each step, so its logarithm tells how far the way still is. */
function progressOf(tolerance: number, onProgress: OnProgress): (steepness: number) => void | Promise<void> {
  let first = 0;
  let furthest = 0;
  return (steepness) => {
    first ||= steepness;
    const way = Math.log(first / tolerance);
    const gone = way > 0 ? Math.log(first / Math.max(steepness, tolerance)) / way : 1;
    furthest = Math.max(furthest, gone);
    return onProgress(furthest);
  };
}

/** Biases that add up to 0. */
export function centred(bias: Float64Array): Float64Array {
  const middle = bias.reduce((a, b) => a + b, 0) / bias.length;
  return bias.map((value) => value - middle);
}
