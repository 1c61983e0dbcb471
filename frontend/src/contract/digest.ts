/** Equal content has an equal digest, in every place; `storage/digest.py` computes the same and says how. */

import { canonicalData, canonicalJson, checkSayable } from "./data.js";
import { isPortable } from "./portable.js";
import { hex, Sha256 } from "./sha256.js";
import type { ExampleStore, ModelStore, ProjectStore, WorkStore } from "./stores.js";
import type { Example, Project, Work } from "./values.js";

export { hex } from "./sha256.js";

/** The part of the stores that a digest reads. */
export interface DigestStores {
  projects: Pick<ProjectStore, "get">;
  examples: Pick<ExampleStore, "read">;
  models: Pick<ModelStore, "all" | "load">;
  works: Pick<WorkStore, "all" | "get">;
}

const UTF8 = new TextEncoder();

/** 32 bytes. Problem: `invalid` for what JSON cannot say (NaN, Infinity, lone surrogates). */
export async function itemDigest(item: object): Promise<Uint8Array> {
  return sha256(UTF8.encode(canonicalJson(item)));
}

/** 64 hex digits. Problem: `not_found`. */
export async function projectDigest(stores: DigestStores, id: string): Promise<string> {
  const digest = new RunningDigest();
  digest.add(headerItem((await stores.projects.get(id)).project));
  for await (const example of stores.examples.read(id)) digest.addJson(canonicalExample(example));
  const models = (await stores.models.all(id)).map((summary) => summary.id).sort();
  for (const each of models) {
    const { model } = await stores.models.load(id, each);
    if (isPortable(model)) digest.add(model);
  }
  const works = (await stores.works.all(id)).map((summary) => summary.id).sort();
  for (const work of works) digest.add(await workItem(await stores.works.get(id, work)));
  return digest.hex();
}

/** The digest of a project, item by item and in constant memory. */
export class RunningDigest {
  private readonly all = new Sha256();

  /** Problem: `invalid` for what JSON cannot say. */
  add(item: object): void {
    this.addJson(canonicalJson(item));
  }

  /** An item that is canonical JSON already. */
  addJson(json: string): void {
    this.all.update(new Sha256().update(UTF8.encode(json)).digest());
  }

  /** 64 hex digits. Nothing can be added after it. */
  hex(): string {
    return this.all.hex();
  }
}

/** 64 hex digits. */
export async function fileDigest(file: Blob): Promise<string> {
  return hex(await sha256(new Uint8Array(await file.arrayBuffer())));
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

/** The item of an example, canonical: that is much faster than for any item, since its keys are known. Problem: `invalid`. */
export function canonicalExample({
  addedAt,
  data,
  group,
  heldBack,
  id,
  labelId,
  source,
}: Omit<Example, "contributor">): string {
  checkSayable(source);
  if (group !== null) checkSayable(group);
  const around = JSON.stringify({ group, heldBack, id, labelId, source }).slice(1);
  return `{"addedAt":${addedAt},"data":${canonicalData(data)},${around}`;
}

export async function workItem({
  id,
  kind,
  name,
  file,
}: Pick<Work, "id" | "kind" | "name" | "file">): Promise<object> {
  return { id, kind, name, sha256: await fileDigest(file) };
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
