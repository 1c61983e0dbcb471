/** Looks for what may be wrong with the examples of a project, before it learns from them. */

import { EXAMPLES_TO_TRAIN, SOUNDS_TO_TRAIN } from "../contract/limits.js";
import type { Example, Label, Project } from "../contract/values.js";
import { Breath } from "./breath.js";
import type { Finding, Near, Untested } from "./findings.js";
import { toKeepBack, wantedBack } from "./keep-back.js";
import { looksOf } from "./looks.js";
import { groupBy, type Seen, seenOf } from "./seen.js";

/** One label with so many times the examples of another is guessed too often. */
const UNEVEN = 3;
/** Pictures of a label are too much alike when there are fewer looks than one in so many. A burst is no fault by itself. */
const ALIKE = 3;

interface Group {
  label: Label;
  examples: Seen[];
}

/** `label` is null in a project without. */
type Tested = Omit<Group, "label"> & { label: Label | null };

/** What was found, the gravest first. Rejects with the signal's reason when it is not wanted any more, and with the
 * problems of the store that is read. */
export async function look(
  project: Project,
  examples: AsyncIterable<Example>,
  signal: AbortSignal,
): Promise<Finding[]> {
  const breath = new Breath(signal);
  const seen: Seen[] = [];
  for await (const example of examples) {
    await breath.take();
    seen.push(seenOf(example));
  }
  const ofLabel = groupBy(seen, ({ labelId }) => labelId);
  const groups = project.labels.map((label) => ({ label, examples: ofLabel.get(label.id) ?? [] }));
  const least = project.kind === "sounds" ? SOUNDS_TO_TRAIN : EXAMPLES_TO_TRAIN;
  const filled = groups.filter((group) => group.examples.length >= least);
  const same = [...groupBy(seen, (one) => one.same).values()].filter(({ length }) => length > 1);
  await breath.take();
  const clashes = same.filter((group) => new Set(group.map(({ labelId }) => labelId)).size > 1);
  const looks = project.kind === "images" ? await looksOf(distinct(seen), breath) : [];
  const near = filled.flatMap((group) => nearIn(group, looks));
  return [
    ...groups.filter((group) => !filled.includes(group)).map(few),
    ...someOf("clash", clashes),
    ...someOf("mixed", mixed(looks, clashes)),
    ...someOf("same", repeatsAreOdd(project, seen) ? repeats(same) : []),
    ...uneven(filled),
    ...someOf("leak", leaks(looks, near)),
    ...near,
    ...untested(
      project.kind === "prediction" ? [{ label: null, examples: seen }] : notNear(filled, near),
      looks,
    ),
  ];
}

/** Where all look the same, nothing that is kept back would say much. */
function notNear(groups: readonly Group[], near: readonly Near[]): Group[] {
  return groups.filter(({ label }) => !near.some((one) => one.label.id === label.id));
}

function someOf(check: "clash" | "mixed" | "same" | "leak", groups: Seen[][]): Finding[] {
  return groups.length === 0 ? [] : [{ check, groups }];
}

function few({ label, examples }: Group): Finding {
  return { check: "few", label, count: examples.length };
}

function uneven(groups: readonly Group[]): Finding[] {
  const [most] = [...groups].sort((one, other) => other.examples.length - one.examples.length);
  if (!most) return [];
  const mostCount = most.examples.length;
  return groups
    .filter(({ examples }) => examples.length * UNEVEN < mostCount)
    .map(({ label, examples }) => ({
      check: "uneven",
      label,
      count: examples.length,
      most: most.label,
      mostCount,
    }));
}

/** Rows of few words or small numbers are often the same: then that says how often it is so. When it is the exception,
 * it may be a slip. */
function repeatsAreOdd({ fields }: Project, seen: readonly Seen[]): boolean {
  if (fields.length === 0) return true;
  const hasNumbers = fields.some(({ type, role }) => type === "number" && role !== "unused");
  return hasNumbers && new Set(seen.map(({ same }) => same)).size * 2 >= seen.length;
}

/** Those of one label that are the same; what is under two labels is another finding. */
function repeats(same: readonly Seen[][]): Seen[][] {
  return same.filter((group) => group.every(({ labelId }) => labelId === group[0]?.labelId));
}

/** Every picture of a label once. */
function distinct(seen: readonly Seen[]): Seen[] {
  return [...groupBy(seen, ({ same, labelId }) => `${same} ${labelId}`).values()].flatMap(
    ([first]) => first ?? [],
  );
}

function mixed(looks: readonly Seen[][], clashes: readonly Seen[][]): Seen[][] {
  const known = new Set(clashes.flat().map(({ same }) => same));
  return looks
    .map((group) => group.filter(({ same }) => !known.has(same)))
    .filter((group) => new Set(group.map(({ labelId }) => labelId)).size > 1);
}

function nearIn({ label }: Group, looks: readonly Seen[][]): Near[] {
  const groups = looks
    .map((group) => group.filter(({ labelId }) => labelId === label.id))
    .filter(({ length }) => length > 0);
  const pictures = groups.flat().length;
  if (pictures < EXAMPLES_TO_TRAIN || groups.length * ALIKE > pictures) return [];
  return [{ check: "near", label, groups: groups.filter(({ length }) => length > 1) }];
}

/** Where most look the same anyway, that is said. */
function leaks(looks: readonly Seen[][], near: readonly Near[]): Seen[][] {
  const said = new Set<string | null>(near.map(({ label }) => label.id));
  return looks
    .flatMap((group) => [...groupBy(group, ({ labelId }) => labelId).values()])
    .filter((group) => !said.has(group[0]?.labelId ?? null))
    .filter((group) => new Set(group.map(({ heldBack }) => heldBack)).size > 1);
}

function untested(groups: readonly Tested[], looks: readonly Seen[][]): Untested[] {
  const lookOf = new Map(looks.flatMap((group, at) => group.map(({ same }) => [same, at] as const)));
  const bundleOf = ({ group, same }: Seen) => group ?? lookOf.get(same) ?? same;
  const lacking = groups
    .map(({ label, examples }) => {
      const count = examples.length;
      const kept = examples.filter(({ heldBack }) => heldBack).length;
      return { label, examples, kept, count, lacks: wantedBack(count) - kept };
    })
    .filter(({ lacks }) => lacks > 0);
  if (lacking.length === 0) return [];
  const ids = lacking.flatMap(({ examples, lacks }) => toKeepBack(examples, lacks, bundleOf));
  return [
    { check: "untested", labels: lacking.map(({ label, kept, count }) => ({ label, kept, count })), ids },
  ];
}
