import { join } from "node:path";
import { build, type Plugin } from "vite";

/** Build a page that shares no file with the others, so that they need not be cut up for its sake. It has a manifest of its
 * own, beside theirs. */
export function apart(name: string, entry: string): Plugin {
  let base = "/";
  let root = ".";
  return {
    name: "apart",
    apply: "build",
    configResolved(config) {
      ({ base, root } = config);
    },
    writeBundle: async ({ dir = "dist" }) => {
      await build({
        configFile: false,
        logLevel: "warn",
        publicDir: false,
        base,
        root,
        build: {
          outDir: dir,
          emptyOutDir: false,
          target: "es2022",
          manifest: `${name}.json`,
          rolldownOptions: { input: { [name]: join(root, entry) } },
        },
      });
    },
  };
}
