/** Who is at this page, and whether the website answers. Only what comes of a request is believed, never what the browser
 * says of its network: a computer can be on a network that leads nowhere. */

import type { Me } from "../contract/workshop.js";
import { isCode } from "../i18n/problems.js";
import { Problem } from "../contract/problems.js";
import type { Line } from "../stores/website.js";
import { fetchMe } from "../workshop/me.js";
import type { Kept, KeptMe } from "./kept-me.js";
import { SESSION_CHANNEL, type Told } from "./told.js";

/** Why a page shows nothing more of the person that it was opened for. */
export type Ending =
  | { how: "leaving" } // signed out here, and the website is being told
  | { how: "left" } // signed out by another page of this browser
  | { how: "other"; name: string }; // somebody else has signed in

const PATIENCE = 5_000;
/** A browser whose storage does not answer must not keep anybody waiting. */
const PATIENCE_WITH_STORAGE = 1_500;
const NOBODY: Kept = { me: null, leaving: null };
const MOST_PATIENCE = 30_000;
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 15_000;

export class Session implements Line {
  me: Me | null = null;
  away = false;
  ending: Ending | null = null;
  csrfToken = "";

  readonly #kept: KeptMe;
  readonly #channel = new BroadcastChannel(SESSION_CHANNEL);
  readonly #listeners = new Set<() => void>();
  #leaving: string | null = null;
  #checking: Promise<boolean> | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #present = new AbortController();

  constructor(kept: KeptMe) {
    this.#kept = kept;
    this.#channel.onmessage = ({ data }: MessageEvent<Told>) => {
      this.#hear(data);
    };
  }

  /** Who is signed in, or who was when the website answered the last time. Problems: `sign_in`; `storage_unavailable` when
   * the website does not answer and nobody is kept. */
  async open(): Promise<Me> {
    const asked = fetchMe();
    asked.catch(() => undefined);
    const kept = await inTime(this.#kept.read(), PATIENCE_WITH_STORAGE).catch(() => NOBODY);
    this.#leaving = kept.leaving;
    this.#checking = this.#ask(asked, kept.me ? PATIENCE : MOST_PATIENCE);
    const isThere = await this.check();
    if (!isThere && kept.me) this.me = kept.me;
    if (isThere && !this.me) throw new Problem("sign_in");
    if (!this.me) throw new Problem("storage_unavailable", "The website does not answer.");
    this.#tellOthers({ here: this.me.person.id });
    return this.me;
  }

  /** Ask the website again who is signed in. Answers whether it answered. */
  check(): Promise<boolean> {
    this.#checking ??= this.#ask(fetchMe(), Math.min(MOST_PATIENCE, PATIENCE * 2 ** this.#failures));
    return this.#checking;
  }

  /** Hides all that this person has here at once. The website is told now or when it next answers; then the start page
   * opens. */
  async signOut(): Promise<void> {
    const { me } = this;
    if (!me) return;
    this.#leaving = me.person.id;
    this.#end({ how: "leaving" });
    this.#tellOthers({ left: true });
    await inTime(this.#kept.forget(me.person.id), PATIENCE_WITH_STORAGE).catch(() => undefined);
    if (this.away || !(await this.#tellWebsite())) await this.check();
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  isThere(): Promise<boolean> {
    return this.away ? this.check() : Promise.resolve(true);
  }

  get gone(): AbortSignal {
    return this.#present.signal;
  }

  readonly doubt = (): void => {
    void this.check();
  };

  lost(): void {
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#failures);
    this.#timer ??= setTimeout(() => void this.check(), pause);
    if (this.away) return;
    this.away = true;
    this.#present.abort();
    this.#tell();
  }

  signedOut(): void {
    void this.#kept.forget();
  }

  /** The page comes back as it was left: somebody may have signed out in between. */
  async reappeared(): Promise<void> {
    if ((await this.check()) && this.csrfToken === "") this.#end({ how: "left" });
  }

  async renewed(): Promise<boolean> {
    return (await this.check()) && this.ending === null && this.csrfToken !== "";
  }

  /** For a page that is not needed any more. */
  close(): void {
    this.#forgetTimer();
    this.#listeners.clear();
    this.#channel.close();
  }

  async #ask(asked: Promise<Me>, patience: number): Promise<boolean> {
    try {
      await this.#meet(await inTime(asked, patience));
    } catch (problem) {
      if (!isCode(problem, "sign_in")) {
        this.#failures++;
        this.#forgetTimer();
        this.lost();
        return false;
      }
      await this.#meetNobody();
    } finally {
      this.#checking = null;
    }
    return true;
  }

  async #meet(me: Me): Promise<void> {
    this.#found();
    this.csrfToken = me.csrfToken;
    if (this.#leaving === me.person.id) {
      if (await this.#tellWebsite()) return;
      throw new Problem("storage_unavailable", "The website does not hear that this person signs out.");
    }
    this.#leaving = null;
    await this.#kept.keep(me);
    if (this.me && this.me.person.id !== me.person.id) this.#end({ how: "other", name: me.person.name });
    else this.me ??= me;
  }

  async #meetNobody(): Promise<void> {
    this.#found();
    this.csrfToken = "";
    await this.#kept.forget();
    if (this.#leaving) this.#leave();
  }

  /** Answers whether the website knows now that this person has signed out. */
  async #tellWebsite(): Promise<boolean> {
    const body = new URLSearchParams({ csrfmiddlewaretoken: this.csrfToken });
    const request = fetch("/sign-out/", { method: "POST", body, redirect: "manual" });
    const answer = await inTime(request, PATIENCE).catch(() => null);
    if (answer?.type !== "opaqueredirect") return false;
    await this.#kept.forget();
    this.#leave();
    return true;
  }

  #leave(): void {
    this.#leaving = null;
    location.replace("/");
  }

  #hear(told: Told): void {
    if (!this.me || this.ending) return;
    if ("left" in told) this.#end({ how: "left" });
    else if (told.here !== this.me.person.id) void this.check();
  }

  #end(ending: Ending): void {
    this.ending = ending;
    this.#tell();
  }

  #found(): void {
    this.#forgetTimer();
    this.#failures = 0;
    if (!this.away) return;
    this.away = false;
    this.#present = new AbortController();
    this.#tell();
  }

  #forgetTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tellOthers(told: Told): void {
    this.#channel.postMessage(told);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The answer, if it comes within so many milliseconds. */
function inTime<Answer>(asked: Promise<Answer>, milliseconds: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Problem("storage_unavailable", "The website does not answer in time."));
    }, milliseconds);
    void asked.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
