/** Equal content has an equal digest, in every place; `storage/digest.py` computes the same and says how. */

import canonicalize from "canonicalize";

import { Problem } from "./problems.js";
import type { ExampleStore, ModelStore, ProjectStore, WorkStore } from "./stores.js";
import type { Example, Project, Work } from "./values.js";

/** The part of the stores that a digest reads. */
export interface DigestStores {
  projects: Pick<ProjectStore, "get">;
  examples: Pick<ExampleStore, "read">;
  models: Pick<ModelStore, "all" | "load">;
  works: Pick<WorkStore, "all" | "get">;
}

const DIGEST_BYTES = 32;

/** 32 bytes. Problem: `invalid` for what JSON cannot say (NaN, Infinity, lone surrogates). */
export async function itemDigest(item: object): Promise<Uint8Array> {
  return sha256(new TextEncoder().encode(canonical(item)));
}

/** 64 hex digits. Problem: `not_found`. Memory: 32 bytes an example. */
export async function projectDigest(stores: DigestStores, id: string): Promise<string> {
  const digests: Uint8Array[] = [];
  for await (const item of items(stores, id)) digests.push(await itemDigest(item));
  return digestOf(digests);
}

/** Of a project with items of these digests. */
export async function digestOf(digests: readonly Uint8Array[]): Promise<string> {
  const all = new Uint8Array(digests.length * DIGEST_BYTES);
  digests.forEach((digest, index) => {
    all.set(digest, index * DIGEST_BYTES);
  });
  return hex(await sha256(all));
}

/** 64 hex digits. */
export async function fileDigest(file: Blob): Promise<string> {
  return hex(await sha256(new Uint8Array(await file.arrayBuffer())));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function* items(stores: DigestStores, id: string): AsyncGenerator<object> {
  yield headerItem((await stores.projects.get(id)).project);
  for await (const example of stores.examples.read(id)) yield exampleItem(example);
  const models = (await stores.models.all(id)).map((summary) => summary.id).sort();
  for (const model of models) yield (await stores.models.load(id, model)).model;
  const works = (await stores.works.all(id)).map((summary) => summary.id).sort();
  for (const work of works) yield await workItem(await stores.works.get(id, work));
}

/** The item of the project itself. */
export function headerItem(project: Omit<Project, "id" | "createdAt" | "changedAt" | "revision">): object {
  return {
    kind: project.kind,
    name: project.name,
    language: project.language,
    labels: project.labels.map(({ id, name }) => ({ id, name })),
    fields: project.fields.map(({ id, name, type, choices, role }) => ({ id, name, type, choices, role })),
  };
}

export function exampleItem({ id, labelId, data, group, heldBack, source, addedAt }: Example): object {
  return { id, labelId, data: { text: data.text }, group, heldBack, source, addedAt };
}

export async function workItem({
  id,
  kind,
  name,
  file,
}: Pick<Work, "id" | "kind" | "name" | "file">): Promise<object> {
  return { id, kind, name, sha256: await fileDigest(file) };
}

function canonical(item: object): string {
  try {
    return canonicalize(item) ?? "";
  } catch {
    throw new Problem("invalid", "This has a number or a character that cannot be kept.");
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
