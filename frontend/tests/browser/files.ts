/** Project files in a real browser; `tests/e2e/test_project_files.py` drives it. Files go in and out as addresses and
 * as base64. */

import { v7 as newId } from "uuid";

import { EXAMPLES_AT_ONCE } from "../../src/contract/limits.js";
import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import { saveProjectFile } from "../../src/workshop/save-file.js";
import { projectIn, storesHere } from "./here.js";
import { websiteHere } from "./website-here.js";

interface Saved {
  file: string;
  digest: string;
}

const computer = storesHere();
const lasting = storesHere({ person: "0190d2a4-0000-7000-8000-000000000001" });

function storesAt(look: "computer" | "website"): Promise<Stores> {
  return look === "computer" ? Promise.resolve(computer) : websiteHere();
}

/** What opening the file at an address comes to, and how many projects there are afterwards. */
async function open(address: string): Promise<{ code: string | null; projects: number }> {
  const file = await (await fetch(address)).blob();
  const code = await codeOf(() => computer.files.open(file, newId()));
  return { code, projects: (await computer.projects.all()).length };
}

/** A new project with texts, saved. */
async function make(look: "computer" | "website", texts: string[]): Promise<Saved> {
  const stores = await storesAt(look);
  const { id, example } = await projectIn(stores);
  await stores.examples.add(id, texts.map(example));
  return { file: await base64(await stores.files.save(id)), digest: await stores.projects.digest(id) };
}

/** Opened, and saved once more. */
async function through(look: "computer" | "website", file: string): Promise<Saved> {
  const stores = await storesAt(look);
  const id = newId();
  await stores.files.open(blobOf(file), id);
  return { file: await base64(await stores.files.save(id)), digest: await stores.projects.digest(id) };
}

/** A project of this many texts, which later pages have, too. Answers its id. */
async function fill(count: number): Promise<string> {
  const { id, example } = await projectIn(lasting);
  for (let at = 0; at < count; at += EXAMPLES_AT_ONCE) {
    const length = Math.min(EXAMPLES_AT_ONCE, count - at);
    await lasting.examples.add(
      id,
      Array.from({ length }, (_, n) => example(text(at + n))),
    );
  }
  return id;
}

let file: Blob | null = null;

async function saveLarge(project: string): Promise<void> {
  file = await lasting.files.save(project);
}

/** What was saved just before. */
async function openLarge(): Promise<void> {
  await lasting.files.open(file ?? new Blob(), newId());
}

function text(number: number): string {
  return `Text number ${number}, and ${"some more words to make it as long as a sentence often is. ".repeat(3)}`;
}

async function codeOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (problem) {
    return problem instanceof Problem ? problem.code : String(problem);
  }
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function blobOf(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
}

/** To the computer's own disk, as the card's menu does. */
async function download(name: string): Promise<void> {
  const { id } = await projectIn(computer);
  saveProjectFile(await computer.files.save(id), name);
}

Object.assign(globalThis, { files: { open, make, through, download, fill, saveLarge, openLarge } });
