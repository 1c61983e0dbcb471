/** What could not be used of another program's file, in words. */

import type { Skipped } from "../contract/values.js";
import { say } from "./messages.js";

const sentences: Record<Skipped["what"], (count: number) => string> = {
  label: say.skippedLabel,
  same_label: say.skippedSameLabel,
  unknown_label: say.skippedUnknownLabel,
  field: say.skippedField,
  value: say.skippedValue,
  long: say.skippedLong,
  odd: say.skippedOdd,
  empty: say.skippedEmpty,
  picture: say.skippedPicture,
  web_address: say.skippedWebAddress,
  sound: say.skippedSound,
  test_data: say.skippedTestData,
};

export function skippedSentence({ what, count }: Skipped): string {
  return sentences[what](count);
}
