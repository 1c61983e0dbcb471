/** What a project file is made of. `projects/files/` on the website writes and reads the same. */

import { Problem } from "../contract/problems.js";
import type {
  Field,
  Label,
  MediaSummary,
  MediaType,
  ModelFile,
  ProjectKind,
  ReportLine,
  Work,
} from "../contract/values.js";

export const FORMAT = "mlforkids-project";
export const VERSION = 1;
export const MEDIA_TYPE = "application/vnd.mlforkids.project+zip";
export const APPLICATION = "Machine Learning for Kids";

export const MANIFEST = "manifest.json";
export const PROJECT = "project.json";
export const EXAMPLES = "examples.jsonl";
export const WORKS = "works.json";
/** of the original's zip */
export const TRAINING = "training.json";
export const TEST_DATA = "testdata.csv";

const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

export const AN_ID = new RegExp(`^${ID}$`);
export const A_MODEL = new RegExp(`^models/(${ID})\\.json$`);
export const A_FILE = new RegExp(`^media/${ID}\\.(?:jpg|png|wav)$`);
export const A_WORK = new RegExp(`^works/(${ID})\\.(?:sb3|py|txt)$`);

const ENDINGS: Record<Work["kind"], string> = { scratch: "sb3", python: "py", card: "txt" };
const FILE_ENDINGS: Record<MediaType, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "audio/wav": "wav",
};

/** `entries` are the hex sha-256 of every other entry, unpacked; `digest` is the project's. */
export interface Manifest {
  format: typeof FORMAT;
  version: typeof VERSION;
  created: number;
  application: string;
  entries: Record<string, string>;
  digest: string;
  counts: FileCounts;
}

export interface FileCounts {
  examples: number;
  models: number;
  works: number;
  media: number;
}

export interface ProjectPart {
  kind: ProjectKind;
  name: string;
  language: string;
  labels: Label[];
  fields: Field[];
  createdAt: number;
}

export interface ModelPart {
  model: ModelFile;
  report: ReportLine[];
}

/** One line of `works.json`; `file` is the name of its entry. */
export interface WorkPart extends Omit<Work, "file"> {
  file: string;
}

/** Of the picture or sound of an example. */
export function fileName({ mediaId, type }: Pick<MediaSummary, "mediaId" | "type">): string {
  return `media/${mediaId}.${FILE_ENDINGS[type]}`;
}

export function modelName(id: string): string {
  return `models/${id}.json`;
}

export function workName({ id, kind }: Pick<Work, "id" | "kind">): string {
  return `works/${id}.${ENDINGS[kind]}`;
}

/** Which sentence a person is told is in the problem's field. */
export function notAProjectFile(): Problem {
  return new Problem("invalid", "This is not a project file.", "file");
}

export function damaged(why: string): Problem {
  return new Problem("invalid", `This project file is damaged: ${why}.`, "damaged");
}

export function tooNew(): Problem {
  return new Problem("invalid", "This project file was made by a newer version.", "version");
}

export function notYet(kind: string): Problem {
  return new Problem("invalid", `Projects of the kind ${kind} cannot be opened yet.`, kind);
}

export function tooLarge(what: string): Problem {
  return new Problem("too_large", `This project file is too large: ${what}.`);
}
