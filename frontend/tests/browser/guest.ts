/** What runs in the frames of `hub.ts`: a guest as it should be, and others. `does` in the address says which. */

import { isUnderWay } from "../../src/contract/rules.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Run } from "../../src/contract/values.js";
import { connect } from "../../src/stores/hub/guest.js";
import { HELLO, welcomedTo } from "../../src/stores/hub/messages.js";
import { runStep, type State, type Step } from "../stores/cases.js";

interface Told {
  main: string;
  does: string;
  /** where else it goes */
  elsewhere?: string;
}
interface Turn {
  step: Step;
  state: State;
}

const ENOUGH = 400;
const told = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Told;

const deeds: Record<string, () => Promise<void> | void> = {
  connect: async () => {
    const { project, stores } = await connect(told.main);
    window.addEventListener("message", ({ data }: MessageEvent<{ turn?: Turn }>) => {
      if (data.turn !== undefined) void take(data.turn, stores);
    });
    tell({ connected: project });
  },
  weigh: async () => {
    const { project, stores } = await connect(told.main);
    const began = performance.now();
    const down = await stores.works.get(project, project);
    const { byteLength } = await down.file.arrayBuffer();
    const came = performance.now();
    await stores.works.save(project, down, 1);
    tell({ byteLength, down: came - began, up: performance.now() - came });
  },
  repeat: () => countWelcomes(window.parent, 3),
  "ask the top": () => countWelcomes(window.top ?? window, 1),
  nest: () => {
    const frame = document.createElement("iframe");
    frame.src = addressTo(location.href, { ...told, does: "ask the top" });
    document.body.append(frame);
  },
  wander: () => {
    location.href = addressTo(told.elsewhere ?? "", { ...told, does: "repeat" });
  },
};

async function take({ step, state }: Turn, stores: Stores): Promise<void> {
  const outcome = await runStep(step, state, {
    stores,
    wait: () => undefined,
    sweep: () => Promise.reject(new Error("that is for the page")),
    train: async (project, method): Promise<Run> => {
      let run = await stores.trainer.start(project, method);
      while (isUnderWay(run)) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        run = await stores.trainer.run(project, run.id);
      }
      return run;
    },
  });
  tell({ outcome });
}

/** Says hello to a window again and again, and tells how many ports came of it. */
async function countWelcomes(page: Window, times: number): Promise<void> {
  let welcomes = 0;
  window.addEventListener("message", ({ data, ports }: MessageEvent<unknown>) => {
    if (welcomedTo(data) !== null && ports.length > 0) welcomes += 1;
  });
  for (let n = 0; n < times; n++) page.postMessage(HELLO, told.main);
  await new Promise((resolve) => setTimeout(resolve, ENOUGH));
  tell({ welcomes });
}

function addressTo(page: string, said: Told): string {
  return `${page.split("#")[0] ?? ""}#${encodeURIComponent(JSON.stringify(said))}`;
}

function tell(message: object): void {
  window.top?.postMessage({ told: message }, "*");
}

void deeds[told.does]?.();
