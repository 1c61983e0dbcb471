/** The list of works in a project file. */

import { WORK_NAME_LENGTH, WORKS as WORKS_LIMIT } from "../contract/limits.js";
import { checkFilled } from "../contract/text.js";
import { demand, isCount, isId, parts, refusedAsDamaged } from "./check.js";
import { workName, type WorkPart } from "./shape.js";

const KINDS: readonly unknown[] = ["scratch", "python", "card"] satisfies WorkPart["kind"][];

/** `files` are the names of the entries with works: each must be in the list, in id order. Problem: `invalid`. */
export function checkWorks(said: unknown, files: readonly string[]): WorkPart[] {
  demand(Array.isArray(said) && said.length <= WORKS_LIMIT, "its list of works is not right");
  const works = said.map(checkWork);
  demand(works.length === files.length, "a work is missing");
  const sorted = works.every(({ id }, index) => index === 0 || id > (works[index - 1]?.id ?? ""));
  demand(sorted && works.every(({ file }) => files.includes(file)), "its works are not in order");
  return works;
}

function checkWork(said: unknown): WorkPart {
  const work = parts(said, ["id", "kind", "name", "changedAt", "revision", "file"]) as unknown as WorkPart;
  const { id, kind, name, changedAt, revision, file } = work;
  demand(isId(id) && KINDS.includes(kind) && typeof name === "string", "a work is not right");
  demand(isCount(changedAt) && isCount(revision) && file === workName({ id, kind }), "a work is not right");
  refusedAsDamaged(() => checkFilled(name, WORK_NAME_LENGTH, "name"));
  return work;
}
