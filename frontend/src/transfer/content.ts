/** What a project holds, wherever it is: what is read to copy it, to move it and to save it to a file. */

import { isPortable } from "../contract/portable.js";
import type { Stores } from "../contract/stores.js";
import type { Example, Project, SavedModel, Work } from "../contract/values.js";

/** Each part in id order. */
export interface Content {
  project: Pick<Project, "name" | "kind" | "language" | "labels" | "fields">;
  /** how many examples there are */
  size: number;
  /** whether the newest model has not learned from all of them */
  outOfDate: boolean;
  examples(): AsyncIterable<Example>;
  /** the file of one of the examples */
  media(id: string): Promise<Blob>;
  models(): AsyncIterable<SavedModel>;
  works(): AsyncIterable<Work>;
}

/** Reads nothing but the card before it is asked for more. Problem: `not_found`. */
export async function contentOf(stores: Stores, id: string): Promise<Content> {
  const { project, counts, modelState } = await stores.projects.get(id);
  const { name, kind, language, labels, fields } = project;
  return {
    project: { name, kind, language, labels, fields },
    size: counts.examples,
    outOfDate: modelState === "changed",
    examples: () => stores.examples.read(id),
    media: (media) => stores.examples.media(id, media),
    async *models() {
      const models = await stores.models.all(id);
      for (const each of idsOf(models)) {
        const saved = await stores.models.load(id, each);
        if (isPortable(saved.model)) yield saved;
      }
    },
    async *works() {
      const works = await stores.works.all(id);
      for (const work of idsOf(works)) yield await stores.works.get(id, work);
    },
  };
}

function idsOf(things: readonly { id: string }[]): string[] {
  return things.map(({ id }) => id).sort();
}
