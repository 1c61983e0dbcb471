/** Undo is offered on every page, also when what it brings back was deleted on another one: who shows it reads it again. */

const UNDONE = "ml-undone";

export function tellUndone(): void {
  window.dispatchEvent(new Event(UNDONE));
}

/** Answers how to stop hearing it. */
export function hearUndone(heard: () => void): () => void {
  window.addEventListener(UNDONE, heard);
  return () => {
    window.removeEventListener(UNDONE, heard);
  };
}
