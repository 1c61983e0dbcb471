import { expect, test } from "vitest";

import { filesOf } from "../../tools/budget.js";

const manifest = {
  "src/a.ts": { file: "a.js", css: ["a.css"], imports: ["_shared.js"] },
  "src/b.ts": { file: "b.js", imports: ["_shared.js"] },
  "_shared.js": { file: "shared.js", css: ["shared.css"], imports: ["src/a.ts"] },
};

test("a page weighs what it imports, each file once", () => {
  expect([...filesOf(manifest, ["src/a.ts"])].sort()).toEqual(["a.css", "a.js", "shared.css", "shared.js"]);
  expect(filesOf(manifest, ["src/a.ts", "src/b.ts"]).size).toBe(5);
});

test("an entry that is not there is a mistake", () => {
  expect(() => filesOf(manifest, ["src/c.ts"])).toThrow("src/c.ts");
});
