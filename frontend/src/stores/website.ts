/** Speaks with the website's API: the session, its problems and its streams. */

import createClient, { type Client } from "openapi-fetch";

import type { paths } from "../contract/api.js";
import { type Code, CODES, Problem } from "../contract/problems.js";

export type Website = Client<paths>;

export const BYTES = "application/octet-stream";

const SAFE = new Set(["GET", "HEAD"]);
const LONG = 8_000;

/** How a page reaches the website. The session is the browser's cookie; the token proves that a page of ours asks. */
export interface Line {
  readonly csrfToken: string;
  /** Aborted when the line is lost, so that nobody waits for an answer that does not come. */
  readonly gone: AbortSignal;
  /** Whether a request has a chance. A line that was lost is tried again. */
  isThere(): Promise<boolean>;
  /** A request came back with nothing. */
  lost(): void;
  /** A request has been waiting for long. */
  doubt(): void;
  /** The website says that nobody is signed in. */
  signedOut(): void;
  /** The token may be that of a session that is over. Answers whether the same person has a new one. */
  renewed(): Promise<boolean>;
}

/** A line that is always there, with a token that is always good. */
export function steadyLine(csrfToken: string): Line {
  const nothing = () => undefined;
  return {
    csrfToken,
    gone: new AbortController().signal,
    isThere: () => Promise.resolve(true),
    lost: nothing,
    doubt: nothing,
    signedOut: nothing,
    renewed: () => Promise.resolve(false),
  };
}

export function website(line: Line, address = ""): Website {
  return createClient<paths>({ baseUrl: address, fetch: (request) => askOver(line, request) });
}

/** Once more with a new token when the one that was sent is not good any more. */
async function askOver(line: Line, request: Request): Promise<Response> {
  if (!(await line.isThere())) throw unavailable();
  const again = isSmallWrite(request) ? request.clone() : null;
  const answer = await sent(line, request);
  if (answer.status === 401) line.signedOut();
  return again && answer.status === 403 && (await line.renewed()) ? sent(line, again) : answer;
}

/** A clone of a request holds its body in memory, so a file is not sent a second time by itself. */
function isSmallWrite({ method, headers }: Request): boolean {
  return !SAFE.has(method) && headers.get("Content-Type") !== BYTES;
}

async function sent(line: Line, request: Request): Promise<Response> {
  request.headers.set("X-CSRFToken", line.csrfToken);
  const reads = SAFE.has(request.method);
  const doubt = setTimeout(() => {
    if (reads) line.doubt();
  }, LONG);
  try {
    return await fetch(request, reads ? { signal: AbortSignal.any([request.signal, line.gone]) } : {});
  } catch (fault) {
    if (!request.signal.aborted) line.lost();
    throw fault;
  } finally {
    clearTimeout(doubt);
  }
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
