/** L-BFGS: finds the lowest point of a smooth convex function, remembering a few steps instead of a matrix. */

export interface Objective {
  /** numbers in a point */
  size: number;
  /** The value at `point`; writes the slope there into `gradient`. */
  at(point: Float64Array, gradient: Float64Array): number;
}

export interface Search {
  /** Done when no part of the gradient is larger. */
  tolerance: number;
  iterations: number;
  /** Told after every step, with the largest part of the gradient; what it throws ends the search. */
  onStep(steepness: number): void | Promise<void>;
}

interface Step {
  moved: Float64Array;
  turned: Float64Array;
  curvature: number;
}

const REMEMBERED = 12;
const SHORTEN_AT_MOST = 30;
const ENOUGH_DESCENT = 1e-4;

/** From zero to the lowest point. Memory: 2 x 12 points. */
export async function minimise(objective: Objective, search: Search): Promise<Float64Array> {
  let point: Float64Array = new Float64Array(objective.size);
  let gradient: Float64Array = new Float64Array(objective.size);
  let value = objective.at(point, gradient);
  const steps: Step[] = [];
  for (let iteration = 0; iteration < search.iterations; iteration++) {
    const steepness = largest(gradient);
    await search.onStep(steepness);
    if (steepness <= search.tolerance) break;
    const next = walk(objective, point, value, gradient, direction(gradient, steps));
    if (!next) break;
    remember(steps, minus(next.point, point), minus(next.gradient, gradient));
    ({ point, gradient, value } = next);
  }
  return point;
}

/** One step downhill, shortened until it goes down far enough; null when no step does. */
function walk(
  objective: Objective,
  point: Float64Array,
  value: number,
  gradient: Float64Array,
  downhill: Float64Array,
): { point: Float64Array; gradient: Float64Array; value: number } | null {
  const slope = dot(gradient, downhill);
  if (!(slope < 0)) return null;
  const there = new Float64Array(point.length);
  const slopeThere = new Float64Array(point.length);
  let length = 1;
  for (let tries = 0; tries < SHORTEN_AT_MOST; tries++, length /= 2) {
    there.set(point);
    addScaled(there, length, downhill);
    const valueThere = objective.at(there, slopeThere);
    if (valueThere <= value + ENOUGH_DESCENT * length * slope)
      return { point: there, gradient: slopeThere, value: valueThere };
  }
  return null;
}

/** The two-loop recursion: minus the gradient, bent by what the remembered steps say about the curvature. */
function direction(gradient: Float64Array, steps: Step[]): Float64Array {
  const bent = gradient.map((part) => -part);
  const latest = steps.at(-1);
  if (!latest) return scaled(bent, 1 / Math.max(1, Math.sqrt(dot(bent, bent))));
  const taken = steps.toReversed().map((step) => {
    const share = dot(step.moved, bent) / step.curvature;
    addScaled(bent, -share, step.turned);
    return share;
  });
  scaled(bent, latest.curvature / dot(latest.turned, latest.turned));
  steps.forEach((step, i) => {
    const share = taken[steps.length - 1 - i] ?? 0;
    addScaled(bent, share - dot(step.turned, bent) / step.curvature, step.moved);
  });
  return bent;
}

function remember(steps: Step[], moved: Float64Array, turned: Float64Array): void {
  const curvature = dot(moved, turned);
  if (curvature <= 1e-12) return;
  steps.push({ moved, turned, curvature });
  if (steps.length > REMEMBERED) steps.shift();
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addScaled(to: Float64Array, factor: number, from: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) + factor * (from[i] ?? 0);
}

function scaled(values: Float64Array, factor: number): Float64Array {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) * factor;
  return values;
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  const difference = Float64Array.from(a);
  addScaled(difference, -1, b);
  return difference;
}
