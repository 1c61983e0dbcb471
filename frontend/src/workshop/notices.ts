/** Things to tell the person who is at the page: aloud at once, or as a notice with one thing to press. */

import { UNDO_SECONDS } from "../contract/limits.js";

export interface Notice {
  id: number;
  text: string;
  tone: "plain" | "good" | "problem";
  action: { name: string; run: () => void } | null;
  /** stays until it is pressed or put away, whatever else there is to tell */
  lasting: boolean;
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
  add(text: string, notice: Partial<Omit<Notice, "id" | "text">> = {}): number {
    const id = this.#next++;
    const added: Notice = { tone: "plain", action: null, lasting: false, ...notice, id, text };
    const others = this.#notices.filter((other) => other.tone !== "problem" || other.text !== text);
    const lasting = others.filter((other) => other.lasting);
    const passing = others.filter((other) => !other.lasting);
    this.#notices = [...lasting, ...[...passing, added].slice(-SHOWN_AT_ONCE)];
    // What can be taken back only for a while is offered only for that long.
    if (!added.lasting) setTimeout(() => this.remove(id), UNDO_SECONDS * 1000);
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

  /** Nothing of what was told is for whoever is at the page now. */
  clear(): void {
    this.#notices = [];
    this.say("");
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
