/** The values that travel through the stores. Times are UTC milliseconds. The Python half is `storage/contracts.py`. */

export type ProjectKind = "text" | "images" | "sounds" | "numbers" | "prediction";
export type ModelState = "none" | "training" | "ready" | "changed";
export type NextStep = "label" | "collect" | "train" | "test" | "train_again";
export type RunState = "queued" | "training" | "ready" | "failed" | "cancelled";

export interface Label {
  id: string;
  name: string;
}
export interface Field {
  id: string;
  name: string;
  type: "number" | "choice";
  choices: string[];
  role: "input" | "output" | "unused";
}
export interface Project {
  id: string;
  kind: ProjectKind;
  name: string;
  language: string;
  labels: Label[];
  fields: Field[];
  createdAt: number;
  changedAt: number;
  revision: number;
}
export interface NewProject {
  id: string;
  kind: ProjectKind;
  name: string;
  language?: string;
  labels?: Label[];
  fields?: Field[];
}
export interface ProjectChange {
  name?: string;
  language?: string;
  labels?: Label[];
  fields?: Field[];
}
export interface LabelCount {
  examples: number;
  heldBack: number;
}
export interface Counts {
  examples: number;
  heldBack: number;
  labels: Record<string, LabelCount>;
}
export interface Score {
  right: number;
  of: number;
}
export interface Offers {
  examplesLimit: number | null;
  labelsLimit: number;
  contributors: boolean;
  offline: boolean;
}
export interface ProjectCard {
  project: Project;
  owners: { id: string; name: string }[];
  counts: Counts;
  bytes: number;
  modelState: ModelState;
  /** the training run that is under way */
  runId: string | null;
  lastScore: Score | null;
  nextStep: NextStep;
  offers: Offers;
}
export interface TextData {
  text: string;
}
export type Data = TextData;
export interface NewExample {
  id: string;
  labelId: string | null;
  data: Data;
  group?: string | null;
  source?: string;
  heldBack?: boolean | null;
  addedAt?: number | null;
}
export interface Example {
  id: string;
  labelId: string | null;
  data: Data;
  group: string | null;
  heldBack: boolean;
  source: string;
  addedAt: number;
  contributor: string | null;
}
export interface Receipt {
  id: string;
  heldBack: boolean;
  addedAt: number;
  removed: boolean;
}
export interface PageRequest {
  label?: string;
  after?: string;
  before?: string;
  limit?: number;
}
export interface Page {
  examples: Example[];
  more: boolean;
}
export interface ExampleChange {
  labelId?: string;
  heldBack?: boolean;
}
export interface Guessed {
  exampleId: string;
  guessedId: string;
  confidence: number;
}
export interface LabelScore {
  right: number;
  of: number;
}
export interface Scores {
  heldBack: {
    right: number;
    of: number;
    perLabel: Record<string, LabelScore>;
    /** confusion[true label id][guessed label id] = how many */
    confusion: Record<string, Record<string, number>>;
  };
  crossValidated: null;
}
export interface SoftmaxHead {
  type: "softmax";
  /** the feature numbers in use, ascending: base64 of little-endian uint16 */
  columns: string;
  /** labels x columns, row by row: base64 of little-endian float32 */
  weights: string;
  /** one a label: base64 of little-endian float32 */
  bias: string;
}
export interface ModelFile {
  format: "mlforkids-model";
  version: 1;
  id: string;
  kind: ProjectKind;
  trainedAt: number;
  trainer: string;
  labels: Label[];
  fields: Field[];
  features: { name: string; version: number; sha256: string | null } | null;
  head: SoftmaxHead;
  counts: Record<string, number>;
  seed: number;
  scores: Scores;
  digest: string;
}
export interface ModelSummary {
  id: string;
  trainedAt: number;
  counts: Record<string, number>;
  score: Score | null;
}
export interface SavedModel {
  model: ModelFile;
  report: Guessed[];
}
export interface Run {
  id: string;
  state: RunState;
  /** 0 to 1 */
  progress: number;
  /** runs ahead in the queue */
  place: number;
  expectedSeconds: number;
  modelId: string | null;
  problem: string | null;
}
export interface Confidence {
  labelId: string;
  confidence: number;
}
export interface Guess {
  modelId: string;
  /** every label of the model, best first; adds up to 1 */
  confidences: Confidence[];
}
export interface WordEffect {
  start: number;
  end: number;
  effect: number;
}
export interface Explanation {
  guess: Guess;
  words: WordEffect[];
}
export interface Work {
  id: string;
  kind: "scratch" | "python";
  name: string;
  changedAt: number;
  revision: number;
  file: Blob;
}
