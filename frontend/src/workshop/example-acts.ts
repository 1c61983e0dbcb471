/** What can be done with examples that were chosen, each with a way back. */

import type { Example } from "../contract/values.js";
import type { ExampleAction } from "../elements/chosen-tools.js";
import { say } from "../i18n/index.js";
import { offerUndo } from "./attempt.js";
import { board } from "./notices.js";
import type { OpenProject } from "./open-project.js";

/** What is said of it: examples are called differently in different kinds of project. */
export interface Words {
  deleted: (count: number) => string;
  back: (count: number) => string;
  moved: (label: string, count: number) => string;
}

export const exampleWords: Words = { deleted: say.examplesDeleted, back: say.examplesBack, moved: say.moved };
export const rowWords: Words = { deleted: say.rowsDeleted, back: say.rowsBack, moved: say.rowsMoved };

/** `chosen` are the examples that the action names, as they are now. */
export async function actOnExamples(
  project: OpenProject,
  chosen: readonly Example[],
  action: ExampleAction,
  words: Words,
): Promise<void> {
  const { stores, card } = project.needed();
  const { examples } = stores;
  const { id } = card.project;
  const { ids } = action;
  if (action.do === "delete") {
    await examples.remove(id, ids);
    offerUndo(words.deleted(ids.length), () => examples.restore(id, ids), words.back(ids.length));
  } else if (action.do === "move") {
    const before = new Set(chosen.flatMap(({ labelId }) => labelId ?? []));
    await examples.change(id, ids, { labelId: action.to.id });
    const undo = async (): Promise<void> => {
      for (const labelId of before) await examples.change(id, idsIn(chosen, labelId), { labelId });
    };
    offerUndo(words.moved(action.to.name, ids.length), undo, say.undone());
  } else {
    await examples.change(id, ids, { heldBack: action.heldBack });
    board.say(say.saved());
  }
}

function idsIn(examples: readonly Example[], label: string): string[] {
  return examples.filter(({ labelId }) => labelId === label).map(({ id }) => id);
}
