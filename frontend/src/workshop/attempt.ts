import { Problem, Unavailable } from "../contract/problems.js";
import { isCode, say, sentenceFor } from "../i18n/index.js";
import { board } from "./notices.js";
import { tellUndone } from "./undone.js";

const WORTH_ANOTHER_TRY = ["storage_unavailable", "rate_limited"] as const;

/** Run something that a store may refuse. A refusal becomes a notice, with "Try again" where that can help.
 * Answers whether it was done at the first try. */
export async function attempt(action: () => Promise<void>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (problem) {
    tell(problem, () => void attempt(action));
    return false;
  }
}

/** Whether nobody is signed in; then the start page opens, where one can. */
export function leftToSignIn(problem: unknown): boolean {
  const signedOut = isCode(problem, "sign_in");
  if (signedOut) location.replace("/");
  return signedOut;
}

/** Show a problem; `again` is offered when the same thing may work a moment later. */
export function tell(problem: unknown, again: () => void): void {
  const text = sentenceFor(problem);
  if (isCode(problem, "sign_in")) {
    board.add(text, { tone: "problem", action: { name: say.signIn(), run: () => location.assign("/") } });
  } else if (problem instanceof Unavailable && problem.reason === "old_page") {
    const run = () => {
      location.reload();
    };
    board.add(text, { tone: "problem", action: { name: say.reload(), run } });
  } else if (isCode(problem, ...WORTH_ANOTHER_TRY)) {
    board.add(text, { tone: "problem", action: { name: say.tryAgain(), run: again } });
  } else {
    board.add(text, { tone: "problem" });
    if (!(problem instanceof Problem)) reportError(problem);
  }
}

/** Say what was done and offer to take it back; `back` is said when that is done. */
export function offerUndo(text: string, undo: () => Promise<unknown>, back: string): void {
  const run = async (): Promise<void> => {
    await undo();
    tellUndone();
    board.say(back);
  };
  board.add(text, { action: { name: say.undo(), run: () => void attempt(run) } });
}
