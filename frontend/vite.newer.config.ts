/** A newer build, for the tests of what happens when one arrives: another title, and one more version of the database. */

import { mergeConfig } from "vite";

import today from "./vite.config.js";

const CHANGES: [file: string, today: string, newer: string][] = [
  ["/src/i18n/messages.ts", 'gettext("Your projects")', 'gettext("All your projects")'],
  ["/src/stores/local/schema.ts", "VERSION = STEPS.length", "VERSION = STEPS.length + 1"],
];

export default mergeConfig(today, {
  plugins: [
    {
      name: "newer",
      enforce: "pre",
      transform(code: string, id: string): string | undefined {
        const change = CHANGES.find(([file]) => id.endsWith(file));
        if (!change) return undefined;
        const [file, old, newer] = change;
        if (!code.includes(old)) throw new Error(`${file} has no ${old}`);
        return code.replace(old, newer);
      },
    },
  ],
});
