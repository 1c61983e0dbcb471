/** Project files for a place whose stores are in this page. All of it is loaded only when a file is saved or opened. */

import { isCode } from "../contract/problems.js";
import type { Stores } from "../contract/stores.js";
import type { OpenedFile, ProjectCard } from "../contract/values.js";
import type { Copying } from "../contract/workshop.js";
import { contentOf } from "../transfer/content.js";
import { writeContent } from "../transfer/write.js";
import { readProjectFile } from "./read.js";
import { writeProjectFile, type Writing } from "./write.js";

/** One file with the whole project. Problems: those of the stores; `invalid` for what cannot be said in a file. */
export async function saveProject(stores: Stores, id: string, writing: Writing): Promise<Blob> {
  return writeProjectFile(await contentOf(stores, id), writing);
}

/** The whole project or nothing. Problems: `invalid` and `too_large`, and those of the stores. */
export async function openProjectFile(
  stores: Stores,
  file: Blob,
  id: string,
  copying: Copying = {},
): Promise<OpenedFile> {
  const { content, skipped } = await readProjectFile(file, copying.signal);
  const there = await cardIn(stores, id);
  const opened = there !== null && there.moving !== "arriving";
  return { card: opened ? there : await writeContent(stores, id, content, copying), skipped };
}

async function cardIn(stores: Stores, id: string): Promise<ProjectCard | null> {
  try {
    return await stores.projects.get(id);
  } catch (problem) {
    if (isCode(problem, "not_found")) return null;
    throw problem;
  }
}
