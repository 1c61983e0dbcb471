/** Speaks with the website's API: the session, its problems and its streams. */

import createClient, { type Client } from "openapi-fetch";

import type { paths } from "../contract/api.js";
import { type Code, CODES, Problem } from "../contract/problems.js";

export type Website = Client<paths>;

export const BYTES = "application/octet-stream";

/** The session is the browser's cookie; the token proves that a page of ours asks. */
export function website(csrfToken: string, address = ""): Website {
  return createClient<paths>({ baseUrl: address, headers: { "X-CSRFToken": csrfToken } });
}

/** What the website answers. Problems: the one that it names; `storage_unavailable` when it says nothing of use. */
export async function answered<Data>(
  asked: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await asked.catch(() => {
    throw unavailable();
  });
  if (!response.ok) throw problemOf(error);
  return data as Data;
}

/** The things of a stream that has one on each line, as they come. Problem: `storage_unavailable` when it breaks off. */
export async function* linesOf<Thing>(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Thing> {
  let rest = "";
  for await (const text of textsOf(stream)) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield thingIn(line) as Thing;
  }
  if (rest !== "") throw unavailable();
}

/** JSON as a header may have it. */
export function inAscii(value: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escaped);
}

/** What the website says in a header as JSON. Problem: `storage_unavailable` when it is not there. */
export function toldIn({ headers }: Response, name: string): unknown {
  return thingIn(headers.get(name) ?? "");
}

async function* textsOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = stream?.getReader();
  try {
    for (;;) {
      const read = await reader?.read().catch(() => {
        throw unavailable();
      });
      if (read === undefined || read.done) return;
      yield decoder.decode(read.value, { stream: true });
    }
  } finally {
    // Whoever stops in the middle does not want the rest.
    await reader?.cancel().catch(() => undefined);
  }
}

function thingIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw unavailable();
  }
}

function problemOf(error: unknown): Problem {
  const { code, detail, field } = Object(error) as Partial<Record<"code" | "detail" | "field", string>>;
  if (!CODES.includes(code as Code)) return unavailable();
  return new Problem(code as Code, detail, field);
}

function unavailable(): Problem {
  return new Problem("storage_unavailable", "The website does not answer.");
}
