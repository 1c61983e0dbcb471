/** Bundles what tests and benchmarks run inside a real browser; `tests/e2e/bundle.py` serves it there. */

import { defineConfig } from "vite";

export default defineConfig({
  base: "/browser-tests/",
  publicDir: false,
  build: {
    outDir: ".build/browser",
    target: "es2022",
    rolldownOptions: {
      input: ["contract", "bench", "bench-files", "full", "files"].map((name) => `tests/browser/${name}.ts`),
      output: { entryFileNames: "[name].js" },
    },
  },
  worker: { format: "es" },
});
