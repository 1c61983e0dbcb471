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
      150_000,
    ),
    apart("frame", "src/frame.ts"),
    offline("src/workshop.ts", "src/offline/worker.ts", 1_000_000),
  ],
  build: {
    manifest: "manifest.json",
    target: "es2022",
    rolldownOptions: {
      // A constant that two pages share is no reason for a file of its own.
      optimization: { inlineConst: { mode: "all", pass: 2 } },
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
