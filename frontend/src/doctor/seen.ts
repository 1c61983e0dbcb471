/** What the doctor remembers of every example. */

import { identityOf } from "../contract/data.js";
import { fold } from "../contract/text.js";
import type { Data, Example } from "../contract/values.js";

export interface Seen {
  id: string;
  labelId: string | null;
  heldBack: boolean;
  data: Data;
  group: string | null;
  /** equal for what a child would call the same: capitals do not count */
  same: string;
}

export function seenOf({ id, labelId, heldBack, data, group }: Example): Seen {
  const same = "text" in data ? fold(data.text) : identityOf(data);
  return { id, labelId, heldBack, data, group, same };
}

export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
