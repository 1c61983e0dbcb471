import { PROJECT_NAME_LENGTH } from "../contract/limits.js";
import { fold, lengthOf } from "../contract/text.js";
import { say } from "../i18n/index.js";

/** A name for a copy that no other project has, however long the name is. */
export function copyName(name: string, others: readonly string[]): string {
  const taken = new Set(others.map(fold));
  for (let number = 1; ; number++) {
    const words = (stem: string) => (number === 1 ? say.copyOf(stem) : say.copyNumber(stem, number));
    const copy = shortened(name, words);
    if (!taken.has(fold(copy))) return copy;
  }
}

/** With as much of the name as there is room for; a letter is never cut in two. */
function shortened(name: string, words: (stem: string) => string): string {
  const letters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
  while (lengthOf(words(letters.join("").trim())) > PROJECT_NAME_LENGTH) letters.pop();
  return words(letters.join("").trim());
}
