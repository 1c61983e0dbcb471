import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { textOf } from "../../src/contract/data.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Example } from "../../src/contract/values.js";
import { cloudStores } from "../../src/stores/cloud.js";
import { type Line, steadyLine, website } from "../../src/stores/website.js";

const asked: Request[] = [];

/** The stores, and a website that answers every request in this way. */
function storesThat(answer: () => Response | Promise<Response>, line = steadyLine("the token")): Stores {
  asked.length = 0;
  vi.stubGlobal("fetch", (request: Request) => {
    asked.push(request.clone());
    return Promise.resolve().then(answer);
  });
  return cloudStores(website(line, "http://site.test"));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

function problem(status: number, body: object): Response {
  const headers = { "Content-Type": "application/problem+json" };
  return new Response(JSON.stringify(body), { status, headers });
}

/** A stream of these pieces that then ends, or breaks. */
function streamed(pieces: (string | Uint8Array)[], breaks = false): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece !== undefined) controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
      else if (breaks) controller.error(new TypeError("network error"));
      else controller.close();
    },
  });
  return new Response(body, { headers: { "Content-Type": "application/x-ndjson" } });
}

async function readAll(stores: Stores): Promise<Example[]> {
  const found = [];
  for await (const example of stores.examples.read("p")) found.push(example);
  return found;
}

describe("a request", () => {
  it("carries the token, and values as the contract has them", async () => {
    const stores = storesThat(() => Response.json({ receipts: [{ id: "e" }] }));
    const examples = [{ id: "e", labelId: "a", data: { text: "one" } }];
    expect(await stores.examples.add("p", examples)).toEqual([{ id: "e" }]);
    expect(asked[0]?.method).toBe("POST");
    expect(asked[0]?.url).toBe("http://site.test/api/v1/projects/p/examples");
    expect(asked[0]?.headers.get("X-CSRFToken")).toBe("the token");
    expect(await asked[0]?.json()).toEqual({ examples });
  });

  it("says in its address which page it wants", async () => {
    const stores = storesThat(() => Response.json({ examples: [], more: false }));
    await stores.examples.page("p", { label: "a", before: "e", limit: 20 });
    expect(asked[0]?.url).toBe("http://site.test/api/v1/projects/p/examples?label=a&before=e&limit=20");
  });

  it("may be answered with nothing", async () => {
    const stores = storesThat(() => new Response(null, { status: 204 }));
    await expect(stores.projects.remove("p")).resolves.toBeUndefined();
  });
});

describe("a problem", () => {
  it("is the one that the website names", async () => {
    const body = { code: "invalid", detail: "Write something first.", field: "text" };
    const stores = storesThat(() => problem(400, body));
    await expect(stores.projects.get("p")).rejects.toMatchObject(body);
  });

  it.each([
    ["no network", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["a page of a proxy", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
    ["an empty answer of a server that stops", () => new Response(null, { status: 503 })],
    ["a page where JSON should be", () => new Response("<h1>Sign in to the school's network</h1>")],
    ["a code that is not known", () => problem(418, { code: "teapot" })],
    ["a list where an object should be", () => problem(500, [])],
  ])("is that the website does not answer: %s", async (_, answer) => {
    await expect(storesThat(answer).projects.all()).rejects.toMatchObject({ code: "storage_unavailable" });
  });
});

describe("the line", () => {
  const refused = () => problem(403, { code: "not_allowed", detail: "CSRF Failed: CSRF token incorrect." });
  const done = () => new Response(null, { status: 204 });

  const heard = vi.fn<(what: string) => void>();

  function watched(changes: Partial<Line> = {}): Line {
    const hears = {
      lost: () => {
        heard("lost");
      },
      signedOut: () => {
        heard("signed out");
      },
    };
    return { ...steadyLine("the token"), ...hears, ...changes };
  }

  beforeEach(() => heard.mockReset());

  it("is not asked anything while it is away", async () => {
    const stores = storesThat(done, watched({ isThere: () => Promise.resolve(false) }));
    await expect(stores.projects.remove("p")).rejects.toMatchObject({ code: "storage_unavailable" });
    expect(asked).toEqual([]);
  });

  it("is lost when nothing comes back", async () => {
    const stores = storesThat(() => Promise.reject(new TypeError("Failed to fetch")), watched());
    await expect(stores.projects.all()).rejects.toMatchObject({ code: "storage_unavailable" });
    expect(heard.mock.calls).toEqual([["lost"]]);
  });

  it("hears that nobody is signed in", async () => {
    const stores = storesThat(() => problem(401, { code: "sign_in" }), watched());
    await expect(stores.projects.all()).rejects.toMatchObject({ code: "sign_in" });
    expect(heard.mock.calls).toEqual([["signed out"]]);
  });

  it("tries once more with the new token when the old one is of a session that is over", async () => {
    let token = "old";
    const line: Line = {
      ...watched(),
      get csrfToken() {
        return token;
      },
      renewed: () => {
        token = "new";
        return Promise.resolve(true);
      },
    };
    const answers = [refused, done];
    await storesThat(() => answers.shift()?.() ?? done(), line).examples.remove("p", ["e"]);
    expect(asked.map(({ headers }) => headers.get("X-CSRFToken"))).toEqual(["old", "new"]);
    expect(await asked[1]?.json()).toEqual({ ids: ["e"] });
  });

  it("tries once more and no more: what is not allowed stays so", async () => {
    const stores = storesThat(refused, watched({ renewed: () => Promise.resolve(true) }));
    await expect(stores.projects.remove("p")).rejects.toMatchObject({ code: "not_allowed" });
    expect(asked).toHaveLength(2);
  });

  it("leaves it when somebody else is signed in now", async () => {
    await expect(storesThat(refused, watched()).projects.remove("p")).rejects.toMatchObject({
      code: "not_allowed",
    });
    expect(asked).toHaveLength(1);
  });
});

describe("reading a project", () => {
  const lines = ["é", "🙂", "three"].map((text) => `${JSON.stringify({ data: { text } })}\n`).join("");
  const texts = (examples: Example[]) => examples.map(({ data }) => textOf(data));

  it("gives every line, wherever the network cuts", async () => {
    const bytes = new TextEncoder().encode(lines);
    for (let at = 1; at < bytes.length; at++) {
      const stores = storesThat(() => streamed([bytes.slice(0, at), bytes.slice(at)]));
      expect(texts(await readAll(stores))).toEqual(["é", "🙂", "three"]);
    }
  });

  it("may give nothing", async () => {
    expect(await readAll(storesThat(() => streamed([])))).toEqual([]);
  });

  it.each([
    ["the network breaks", () => streamed([lines], true)],
    ["it ends within a line", () => streamed([lines.slice(0, -4)])],
    ["a line is not JSON", () => streamed([lines, "<h1>\n"])],
  ])("fails when %s, and never passes for whole", async (_, answer) => {
    await expect(readAll(storesThat(answer))).rejects.toMatchObject({ code: "storage_unavailable" });
  });

  it("lets the rest go when nobody wants it", async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new TextEncoder().encode(lines));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const example of storesThat(() => new Response(body)).examples.read("p")) {
      expect(textOf(example.data)).toBe("é");
      break;
    }
    expect(cancelled).toBe(true);
  });
});
