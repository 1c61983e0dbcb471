import { afterEach, expect, test, vi } from "vitest";

import { cloudStores } from "../../src/stores/cloud.js";
import { steadyLine, website } from "../../src/stores/website.js";

const OPENED = { card: { project: { id: "p" } }, skipped: [{ what: "long", count: 2 }] };
const asked: Request[] = [];

function filesThat(answer: (request: Request) => Response | Promise<Response>) {
  asked.length = 0;
  vi.stubGlobal("fetch", (request: Request) => {
    asked.push(request.clone());
    return Promise.resolve(request).then(answer);
  });
  return cloudStores(website(steadyLine("the token"), "http://site.test")).files;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

function zip(): Uint8Array<ArrayBuffer> {
  return new Uint8Array([0x50, 0x4b, 0x05, 0x06, ...new Array<number>(18).fill(0)]);
}

test("a file is saved as the website writes it", async () => {
  const files = filesThat(() => new Response(zip()));
  expect(new Uint8Array(await (await files.save("p")).arrayBuffer())).toEqual(zip());
  expect(asked[0]?.url).toBe("http://site.test/api/v1/projects/p/file");
});

test("a file that broke off is not saved", async () => {
  const files = filesThat(() => new Response(zip().slice(0, 10)));
  await expect(files.save("p")).rejects.toMatchObject({ code: "storage_unavailable" });
});

test("a file is sent as it is", async () => {
  const files = filesThat(() => Response.json(OPENED, { status: 201 }));
  const progress = vi.fn();
  expect(await files.open(new Blob([zip()]), "p", { progress })).toEqual(OPENED);
  expect(asked[0]?.method).toBe("POST");
  expect(asked[0]?.url).toBe("http://site.test/api/v1/project-files?project=p");
  expect(asked[0]?.headers.get("Content-Type")).toBe("application/vnd.mlforkids.project+zip");
  expect(new Uint8Array((await asked[0]?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(zip());
  expect(progress).toHaveBeenLastCalledWith(1);
});

test("a refusal says which one", async () => {
  const problem = { code: "invalid", detail: "This project file is damaged.", field: "damaged" };
  const files = filesThat(() => Response.json(problem, { status: 400 }));
  await expect(files.open(new Blob([]), "p")).rejects.toMatchObject({ code: "invalid", field: "damaged" });
});

test("when it is stopped, what comes about all the same is removed", async () => {
  const stop = new AbortController();
  const files = filesThat(({ method }) => {
    if (method === "DELETE") return new Response(null, { status: 204 });
    stop.abort(new Error("enough"));
    return Response.json(OPENED, { status: 201 });
  });
  await expect(files.open(new Blob([]), "p", { signal: stop.signal })).rejects.toThrow("enough");
  await vi.waitFor(() => {
    expect(asked.at(-1)?.method).toBe("DELETE");
  });
  await expect(files.open(new Blob([]), "p", { signal: stop.signal })).rejects.toThrow("enough");
});
