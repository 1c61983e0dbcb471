/** What there is to say, kindly, about files that were added. */

import { Problem } from "../contract/problems.js";
import type { Label } from "../contract/values.js";
import { say, sentenceFor } from "../i18n/index.js";
import type { Refused, Remarks } from "./gathering.js";
import type { Alike } from "./known-media.js";
import type { MediaKind } from "./media-kinds.js";

/** How many of them are in the same label already or elsewhere, and how many look like another one. */
export function remarkSentences({ cut, alike }: Remarks, label: Label, labels: readonly Label[]): string[] {
  const count = (isIt: (one: Alike) => boolean) => alike.filter(isIt).length;
  const others = labels.filter(({ id }) => id !== label.id);
  return [
    ...sentence(cut, say.loudestKept),
    ...sentence(
      count(({ same }) => same.has(label.id)),
      say.sameHere,
    ),
    ...sentence(
      count(({ same, near }) => !same.has(label.id) && near.has(label.id)),
      say.nearHere,
    ),
    ...others.flatMap(({ id, name }) =>
      sentence(
        count(({ same }) => same.has(id)),
        (count) => say.sameIn(name, count),
      ),
    ),
    ...others.flatMap(({ id, name }) =>
      sentence(
        count(({ same, near }) => !same.has(id) && near.has(id)),
        (count) => say.nearIn(name, count),
      ),
    ),
  ];
}

export function refusedSentence({ name, problem }: Refused, { notOne }: MediaKind): string {
  if (!(problem instanceof Problem)) return say.fileProblem(name, sentenceFor(problem));
  if (problem.code === "limit_reached") return say.fileNoRoom(name);
  if (problem.code === "too_large") return say.fileTooLarge(name);
  return problem.code === "invalid" ? notOne(name) : say.fileProblem(name, sentenceFor(problem));
}

function sentence(count: number, say: (count: number) => string): string[] {
  return count === 0 ? [] : [say(count)];
}
