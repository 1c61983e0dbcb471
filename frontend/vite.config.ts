import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "/static/",
  build: {
    manifest: "manifest.json",
    target: "es2022",
    rolldownOptions: {
      input: { workshop: "src/workshop.ts", site: "src/site.ts" },
    },
  },
  worker: { format: "es" },
  test: { include: ["tests/**/*.test.ts"] },
});
