import { currentLanguage } from "./catalogue.js";
import * as format from "./format.js";

export { chooseLanguage, currentLanguage, directionOf } from "./catalogue.js";
export { say } from "./messages.js";
export { isCode, sentenceFor, whyFailed } from "./problems.js";
export { skippedSentence } from "./skipped.js";

export const percent = (share: number): string => format.toPercent(share, currentLanguage());
export const day = (at: number): string => format.toDay(at, currentLanguage());
export const moment = (at: number): string => format.toMoment(at, currentLanguage());
export const clock = (at: number): string => format.toClock(at, currentLanguage());
export const list = (items: readonly (string | number)[]): string => format.toList(items, currentLanguage());
export const size = (bytes: number): string => format.toSize(bytes, currentLanguage());
export const daysAgo = (at: number, now: number): string => format.toDaysAgo(at, now, currentLanguage());
export const languageName = (tag: string): string => format.languageName(tag, currentLanguage());
