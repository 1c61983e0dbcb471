/** What every place that keeps projects must do. The Python half, with the meaning of each verb, is `storage/contracts.py`. */

import type {
  Backup,
  Counts,
  Example,
  ExampleChange,
  Explanation,
  Guess,
  Method,
  ReportLine,
  ModelFile,
  ModelSummary,
  NewData,
  NewExample,
  NewProject,
  NewWork,
  OpenedFile,
  Page,
  PageRequest,
  ProjectCard,
  ProjectChange,
  Receipt,
  Run,
  SavedModel,
  Work,
  WorkSummary,
} from "./values.js";
import type { Copying } from "./workshop.js";

export interface ProjectStore {
  all(): Promise<ProjectCard[]>;
  get(id: string): Promise<ProjectCard>;
  create(project: NewProject): Promise<ProjectCard>;
  update(id: string, change: ProjectChange, revision: number): Promise<ProjectCard>;
  mark(id: string, moving: "leaving" | null): Promise<ProjectCard>;
  remove(id: string, moving?: "leaving"): Promise<void>;
  restore(id: string): Promise<ProjectCard>;
  removed(): Promise<ProjectCard[]>;
  digest(id: string): Promise<string>;
}

export interface ExampleStore {
  /** All or nothing; resolving means stored. A file in the form that `media/canonical.ts` says is stored as it is; the website
   * makes others so, a browser's own store refuses them as `invalid`. */
  add(project: string, examples: NewExample[]): Promise<Receipt[]>;
  page(project: string, request: PageRequest): Promise<Page>;
  read(project: string): AsyncIterable<Example>;
  /** The file of an example, with its type. */
  media(project: string, media: string): Promise<Blob>;
  counts(project: string): Promise<Counts>;
  change(project: string, ids: string[], change: ExampleChange): Promise<void>;
  remove(project: string, ids: string[]): Promise<void>;
  restore(project: string, ids: string[]): Promise<void>;
}

export interface ModelStore {
  all(project: string): Promise<ModelSummary[]>;
  latest(project: string): Promise<SavedModel>;
  save(project: string, model: ModelFile, report: ReportLine[]): Promise<void>;
  load(project: string, id: string): Promise<SavedModel>;
  remove(project: string, id: string): Promise<void>;
}

export interface WorkStore {
  all(project: string): Promise<WorkSummary[]>;
  get(project: string, id: string): Promise<Work>;
  /** `revision` is the one that the caller has seen, 0 for a new work. The same again answers what is there. */
  save(project: string, work: NewWork, revision: number): Promise<WorkSummary>;
  remove(project: string, id: string): Promise<void>;
}

export interface Trainer {
  /** `method` is "usual" unless told otherwise. */
  start(project: string, method?: Method): Promise<Run>;
  run(project: string, id: string): Promise<Run>;
  cancel(project: string, id: string): Promise<Run>;
  guess(project: string, data: NewData[]): Promise<Guess[]>;
  explain(project: string, data: NewData): Promise<Explanation>;
}

/** Project files. Problems: `invalid`, with what is wrong in `field`, `too_large`, and those of the other stores. */
export interface FileStore {
  save(project: string): Promise<Blob>;
  /** All of it as a new project with this id, or nothing; the same id again answers the project that is there. */
  open(file: Blob, id: string, copying?: Copying): Promise<OpenedFile>;
}

/** For a place that is lost with its computer. */
export interface BackupStore {
  /** by the id of the project; damaged ones are not in it */
  all(): Promise<Map<string, Backup>>;
  /** Puts off the reminder to save it to a file. */
  later(project: string): Promise<void>;
}

export interface Stores {
  projects: ProjectStore;
  examples: ExampleStore;
  models: ModelStore;
  works: WorkStore;
  trainer: Trainer;
  files: FileStore;
  /** null where nothing is lost with a computer */
  backups: BackupStore | null;
}
