/** The examples of a project file, checked one by one: what passes here is accepted by every store. */

import { checkBelongs, checkExample } from "../contract/check-examples.js";
import { SHAPES } from "../contract/data.js";
import { MEDIA_BYTES } from "../contract/limits.js";
import type { Data, Example, MediaType, NewData, ProjectKind, Value } from "../contract/values.js";
import { demand, isCount, isHash, isId, isObject, parts, refusedAsDamaged } from "./check.js";
import { type ProjectPart, tooLarge } from "./shape.js";

const TYPES: Partial<Record<ProjectKind, readonly MediaType[]>> = {
  images: ["image/jpeg", "image/png"],
  sounds: ["audio/wav"],
};

/** Checks the examples of one project, which come in the order of their ids. */
export class ExampleCheck {
  private readonly labels: ReadonlySet<string | null>;
  private last = "";

  constructor(private readonly project: ProjectPart) {
    const isLabelled = project.kind !== "prediction";
    this.labels = new Set(isLabelled ? project.labels.map(({ id }) => id) : [null]);
  }

  check(said: unknown): Example {
    const keys = ["id", "labelId", "data", "group", "heldBack", "source", "addedAt"];
    const { id, labelId, data: saidData, group, heldBack, source, addedAt } = parts(said, keys);
    demand(isId(id) && id > this.last, "its examples are not in order");
    demand(this.labels.has(labelId as string | null), "an example has a label that is not there");
    demand(typeof heldBack === "boolean" && typeof source === "string", "an example is not right");
    demand(group === null || typeof group === "string", "an example is not right");
    demand(isCount(addedAt), "an example has no time");
    this.last = id;
    const data = this.dataIn(saidData, id);
    const example = { id, labelId: labelId as string | null, data, group, heldBack, source, addedAt };
    refusedAsDamaged(() => {
      checkExample(example);
      if (!("media" in data)) checkBelongs({ ...example, data: data satisfies NewData }, this.project);
    });
    return { ...example, contributor: null };
  }

  private dataIn(said: unknown, id: string): Data {
    const shape = SHAPES[this.project.kind];
    if (shape === "file") return this.mediaIn(parts(said, ["media"])["media"], id);
    const { text, values } = parts(said, [shape]);
    if (shape === "text") {
      demand(typeof text === "string", "an example is not right");
      return { text };
    }
    const { fields } = this.project;
    demand(isObject(values) && Object.values(values).every(isValue), "a row is not right");
    const isWhole = Object.keys(values).length === fields.length;
    demand(isWhole && fields.every((field) => Object.hasOwn(values, field.id)), "a row has other columns");
    return { values: values as Record<string, Value> };
  }

  private mediaIn(said: unknown, id: string): Data {
    const { mediaId, type, bytes, sha256 } = parts(said, ["mediaId", "type", "bytes", "sha256"]);
    const known = TYPES[this.project.kind]?.find((one) => one === type);
    demand(mediaId === id && known !== undefined, "an example has another file");
    demand(isCount(bytes) && isHash(sha256), "an example has another file");
    if (bytes > MEDIA_BYTES) throw tooLarge("a picture or sound of it is");
    return { media: { mediaId: id, type: known, bytes, sha256, nearHash: null } };
  }
}

function isValue(said: unknown): said is Value {
  return said === null || typeof said === "string" || typeof said === "number";
}
