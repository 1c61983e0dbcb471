/** Hands a file to the browser, which keeps it where downloads go. */

import { isPortable } from "../contract/portable.js";
import type { Stores } from "../contract/stores.js";
import type { Project } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { board } from "./notices.js";

const ENDING = ".mlproject";
/** Long enough for a browser that asks where to save. */
const KEPT = 10 * 60_000;
/** What a disk or a shell takes for something else, and signs that turn the reading order, so that an ending could lie. */
const NOT_IN_A_NAME =
  /[\p{Surrogate}\p{Control}<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]+/gu;
/** Names that Windows keeps for itself. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

export async function saveToFile({ files, models }: Stores, { id, name, kind }: Project): Promise<void> {
  board.say(say.savingToFile());
  saveProjectFile(await files.save(id), name);
  board.add(say.savedFile(name), { tone: "good" });
  if (kind === "text" && !(await isModelPortable(models, id))) board.add(say.modelNotInFile());
}

/** Whether the newest goes into a file, if there is one. */
async function isModelPortable(models: Stores["models"], project: string): Promise<boolean> {
  const [newest] = await models.all(project);
  return newest === undefined || isPortable((await models.load(project, newest.id)).model);
}

export function saveProjectFile(file: Blob, projectName: string): void {
  saveFile(file, projectName, ENDING);
}

/** `ending` begins with a dot. */
export function saveFile(file: Blob, projectName: string, ending: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = fileNameFor(projectName, ending);
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, KEPT);
}

/** The project's name in its own script, without what a file name cannot have. */
export function fileNameFor(projectName: string, ending = ENDING): string {
  const name = projectName
    .replace(NOT_IN_A_NAME, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  return `${name === "" || RESERVED.test(name) ? `project ${name}`.trim() : name}${ending}`;
}
