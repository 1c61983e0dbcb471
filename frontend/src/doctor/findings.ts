/** The six checks of the data doctor, and what each of them can find. */

import type { Label } from "../contract/values.js";
import type { Seen } from "./seen.js";

/** A label has hardly any examples. */
export interface Few {
  check: "few";
  label: Label;
  count: number;
}

/** A label has far fewer examples than another one. */
export interface Uneven {
  check: "uneven";
  label: Label;
  count: number;
  most: Label;
  mostCount: number;
}

/** The same example is there more than once: the first of each group is the one to keep. */
export interface Same {
  check: "same";
  groups: Seen[][];
}

/** The same example is under more than one label. */
export interface Clash {
  check: "clash";
  groups: Seen[][];
}

/** Pictures that look nearly the same are under more than one label. */
export interface Mixed {
  check: "mixed";
  groups: Seen[][];
}

/** Most pictures of a label look nearly the same; the first of each group is the one to keep. */
export interface Near {
  check: "near";
  label: Label;
  groups: Seen[][];
}

/** Pictures that are kept back look nearly like some that are learned from. */
export interface Leak {
  check: "leak";
  groups: Seen[][];
}

/** Too few are kept back, of these labels or, in a project without, of all. `ids` could be kept back as well. */
export interface Untested {
  check: "untested";
  labels: { label: Label | null; kept: number; count: number }[];
  ids: string[];
}

export type Finding = Few | Uneven | Same | Clash | Mixed | Near | Leak | Untested;

/** Changes when the finding does: with the examples that it means, and how many there are. */
export function markOf(finding: Finding): string {
  switch (finding.check) {
    case "few":
      return `few ${finding.label.id} ${finding.count}`;
    case "uneven":
      return `uneven ${finding.label.id} ${finding.count} ${finding.most.id} ${finding.mostCount}`;
    case "untested":
      return `untested ${finding.labels.map(({ label, kept, count }) => `${label?.id} ${kept}/${count}`).join()}`;
    default: {
      const members = finding.groups.flat().map(({ id, labelId }) => `${id} ${labelId}`);
      return `${finding.check} ${members.sort().join()}`;
    }
  }
}
