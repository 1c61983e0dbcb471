/** New examples, made ready to be stored before the transaction begins: reading a file would end it. */

import { given } from "../../contract/data.js";
import { fileDigest } from "../../contract/digest.js";
import { unitOf } from "../../contract/rules.js";
import type { Data, MediaSummary, NewExample } from "../../contract/values.js";
import type { Base } from "./base.js";
import { toKeep } from "./blobs.js";
import type { Kept } from "./schema.js";

export interface Content {
  readonly example: NewExample;
  /** as it is kept */
  readonly data: Data;
  readonly unit: string;
  /** the file of a picture or a sound */
  readonly media: Kept | null;
}

/** Problems: `invalid` for a file that is not in the form in which files are kept, `too_large`. */
export async function contentsOf(base: Base, examples: readonly NewExample[]): Promise<Content[]> {
  const plain = examples.map(plainContent);
  if (plain.every((content) => content !== null)) return plain;
  return Promise.all(
    plain.map(async (content, at) => content ?? fileContent(base, examples[at] as NewExample)),
  );
}

/** Null for one with a file. */
function plainContent(example: NewExample): Content | null {
  const { data, group } = example;
  if ("file" in data) return null;
  const kept = "text" in data ? { text: data.text } : { values: given(data.values) };
  return { example, data: kept, unit: unitOf(kept, group), media: null };
}

async function fileContent(base: Base, example: NewExample): Promise<Content> {
  const { file } = example.data as { file: Blob };
  const { canonicalType } = await import("../../media/canonical.js");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = await canonicalType(bytes);
  // The file of a person may change or go while its Blob is there.
  const copy = new Blob([bytes], { type });
  const media: MediaSummary = {
    mediaId: example.id,
    type,
    bytes: bytes.length,
    sha256: await fileDigest(copy),
    nearHash: type === "audio/wav" ? null : await base.lookAt(copy),
  };
  return {
    example,
    data: { media },
    unit: unitOf({ media }, example.group),
    media: await toKeep(base.connection, copy),
  };
}
