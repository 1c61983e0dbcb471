/** Bundles what tests and benchmarks run inside a real browser; `tests/e2e/builds.py` says where to and
 * `tests/e2e/bundle.py` serves it there. */

import { readdirSync } from "node:fs";

import { defineConfig } from "vite";

export default defineConfig({
  base: "/browser-tests/",
  publicDir: false,
  build: {
    target: "es2022",
    rolldownOptions: {
      input: readdirSync("tests/browser")
        .filter((name) => !name.endsWith("here.ts"))
        .map((name) => `tests/browser/${name}`),
      output: { entryFileNames: "[name].js" },
    },
  },
  worker: { format: "es" },
});
