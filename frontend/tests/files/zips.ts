/** Zips of any entries, as other programs write them. */

import { BlobReader, BlobWriter, ZipWriter } from "@zip.js/zip.js/lib/zip-core-custom.js";

type Entries = Record<string, string | Uint8Array<ArrayBuffer>>;

export async function zipped(entries: Entries): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, content] of Object.entries(entries))
    await zip.add(name, new BlobReader(new Blob([content])));
  return zip.close();
}

/** The zip of the original Machine Learning for Kids. */
export function originalZip(
  project: Record<string, unknown>,
  training: unknown,
  more: Entries = {},
): Promise<Blob> {
  return zipped({
    "manifest.json": JSON.stringify({
      formatversion: 1,
      exported: "2026-08-01",
      application: "Machine Learning for Kids",
    }),
    "project.json": JSON.stringify({
      type: "text",
      name: "Moods",
      labels: ["happy", "sad"],
      language: "en",
      ...project,
    }),
    "training.json": JSON.stringify(training),
    ...more,
  });
}
