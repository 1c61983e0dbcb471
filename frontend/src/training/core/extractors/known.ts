/** The extractors by their names; `training/core/extractors/known.py` says what is known of them. */

import known from "../../../../../training/core/extractors/known.json";
import { Problem } from "../../../contract/problems.js";
import type { ModelFile, ProjectKind } from "../../../contract/values.js";

export type ExtractorName = keyof typeof known;

/** What names an extractor: `length` is how many numbers there are, `c` and `standardise` are how a head is fitted to them. */
export interface Features {
  readonly name: string;
  readonly version: number;
  readonly sha256: string;
  readonly length: number;
  readonly c: number;
  readonly standardise: boolean;
}

type Known = Features & { kind: string; languages: string[] | null };

export function featuresOf(extractor: ExtractorName): Features {
  return known[extractor];
}

/** The name that the file of its weights begins with. */
export function weightsOf(extractor: ExtractorName): string {
  return known[extractor].weights;
}

/** Which extractor reads the examples of a project of this kind and language ("en", "zh-TW"); null for those that are read
 * without one, as n-grams or cells. */
export function extractorFor(kind: ProjectKind, language: string): ExtractorName | null {
  const all = Object.entries<Known>(known) as [ExtractorName, Known][];
  return all.find(([, one]) => reads(one, kind, language))?.[0] ?? null;
}

/** With which extractor a model was made; null for one that was made without, or of which nothing is known here. */
export function extractorSaid(features: ModelFile["features"]): ExtractorName | null {
  const all = Object.entries<Features>(known) as [ExtractorName, Features][];
  return all.find(([, one]) => isSaid(one, features))?.[0] ?? null;
}

/** What a model was trained on. Problem: `invalid` when nothing here makes such features. */
export function featuresSaid(said: ModelFile["features"]): Features {
  const features = Object.values<Features>(known).find((one) => isSaid(one, said));
  if (features) return features;
  throw new Problem("invalid", "This model was made by another version of this site.", "model");
}

function isSaid({ name, version, sha256 }: Features, said: ModelFile["features"]): boolean {
  return said?.name === name && said.version === version && said.sha256 === sha256;
}

function reads(one: Known, kind: ProjectKind, language: string): boolean {
  const [spoken = ""] = language.split("-");
  return one.kind === kind && (one.languages?.includes(spoken) ?? true);
}

/** As a model file says it. */
export function said({ name, version, sha256 }: Features): NonNullable<ModelFile["features"]> {
  return { name, version, sha256 };
}

/** What is kept of their numbers is kept under this. */
export function keyOf({ name, version }: Features): string {
  return `${name}@${version}`;
}
