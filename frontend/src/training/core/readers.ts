/** How an example becomes what a head takes; `training/core/readers.py` reads alike.
 *
 * There are readers without weights, for words and cells, and those that have an extractor, a network: `extractorFor` says
 * which one a project has. Its weights have to be fetched, so only a worker that was equipped for it can open it: see
 * `training/equip.ts`. */

import { fileOf, textOf, valuesOf } from "../../contract/data.js";
import { Problem } from "../../contract/problems.js";
import type { Data, Field, NewData } from "../../contract/values.js";
import type { Pixels } from "../../media/pixels.js";
import type { E5Extractor } from "./extractors/e5.js";
import type { ImageExtractor } from "./extractors/images.js";
import { type Features, featuresOf, featuresSaid } from "./extractors/known.js";
import type { SentenceExtractor } from "./extractors/sentences.js";
import type { SoundExtractor } from "./extractors/sounds.js";
import { vectorOf } from "./features.js";
import type { Item, ParsedModel } from "./parsed.js";
import { cellsOf } from "./table.js";

type Read = (items: Iterable<Data | NewData> | AsyncIterable<Data | NewData>) => AsyncIterable<Item>;

/** `vectors` answers what a head takes to guess, `vectorsToTrain` what it learns from, one for each example in order.
 *
 * With an extractor, `features` says which one. To guess there is a row of `length` numbers for each example, and to train
 * there are rows, one after the other, of which the first is that row: a sound is learned from several times. `vectorsWithout`
 * answers what `vectors` would for a picture or a sound without one part of it, part after part. */
export interface Reader {
  readonly features: Features | null;
  readonly vectors: Read;
  readonly vectorsToTrain: Read;
  readonly vectorsWithout: (item: NewData) => AsyncIterable<Item>;
}

/** Opens an extractor. Problems: `invalid` where there is none, `storage_unavailable` when its weights do not come. */
export type Open = (features: Features) => Promise<Reader>;

/** Of a worker that was not equipped. */
export const openNothing: Open = () =>
  Promise.reject(new Problem("invalid", "Projects of this kind cannot be trained here."));

/** Between them others are heard. */
const TEXTS_AT_ONCE = 8;

export const NGRAMS = plain((data) => vectorOf(textOf(data)));

/** Answers cells, one a field. */
export function tableReader(fields: readonly Field[]): Reader {
  return plain((data) => cellsOf(fields, valuesOf(data)));
}

/** Opened when something is to be read, not before. */
export function readerWith(features: Features, open: Open): Reader {
  const later = (which: "vectors" | "vectorsToTrain"): Read =>
    async function* (items) {
      yield* (await open(features))[which](items);
    };
  return {
    features,
    vectors: later("vectors"),
    vectorsToTrain: later("vectorsToTrain"),
    async *vectorsWithout(item) {
      yield* (await open(features)).vectorsWithout(item);
    },
  };
}

/** Problem: `invalid` for features that nothing here makes. */
export function readerOf(model: ParsedModel, open: Open): Reader {
  const { head, fields } = model;
  if ("root" in head || "terms" in head || "sums" in head) return tableReader(fields);
  if ("columns" in head) return NGRAMS;
  return readerWith(featuresSaid("features" in model ? model.features : null), open);
}

/** `decoded` opens a kept picture. */
export function pictureReader(extractor: ImageExtractor, decoded: (file: Blob) => Promise<Pixels>): Reader {
  const read = each(async (data) => extractor.vector(await decoded(fileOf(data))));
  return {
    features: featuresOf("images"),
    vectors: read,
    vectorsToTrain: read,
    async *vectorsWithout(data) {
      yield* extractor.vectorsWithout(await decoded(fileOf(data)));
    },
  };
}

/** `decoded` opens a kept sound: samples from -1 to 1. */
export function soundReader(
  extractor: SoundExtractor,
  decoded: (file: Blob) => Promise<Float32Array>,
): Reader {
  return {
    features: featuresOf("sounds"),
    vectors: each(async (data) => extractor.vector(await decoded(fileOf(data)))),
    vectorsToTrain: each(async (data) => joined(await extractor.vectorsToTrain(await decoded(fileOf(data))))),
    async *vectorsWithout(data) {
      yield* extractor.vectorsWithout(await decoded(fileOf(data)));
    },
  };
}

export function sentenceReader(extractor: SentenceExtractor): Reader {
  const read = each((data) => extractor.vector(textOf(data)));
  return { features: featuresOf("text"), vectors: read, vectorsToTrain: read, vectorsWithout: noParts };
}

export function e5Reader(extractor: E5Extractor): Reader {
  const read: Read = async function* (items) {
    let texts: string[] = [];
    for await (const item of items) {
      texts.push(textOf(item));
      if (texts.length < TEXTS_AT_ONCE) continue;
      yield* extractor.vectors(texts);
      texts = [];
    }
    yield* extractor.vectors(texts);
  };
  return { features: featuresOf("text-e5"), vectors: read, vectorsToTrain: read, vectorsWithout: noParts };
}

function plain(read: (data: Data | NewData) => Item): Reader {
  return { features: null, vectors: each(read), vectorsToTrain: each(read), vectorsWithout: noParts };
}

async function* noParts(): AsyncGenerator<Item> {
  // What is written is explained by its words and values.
}

function each(read: (data: Data | NewData) => Item | Promise<Item>): Read {
  return async function* (items) {
    for await (const item of items) yield await read(item);
  };
}

function joined(rows: Float32Array[]): Float32Array {
  const made = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    made.set(row, at);
    at += row.length;
  }
  return made;
}
