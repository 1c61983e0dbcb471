import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";

import {
  type Build,
  type KeptFile,
  NAMED_BY_THE_SHELL,
  packOf,
  type PackName,
  type Packs,
} from "../src/offline/parts.js";

type Bundle = Rolldown.OutputBundle;

/** The names of the files that the workshop uses, sooner or later: those of its own part, and those of each pack. */
export function partsOf(
  bundle: Bundle,
  entry: string,
): { workshop: Set<string>; packs: Map<PackName, Set<string>> } {
  const packs = new Map<PackName, Set<string>>();
  const inPacks: [PackName, string][] = [];
  const walk = (name: string, files: Set<string>, within: PackName | null): void => {
    if (files.has(name)) return;
    const item = bundle[name];
    const pack = item?.type === "chunk" ? packOfChunk(item) : null;
    if (pack !== null && pack !== within) {
      inPacks.push([pack, name]);
      return;
    }
    files.add(name);
    if (item?.type === "chunk") for (const next of usedBy(item)) walk(next, files, within);
  };
  const workshop = new Set<string>();
  walk(entryName(bundle, entry), workshop, null);
  for (let next = inPacks.shift(); next; next = inPacks.shift()) {
    const [pack, name] = next;
    const files = packs.get(pack) ?? new Set(workshop);
    packs.set(pack, files);
    walk(name, files, pack);
  }
  for (const files of packs.values()) for (const name of workshop) files.delete(name);
  return { workshop, packs };
}

function packOfChunk({ moduleIds }: Rolldown.OutputChunk): PackName | null {
  return moduleIds.map(packOf).find((pack) => pack !== null) ?? null;
}

function usedBy({ imports, dynamicImports, viteMetadata }: Rolldown.OutputChunk): string[] {
  const { importedAssets = [], importedCss = [] } = viteMetadata ?? {};
  return [...imports, ...dynamicImports, ...importedAssets, ...importedCss];
}

function entryName(bundle: Bundle, entry: string): string {
  const found = Object.values(bundle).find(
    (item) => item.type === "chunk" && item.isEntry && item.facadeModuleId?.endsWith(entry),
  );
  if (!found) throw new Error(`${entry} is no entry of this build`);
  return found.fileName;
}

/** Make the service worker, with what this build has for it; fail when what every visitor keeps passes `bytes`. */
export function offline(entry: string, worker: string, bytes: number): Plugin {
  let base = "/";
  let root = ".";
  return {
    name: "offline",
    apply: "build",
    configResolved(config) {
      ({ base, root } = config);
    },
    writeBundle: {
      order: "post",
      async handler({ dir = "dist" }, bundle) {
        const kept = (name: string): KeptFile => keptFile(base + name, readFileSync(join(dir, name)));
        const { workshop, packs } = partsOf(bundle, entry);
        const told = buildOf(
          [...workshop, ...NAMED_BY_THE_SHELL].sort().map(kept),
          Object.fromEntries([...packs].map(([pack, files]) => [pack, [...files].sort().map(kept)])),
        );
        await makeWorker(join(root, worker), dir, told);
        const weight = told.workshop.reduce((sum, file) => sum + file.bytes, 0);
        this.info(`kept for offline: ${(weight / 1000).toFixed(0)} kB in ${told.workshop.length} files`);
        if (weight > bytes)
          this.error("What every visitor keeps is too much: make packs of it (src/offline/parts.ts).");
      },
    },
  };
}

function keptFile(path: string, content: Buffer): KeptFile {
  return { path, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
}

function buildOf(workshop: KeptFile[], packs: Packs): Build {
  const version = createHash("sha256").update(JSON.stringify(workshop)).digest("hex").slice(0, 12);
  return { version, workshop, packs };
}

/** One file without imports, beside the others. */
async function makeWorker(entry: string, outDir: string, told: Build): Promise<void> {
  await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    define: { BUILD: JSON.stringify(told) },
    build: {
      outDir,
      emptyOutDir: false,
      target: "es2022",
      lib: { entry, formats: ["iife"], name: "offline", fileName: () => "sw.js" },
    },
  });
}
