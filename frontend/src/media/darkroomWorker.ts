/** Develops pictures for a page: see `darkroom.ts`. */

import { Problem } from "../contract/problems.js";
import type { FromDarkroom, ToDarkroom } from "./darkroom.js";
import { develop } from "./develop.js";

interface WorkerSide {
  onmessage: ((event: MessageEvent<ToDarkroom>) => void) | null;
  postMessage(message: FromDarkroom): void;
}

const page = globalThis as unknown as WorkerSide;

page.onmessage = ({ data: { job, work } }) => {
  develop(work).then(
    (developed) => {
      page.postMessage({ job, developed });
    },
    (fault: unknown) => {
      const { code, detail, field } = fault instanceof Problem ? fault : new Problem("invalid");
      page.postMessage({ job, code, detail, field });
    },
  );
};
