import { readFileSync } from "node:fs";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { fetchMe } from "../../src/workshop/me.js";

const ask = vi.fn<typeof fetch>();

beforeEach(() => {
  ask.mockReset();
  vi.stubGlobal("fetch", ask);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("it asks for nothing but what the shell has asked for already", async () => {
  const shell = new URL("../../../projects/templates/projects/workshop.html", import.meta.url);
  expect(readFileSync(shell, "utf8")).toContain(
    '<link rel="preload" as="fetch" href="{% url "me" %}" crossorigin>',
  );
  ask.mockResolvedValueOnce(Response.json({ csrfToken: "token" }));
  expect((await fetchMe()).csrfToken).toBe("token");
  expect(ask.mock.calls).toEqual([["/api/v1/me"]]);
});

test.each([
  ["sign_in", () => Promise.resolve(new Response(null, { status: 401 }))],
  ["storage_unavailable", () => Promise.resolve(new Response(null, { status: 502 }))],
  ["storage_unavailable", () => Promise.resolve(new Response(null, { status: 204 }))],
  ["storage_unavailable", () => Promise.resolve(new Response("<h1>Sign in to the school's network</h1>"))],
  ["storage_unavailable", () => Promise.reject(new TypeError("Failed to fetch"))],
])("it says %s when that is so", async (code, answer) => {
  ask.mockImplementationOnce(answer);
  await expect(fetchMe()).rejects.toMatchObject({ code });
});
