/**
 * The values that travel through the stores, in the shapes of the website's API: `api.ts` is made from its description.
 * Times are UTC milliseconds. The Python half is `storage/values.py`.
 */

import type { components, operations } from "./api.js";
import type { Code } from "./problems.js";

type Shapes = components["schemas"];

export type ProjectKind = Shapes["ProjectKind"];
export type ModelState = ProjectCard["modelState"];
export type Moving = ProjectCard["moving"];
export type NextStep = ProjectCard["nextStep"];
/** "neural" is a sum for each label, which only numbers projects can learn by. */
export type Method = NonNullable<Shapes["ToStart"]["method"]>;
export type RunState = Run["state"];

export type Label = Shapes["Label"];
export type Field = Shapes["Field"];
export type Project = Shapes["Project"];
export type NewProject = Omit<Shapes["NewProject"], "storage">;
export type ProjectChange = Omit<Shapes["ProjectChange"], "revision">;
export type LabelCount = Shapes["LabelCount"];
export type Counts = Shapes["Counts"];
export type Score = Shapes["Score"];
export type Offers = Shapes["Offers"];
/** `runId` is the training run that is under way. */
export type ProjectCard = Shapes["ProjectCard"];

/** A number or one of the choices of its field; null is missing. */
export type Value = Shapes["Values"]["values"][string];
export type MediaSummary = Shapes["MediaSummary"];
export type MediaType = MediaSummary["type"];
/** Of a text project; one value a field, of numbers and prediction; of images and sounds, whose `mediaId` is the id of their
 * example. */
export type Data = Shapes["Data"];
/** As it is added, guessed and explained: a picture or sound comes with its file. */
export type NewData = Exclude<Data, { media: unknown }> | { file: Blob };
export type NewExample = Omit<Shapes["NewExample"], "data"> & { data: NewData };
export type Example = Shapes["Example"];
export type Receipt = Shapes["Receipt"];
export type PageRequest = NonNullable<operations["examples"]["parameters"]["query"]>;
export type Page = Shapes["Page"];
export type ExampleChange = Shapes["ExampleChange"];

export type Guessed = Shapes["Guessed"];
export type Predicted = Shapes["Predicted"];
/** What a model answered for an example that was held back: a label or, in a prediction project, a number. */
export type ReportLine = Shapes["ReportLine"];
export type LabelScore = Shapes["LabelScore"];
/** `confusion[true label id][guessed label id]` is how many. */
export type LabelScores = Shapes["LabelScores"];
/** `right` are the guesses that are at most `near` off; `meanError` is how far off they are, and `usualError` how far off
 * the mean of what was learned would be. */
export type NumberScores = Shapes["NumberScores"];
export type Scores = Shapes["Scores"];
/**
 * Of a softmax, `columns` are the feature numbers in use, ascending: base64 of little-endian uint16; null where all are.
 * `weights` are labels x columns, row by row, and `bias` is one a label: base64 of little-endian float32.
 */
export type SoftmaxHead = Shapes["SoftmaxHead"];
export type TreeHead = Shapes["TreeHead"];
export type RidgeHead = Shapes["RidgeHead"];
export type Head = Shapes["Head"];
export type ModelFile = Shapes["ModelFile"];
export type ModelSummary = Shapes["ModelSummary"];
export type SavedModel = Shapes["SavedModel"];
/** `progress` is 0 to 1; `place` counts the runs that are ahead in the queue. A browser may have problems of its own. */
export type Run = Omit<Shapes["Run"], "problem"> & { problem: Code | null };
export type Confidence = Shapes["Confidence"];
/** Every label of the model, best first; the confidences add up to 1. In a prediction project there are none, and a
 * `number` instead. */
export type Guess = Shapes["Guess"];
/** `start` and `end` count code points. */
export type WordEffect = Shapes["WordEffect"];
/** The `value` of a field passed this `test` with `than`; one that is missing (null) went the way of most. */
export type PathStep = Shapes["PathStep"];
/** How much the value of a field adds to the number; the rest is what is usual. Where a label is guessed, how much the
 * confidence in it falls when the value is left out. */
export type FieldEffect = Shapes["FieldEffect"];
/** The square in the middle of a picture in equal areas. `effects`, row by row from the top left, say how much the confidence
 * falls when one area is hidden. */
export type Areas = Shapes["Areas"];
/** An example that the model learned from; `likeness` is 0 to 1. In a prediction project it has no label. */
export type Neighbour = Shapes["Neighbour"];
/** Of a text its words; of a row the way through the tree, or what its fields add up to; of a picture its areas; of a sound its
 * moments, equal parts from the beginning to the end: how much the confidence falls when one is quiet. `nearest` are up to
 * three examples, the most like first. */
export type Explanation = Shapes["Explanation"];

/** What another program's file holds and a project cannot. */
export type Skipped = Shapes["Skipped"];
export type OpenedFile = Shapes["Opened"];

export type WorkSummary = Shapes["WorkSummary"];
export type WorkKind = WorkSummary["kind"];
export type Work = Omit<WorkSummary, "bytes"> & { file: Blob };
/** `changedAt` is given only by a move or a file, for a work that is new here. */
export type NewWork = Pick<Work, "id" | "kind" | "name" | "file"> & { changedAt?: number | null };

/** How much of a project would be lost with its computer: examples and labels that changed since it was saved to a file. */
export interface Backup {
  /** null when it is in no file */
  savedAt: number | null;
  changes: number;
  /** when somebody last heard of it or knew: the last reminder that was put off, the last file, or when it was made */
  toldAt: number;
  changesSinceTold: number;
}
