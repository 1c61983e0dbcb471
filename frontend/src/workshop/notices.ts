/** Things to tell the person who is at the page: aloud at once, or as a notice with one thing to press. */

import { UNDO_SECONDS } from "../contract/limits.js";

export interface Notice {
  id: number;
  text: string;
  tone: "plain" | "good" | "problem";
  action: { name: string; run: () => void } | null;
}

type Listener = () => void;

const SHOWN_AT_ONCE = 3;

export class NoticeBoard {
  #notices: Notice[] = [];
  #listeners = new Set<Listener>();
  #next = 1;
  /** what a screen reader should say now */
  spoken = "";

  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /** The text is also spoken. The oldest notice makes room; a problem that comes again takes its own place. */
  add(text: string, notice: Partial<Pick<Notice, "tone" | "action">> = {}): number {
    const id = this.#next++;
    const added = { id, text, tone: notice.tone ?? "plain", action: notice.action ?? null };
    const others = this.#notices.filter((other) => other.tone !== "problem" || other.text !== text);
    this.#notices = [...others, added].slice(-SHOWN_AT_ONCE);
    // What can be taken back only for a while is offered only for that long.
    setTimeout(() => this.remove(id), UNDO_SECONDS * 1000);
    this.say(text);
    return id;
  }

  remove(id: number): void {
    this.#notices = this.#notices.filter((notice) => notice.id !== id);
    this.#tell();
  }

  /** On another page only what can still be taken back matters: trying again was about the page that is gone. */
  turn(): void {
    this.#notices = this.#notices.filter(({ action, tone }) => action !== null && tone !== "problem");
    this.#tell();
  }

  say(text: string): void {
    // The same words twice are spoken twice only when they differ.
    this.spoken = text === this.spoken ? `${text}\u00a0` : text;
    this.#tell();
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const board = new NoticeBoard();
