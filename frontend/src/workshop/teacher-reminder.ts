/** Whether the teacher asks everyone to save. The website is asked for it only while something here is in no file. */

import type { Me } from "../contract/workshop.js";

const EVERY = 60_000;
const ADDRESS = "/api/v1/me";

type InNoFile<Project> = () => Promise<readonly Project[]>;

export class TeacherReminder {
  #until: number | null = null;
  #tag: string | null = null;
  #listeners = new Set<() => void>();

  get isOn(): boolean {
    return this.#until !== null;
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** `until` is what was heard when the page opened, by this person. `remind` is called once for each time that the teacher asks, with what
   * there is to save. Answers how to stop. */
  start<Project>(
    { person, remindUntil: until }: Pick<Me, "person" | "remindUntil">,
    inNoFile: InNoFile<Project>,
    remind: (projects: readonly Project[]) => void,
  ): () => void {
    const look = async (ask: () => Promise<number | null>) => {
      const projects = await inNoFile();
      if (projects.length === 0) this.#set(null);
      else if (this.#set(await ask()) && !wasTold(person.id, this.#until)) remind(projects);
    };
    const run = (ask: () => Promise<number | null>) => {
      // What cannot be heard now is heard a minute later.
      look(ask).catch(() => undefined);
    };
    // An answer that was kept for when the website is away may be old.
    run(() => Promise.resolve(until !== null && until > Date.now() ? until : null));
    const timer = setInterval(() => {
      if (!document.hidden) run(() => this.#ask());
    }, EVERY);
    return () => {
      clearInterval(timer);
    };
  }

  async #ask(): Promise<number | null> {
    const headers: HeadersInit = this.#tag === null ? {} : { "If-None-Match": this.#tag };
    const answer = await fetch(ADDRESS, { headers, cache: "no-store" });
    if (answer.status !== 200) return this.#until;
    this.#tag = answer.headers.get("ETag");
    return ((await answer.json()) as { remindUntil?: number | null }).remindUntil ?? null;
  }

  /** Answers whether the teacher asks anew. */
  #set(until: number | null): boolean {
    const isNew = until !== this.#until;
    this.#until = until;
    if (isNew) for (const listener of this.#listeners) listener();
    return isNew && until !== null;
  }
}

/** Also before the page was loaded anew, and not to who was here before. */
function wasTold(person: string, until: number | null): boolean {
  const telling = `${person} ${until}`;
  const told = sessionStorage.getItem("reminded") === telling;
  sessionStorage.setItem("reminded", telling);
  return told;
}

export const teacherReminder = new TeacherReminder();
