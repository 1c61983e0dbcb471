import { defineConfig } from "vitest/config";

import { apart } from "./tools/apart.js";
import { budget } from "./tools/budget.js";
import { offline } from "./tools/offline.js";

const FONT =
  "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2";

export default defineConfig({
  base: "/static/",
  plugins: [
    budget(
      [
        { name: "welcome page", entries: ["src/site.ts", FONT] },
        { name: "workshop", entries: ["src/workshop.ts", FONT] },
      ],
      { bytes: 125_000, files: 5 },
    ),
    apart("frame", "src/frame.ts"),
    offline("src/workshop.ts", "src/offline/worker.ts", 1_000_000),
  ],
  build: {
    manifest: "manifest.json",
    target: "es2022",
    rolldownOptions: {
      // On a busy computer whoever starts the site would be told how long our plugins took.
      checks: { bundlerTimings: false },
      // A constant that two pages share is no reason for a file of its own.
      optimization: { inlineConst: { mode: "all", pass: 2 } },
      // What the workshop begins with is one file, and so is what parts that come later share: each file costs a request.
      output: {
        codeSplitting: {
          groups: [
            { name: "workshop", tags: ["$initial"], test: (id) => !/\/src\/(site|styles)/.test(id) },
            {
              name: "shared",
              minShareCount: 2,
              test: /\/src\/(capture|contract|elements|media|workshop)\/.+ts$/,
            },
          ],
        },
      },
      input: {
        workshop: "src/workshop.ts",
        site: "src/site.ts",
        admin: "src/styles/admin.css",
      },
    },
  },
  worker: { format: "es" },
  test: { include: ["tests/**/*.test.ts"] },
});
