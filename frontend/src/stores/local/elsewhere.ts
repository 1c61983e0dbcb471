/** Lends a text project of this browser to the Watson Assistant of the class. Its texts leave this computer in one request,
 * made when the child lets it learn, with nothing but what `lentOf` says. */

import { textOf } from "../../contract/data.js";
import type { Lending, Lent, LentModel, LentRun } from "../../contract/lending.js";
import { LABELS_TO_TRAIN } from "../../contract/limits.js";
import { type Code, isCode, Problem } from "../../contract/problems.js";
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
import type { LentRow } from "./schema.js";

export const USUAL_SECONDS = 60;
const TRAINER = "text-watson@1";
const LOOK_MS = 2_000;

export interface Lesson {
  project: string;
  lent: LentRow;
  /** what has not been lent yet */
  texts?: Lent;
  signal: AbortSignal;
  heard: (run: Run) => void;
}

/** Labels without an example to train on are left out. Problem: `invalid` when there is too little to learn from. */
export function lentOf(
  project: Pick<Project, "language" | "labels">,
  examples: readonly TrainingExample[],
): Pick<LentRow, "labels" | "counts" | "heldBack"> & { texts: Lent } {
  const counts: Record<string, number> = {};
  for (const { heldBack, labelId } of examples)
    if (!heldBack && labelId !== null) counts[labelId] = (counts[labelId] ?? 0) + 1;
  const labels = project.labels.filter(({ id }) => id in counts);
  if (labels.length < LABELS_TO_TRAIN)
    throw new Problem("invalid", "Training needs examples that are not held back in two labels.");
  const places = new Map(labels.map(({ id }, place) => [id, place]));
  const known = examples.flatMap(({ id, labelId, heldBack, data }) => {
    const label = places.get(labelId ?? "");
    return label === undefined || labelId === null
      ? []
      : [{ id, labelId, label, heldBack, text: textOf(data) }];
  });
  return {
    labels,
    counts: Object.fromEntries(labels.map(({ id }) => [id, counts[id] ?? 0] as const)),
    heldBack: known.filter(({ heldBack }) => heldBack).map(({ id, labelId }) => ({ id, labelId })),
    texts: {
      kind: "text",
      language: project.language,
      labels: labels.map(({ name }) => name),
      texts: known.map(({ label, heldBack, text }) => ({ label, heldBack, text })),
    },
  };
}

/** Problems: those of `Lending`; that of the run when it failed; `not_trained` when its model is over already; the signal's
 * reason. */
export async function learnElsewhere(lending: Lending, lesson: Lesson): Promise<SavedModel> {
  const { project, lent, texts, signal } = lesson;
  const stop = (): void => {
    lending.cancel(project, lent.run).catch(() => undefined);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    if (texts) await again(signal, () => lending.lend(project, lent.run, texts), "storage_unavailable");
    return await savedOf(lent, await watch(lending, lesson));
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

async function watch(lending: Lending, { project, lent, signal, heard }: Lesson): Promise<LentModel> {
  for (;;) {
    const look = (): Promise<LentRun> => lending.run(project, lent.run);
    const { run, model } = await again(signal, look, "storage_unavailable", "rate_limited");
    heard(run);
    if (model) return model;
    if (!isUnderWay(run))
      throw new Problem(
        run.problem ?? (run.state === "ready" ? "not_trained" : "storage_unavailable"),
        "The Watson Assistant of the class has not learned it.",
      );
    await pause(LOOK_MS, signal);
  }
}

/** A line that is away for a while ends nothing: asking the same again does nothing twice. */
async function again<Told>(signal: AbortSignal, ask: () => Promise<Told>, ...passing: Code[]): Promise<Told> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (problem) {
      if (!isCode(problem, ...passing)) throw problem;
      await pause(LOOK_MS, signal);
    }
  }
}

async function savedOf(
  { run, trainedAt, labels, counts, heldBack }: LentRow,
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
    if (!example || !best) return;
    report.push({ exampleId: example.id, guessedId: best.labelId, confidence: best.confidence });
    outcomes.push([example.labelId, best.labelId]);
  });
  const ids = labels.map(({ id }) => id);
  const model = await buildModel({
    id: run,
    kind: "text",
    trainedAt,
    trainer: TRAINER,
    labels,
    fields: [],
    features: null,
    head: { type: "remote", service: "watson", workspace, expiresAt },
    counts,
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
