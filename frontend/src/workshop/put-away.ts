/** Findings that a child has put away stay away until their examples change, also when the page is loaded again. Only a
 * number is kept of each, nothing of what it says. */

import { crc32 } from "../training/core/crc32.js";

const KEPT_AS = "ml-put-away";
/** The oldest make room. */
const AT_MOST = 200;
const UTF8 = new TextEncoder();

/** `kept` forgets at once what a browser that keeps nothing cannot keep. */
export class PutAway {
  #marks: string[] = [];

  constructor(
    private readonly project: string,
    private readonly kept: Pick<Storage, "getItem" | "setItem"> | null = browserStorage(),
  ) {
    this.#marks = this.#read();
  }

  has(mark: string): boolean {
    return this.#marks.includes(this.#key(mark));
  }

  add(mark: string): void {
    this.#write([...this.#read(), this.#key(mark)]);
  }

  takeBack(mark: string): void {
    this.#write(this.#read().filter((key) => key !== this.#key(mark)));
  }

  #key(mark: string): string {
    return `${this.project.slice(-12)} ${crc32(UTF8.encode(mark)).toString(16)}`;
  }

  #read(): string[] {
    return this.kept?.getItem(KEPT_AS)?.split("\n") ?? this.#marks;
  }

  #write(marks: string[]): void {
    this.#marks = marks.slice(-AT_MOST);
    try {
      this.kept?.setItem(KEPT_AS, this.#marks.join("\n"));
    } catch {
      // A full browser forgets it with the page.
    }
  }
}

function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
