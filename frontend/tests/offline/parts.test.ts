import type { Rolldown } from "vite";
import { expect, it } from "vitest";

import { partsOf } from "../../tools/offline.js";

interface Made {
  sources: string[];
  imports?: string[];
  dynamicImports?: string[];
  assets?: string[];
  entry?: boolean;
}

function bundleOf(chunks: Record<string, Made>): Rolldown.OutputBundle {
  const made = Object.entries(chunks).map(([fileName, chunk]) => [
    fileName,
    {
      type: "chunk",
      fileName,
      isEntry: chunk.entry ?? false,
      facadeModuleId: chunk.sources[0],
      moduleIds: chunk.sources,
      imports: chunk.imports ?? [],
      dynamicImports: chunk.dynamicImports ?? [],
      viteMetadata: { importedAssets: new Set(chunk.assets), importedCss: new Set() },
    },
  ]);
  return Object.fromEntries(made) as Rolldown.OutputBundle;
}

const bundle = bundleOf({
  "workshop.js": {
    sources: ["/home/src/workshop.ts"],
    entry: true,
    imports: ["shared.js"],
    dynamicImports: ["zip.js", "eyes.js", "ears.js"],
    assets: ["worker.js"],
  },
  "site.js": { sources: ["/home/src/site.ts"], entry: true, imports: ["shared.js"], assets: ["site.css"] },
  "shared.js": { sources: ["/home/src/shared.ts"], assets: ["font.woff2"] },
  "zip.js": { sources: ["/home/src/files/zip.ts"] },
  "eyes.js": {
    sources: ["/home/src/packs/images/eyes.ts"],
    imports: ["shared.js", "matrix.js"],
    assets: ["eyes.wasm"],
  },
  "ears.js": { sources: ["/home/src/packs/sounds/ears.ts"], imports: ["matrix.js"], assets: ["ears.wasm"] },
  "matrix.js": { sources: ["/home/src/training/matrix.ts"] },
});

it("what the workshop uses, sooner or later, is its own part, and the pages of the website are not", () => {
  const { workshop } = partsOf(bundle, "src/workshop.ts");
  expect([...workshop].sort()).toEqual(["font.woff2", "shared.js", "worker.js", "workshop.js", "zip.js"]);
});

it("what is below src/packs/<name>, with what only that uses, is the pack of this name", () => {
  const { packs } = partsOf(bundle, "src/workshop.ts");
  expect([...packs].map(([pack, files]) => [pack, [...files].sort()])).toEqual([
    ["images", ["eyes.js", "eyes.wasm", "matrix.js"]],
    ["sounds", ["ears.js", "ears.wasm", "matrix.js"]],
  ]);
});
