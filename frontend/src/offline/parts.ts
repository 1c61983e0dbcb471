/** What is kept in a browser so that the workshop works offline. What every project needs is kept at once; what only some
 * projects need is a pack, kept when such a project is opened or when somebody asks for it. */

import type { ExtractorName } from "../training/core/extractors/known.js";

/** Named by the extractor that it is for. */
export type PackName = ExtractorName;

/** `path` is where the site serves it; `sha256` is in hex. */
export interface KeptFile {
  path: string;
  bytes: number;
  sha256: string;
}

export type Packs = Partial<Record<PackName, KeptFile[]>>;

/** All of one build that can be kept. */
export interface Build {
  /** changes with every file of the workshop's own part */
  version: string;
  workshop: KeptFile[];
  packs: Packs;
}

/** Where the workshop's page is, at whichever of its addresses it is opened. */
export const SHELL = "/workshop/";

/** Files that the page names and that no build gives a name of their own to. */
export const NAMED_BY_THE_SHELL = ["logo.svg"];

const PACK = /\/src\/packs\/([^/]+)\//;

/** Which pack has this source file; null for what every project needs. */
export function packOf(source: string): PackName | null {
  return (PACK.exec(source)?.[1] ?? null) as PackName | null;
}
