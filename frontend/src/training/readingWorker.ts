/** The training worker for texts that are read as sentences. */

import { SentenceExtractor } from "./core/extractors/sentences.js";
import { sentenceReader } from "./core/readers.js";
import { hearPage } from "./hear.js";
import { fetchWeights } from "./weights.js";

hearPage(async ({ weights }) => sentenceReader(new SentenceExtractor(await fetchWeights(weights))));
