/** Project files of the projects that the website keeps: it writes and reads them itself, so no zip code is loaded. */

import { Problem } from "../contract/problems.js";
import type { FileStore } from "../contract/stores.js";
import type { OpenedFile } from "../contract/values.js";
import type { Copying } from "../contract/workshop.js";
import { answered, type Website } from "./website.js";

const MEDIA_TYPE = "application/vnd.mlforkids.project+zip";
/** The record that ends a zip: a file that broke off on its way has none. */
const END = [0x50, 0x4b, 0x05, 0x06];
const END_LENGTH = 22;

export class CloudFileStore implements FileStore {
  constructor(private readonly site: Website) {}

  async save(project: string): Promise<Blob> {
    const params = { path: { project } };
    const asked = this.site.GET("/api/v1/projects/{project}/file", { params, parseAs: "blob" });
    const file = await answered(asked);
    if (!(await isWhole(file))) throw new Problem("storage_unavailable", "The file broke off on its way.");
    return file;
  }

  /** What is on its way to the website when it is stopped cannot be called back: it is removed when it is there. */
  async open(file: Blob, id: string, { signal, progress }: Copying = {}): Promise<OpenedFile> {
    signal?.throwIfAborted();
    const opening = this.send(file, id);
    if (signal !== undefined) await settledOrStopped(opening, signal, () => this.remove(id));
    const opened = await opening;
    progress?.(1);
    return opened;
  }

  private send(file: Blob, id: string): Promise<OpenedFile> {
    return answered(
      this.site.POST("/api/v1/project-files", {
        params: { query: { project: id } },
        headers: { "Content-Type": MEDIA_TYPE },
        // The description of the API says "string" for bytes.
        body: file as unknown as string,
        bodySerializer: (bytes) => bytes,
      }),
    );
  }

  private async remove(project: string): Promise<void> {
    await answered(this.site.DELETE("/api/v1/projects/{project}", { params: { path: { project } } }));
  }
}

/** Rejects with the signal's reason; what comes about all the same is undone. */
async function settledOrStopped(
  work: Promise<unknown>,
  signal: AbortSignal,
  undo: () => Promise<void>,
): Promise<void> {
  const ended = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => {
      work.then(undo).catch(() => undefined);
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", stop, { signal: ended.signal });
  });
  try {
    await Promise.race([work, stopped]);
  } finally {
    // Who stops later stops nothing.
    ended.abort();
  }
}

async function isWhole(file: Blob): Promise<boolean> {
  if (file.size < END_LENGTH) return false;
  const end = new Uint8Array(await file.slice(-END_LENGTH).arrayBuffer());
  return END.every((byte, at) => end[at] === byte);
}
