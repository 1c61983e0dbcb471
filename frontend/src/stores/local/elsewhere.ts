/** Lends a text project of this browser to the Watson Assistant of the class. Its texts leave this computer in one request,
 * made when the child lets it learn, with nothing but what `lentOf` says. */

import { textOf } from "../../contract/data.js";
import type { Lending, Lent, LentModel } from "../../contract/lending.js";
import { LABELS_TO_TRAIN } from "../../contract/limits.js";
import { isCode, Problem } from "../../contract/problems.js";
import { isUnderWay } from "../../contract/rules.js";
import type {
  Guess,
  Guessed,
  Label,
  ModelFile,
  NewData,
  Project,
  Run,
  SavedModel,
} from "../../contract/values.js";
import type { TrainingExample } from "../../training/protocol.js";

export const USUAL_SECONDS = 60;
const TRAINER = "text-watson@1";
const LOOK_MS = 2_000;

export interface Lesson {
  project: Pick<Project, "id" | "language" | "labels">;
  examples: readonly TrainingExample[];
  run: string;
  trainedAt: number;
  signal: AbortSignal;
  heard: (run: Run) => void;
}

/** Labels without an example to train on are left out. Problem: `invalid` when there is too little to learn from. */
export function lentOf({ project, examples }: Pick<Lesson, "project" | "examples">): {
  labels: Label[];
  learned: TrainingExample[];
  heldBack: TrainingExample[];
  lent: Lent;
} {
  const taught = new Set(examples.filter((one) => !one.heldBack).map(({ labelId }) => labelId));
  const labels = project.labels.filter(({ id }) => taught.has(id));
  if (labels.length < LABELS_TO_TRAIN)
    throw new Problem("invalid", "Training needs examples that are not held back in two labels.");
  const places = new Map<string | null, number>(labels.map(({ id }, place) => [id, place]));
  const known = examples.filter(({ labelId }) => places.has(labelId));
  const texts = known.map(({ labelId, heldBack, data }) => ({
    label: places.get(labelId) ?? 0,
    heldBack,
    text: textOf(data),
  }));
  return {
    labels,
    learned: known.filter((one) => !one.heldBack),
    heldBack: known.filter((one) => one.heldBack),
    lent: { kind: "text", language: project.language, labels: labels.map(({ name }) => name), texts },
  };
}

/** Problems: those of `Lending`; that of the run when it failed; the signal's reason. */
export async function learnElsewhere(lending: Lending, lesson: Lesson): Promise<SavedModel> {
  const { project, run, signal } = lesson;
  const { labels, learned, heldBack, lent } = lentOf(lesson);
  const stop = (): void => {
    lending.cancel(project.id, run).catch(() => undefined);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    await again(signal, () => lending.lend(project.id, run, lent));
    const model = await watch(lending, lesson);
    return await savedOf(lesson, labels, learned, heldBack, model);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

export async function guessElsewhere(
  lending: Lending,
  project: string,
  { id, labels }: ModelFile,
  data: readonly NewData[],
): Promise<Guess[]> {
  const heard = await lending.guess(project, id, data.map(textOf));
  return heard.map((confidences) => guessOf(id, labels, confidences));
}

async function watch(lending: Lending, { project, run, signal, heard }: Lesson): Promise<LentModel> {
  for (;;) {
    const told = await again(signal, () => lending.run(project.id, run));
    heard(told.run);
    if (told.model) return told.model;
    if (!isUnderWay(told.run))
      throw new Problem(
        told.run.problem ?? "storage_unavailable",
        "The Watson Assistant of the class has not learned it.",
      );
    await pause(LOOK_MS, signal);
  }
}

/** A line that is away for a while ends nothing: asking the same again does nothing twice. */
async function again<Told>(signal: AbortSignal, ask: () => Promise<Told>): Promise<Told> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (problem) {
      if (!isCode(problem, "storage_unavailable")) throw problem;
      await pause(LOOK_MS, signal);
    }
  }
}

async function savedOf(
  { run, trainedAt }: Lesson,
  labels: Label[],
  learned: TrainingExample[],
  heldBack: TrainingExample[],
  { workspace, expiresAt, heard }: LentModel,
): Promise<SavedModel> {
  const [{ buildModel }, { heldBackScores }] = await Promise.all([
    import("../../training/core/modelFile.js"),
    import("../../training/core/metrics.js"),
  ]);
  const report: Guessed[] = [];
  const outcomes: [string, string][] = [];
  heard.forEach((confidences, place) => {
    const example = heldBack[place];
    const best = guessOf(run, labels, confidences).confidences[0];
    if (!example?.labelId || !best) return;
    report.push({ exampleId: example.id, guessedId: best.labelId, confidence: best.confidence });
    outcomes.push([example.labelId, best.labelId]);
  });
  const ids = labels.map(({ id }) => id);
  const counts = ids.map((id) => [id, learned.filter(({ labelId }) => labelId === id).length] as const);
  const model = await buildModel({
    id: run,
    kind: "text",
    trainedAt,
    trainer: TRAINER,
    labels,
    fields: [],
    features: null,
    head: { type: "remote", service: "watson", workspace, expiresAt },
    counts: Object.fromEntries(counts),
    heldBack: heldBackScores(ids, outcomes),
    crossValidated: null,
  });
  return { model, report };
}

function guessOf(modelId: string, labels: readonly Label[], heard: readonly number[]): Guess {
  const confidences = labels.map(({ id }, place) => ({ labelId: id, confidence: heard[place] ?? 0 }));
  confidences.sort((one, other) => other.confidence - one.confidence);
  return { modelId, confidences, number: null };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const wake = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener("abort", wake, { once: true });
  });
}
