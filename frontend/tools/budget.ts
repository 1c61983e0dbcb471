import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

export interface Page {
  name: string;
  /** source files that the page names in its HTML, as in the manifest */
  entries: string[];
}

interface ManifestEntry {
  file: string;
  css?: string[];
  imports?: string[];
}

type Manifest = Record<string, ManifestEntry>;

/** What all pages together may have. */
export interface Bounds {
  /** gzipped */
  bytes: number;
  files: number;
}

/** Every file that the browser fetches for these entries before anything is lazily loaded. */
export function filesOf(manifest: Manifest, entries: string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const entry = manifest[key];
    if (seen.has(key)) return;
    if (!entry) throw new Error(`${key} is not in the manifest`);
    seen.add(key);
    files.add(entry.file);
    entry.css?.forEach((file) => files.add(file));
    entry.imports?.forEach(visit);
  };
  entries.forEach(visit);
  return files;
}

/** Print what each page weighs, and fail when all of them together pass the bounds. Pages, answers and the heads of all of them
 * weigh too, and are no file of the build: a test in a browser counts those. */
export function budget(pages: Page[], bounds: Bounds): Plugin {
  return {
    name: "budget",
    apply: "build",
    writeBundle: {
      order: "post",
      handler(_options, bundle) {
        const contents = new Map(
          Object.values(bundle).map((item) => [
            item.fileName,
            item.type === "chunk" ? item.code : item.source,
          ]),
        );
        const manifest = JSON.parse(String(contents.get("manifest.json"))) as Manifest;
        const weigh = (file: string): number => {
          const content = contents.get(file) ?? "";
          return file.endsWith(".woff2") ? content.length : gzipSync(content).length;
        };
        const total = (files: Iterable<string>): number =>
          [...files].reduce((sum, file) => sum + weigh(file), 0);
        const together = new Set<string>();
        for (const page of pages) {
          const files = filesOf(manifest, page.entries);
          files.forEach((file) => together.add(file));
          this.info(`${page.name}: ${kilobytes(total(files))} gzip in ${files.size} files`);
        }
        const { bytes, files } = bounds;
        const weight = total(together);
        this.info(
          `together: ${kilobytes(weight)} of ${kilobytes(bytes)} gzip, ${together.size} of ${files} files`,
        );
        if (weight > bytes || together.size > files)
          this.error(`The first pages have ${kilobytes(weight)} in ${together.size} files: over the budget.`);
      },
    },
  };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
