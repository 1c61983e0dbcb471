import type { ReactiveControllerHost } from "lit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import type { ExampleStore, ProjectStore, Stores } from "../../src/contract/stores.js";
import type { ProjectCard } from "../../src/contract/values.js";
import type { Workshop } from "../../src/contract/workshop.js";
import { queueOf } from "../../src/workshop/add-queue.js";
import { OpenProject } from "../../src/workshop/open-project.js";
import { tellUndone } from "../../src/workshop/undone.js";
import { cardWith, somewhere } from "./cards.js";

const get = vi.fn<ProjectStore["get"]>();
const update = vi.fn<ProjectStore["update"]>();
const stores = { projects: { get, update } } as unknown as Stores;
const host: ReactiveControllerHost = {
  addController: vi.fn(),
  removeController: vi.fn(),
  requestUpdate: vi.fn(),
  updateComplete: Promise.resolve(true),
};

let listeners: Set<(project: string) => void>;
let open: OpenProject;

function card(name: string, revision = 1): ProjectCard {
  const of = cardWith({});
  return { ...of, project: { ...of.project, name, revision } };
}

/** An answer that the test gives when it likes. */
function later(): (answer: ProjectCard) => void {
  let give: (answer: ProjectCard) => void = () => undefined;
  get.mockReturnValueOnce(new Promise((resolve) => (give = resolve)));
  return (answer) => {
    give(answer);
  };
}

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetAllMocks();
  const after = (run: () => void, wait: number) => setTimeout(run, wait);
  vi.stubGlobal("window", Object.assign(new EventTarget(), { setTimeout: after }));
  listeners = new Set();
  const workshop: Partial<Workshop> = {
    open: () => Promise.resolve({ stores, place: somewhere, card: card("Pets") }),
    listen: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
  open = new OpenProject(host);
  await open.open(workshop as Workshop, "p");
});

afterEach(() => {
  open.hostDisconnected();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("an open project", () => {
  it("has its card without asking for it once more", () => {
    expect(open.card?.project.name).toBe("Pets");
    expect(get).not.toHaveBeenCalled();
  });

  it("asks once more when its answer may be older than a change that came before it", async () => {
    const answer = later();
    const reading = open.refresh();
    update.mockResolvedValueOnce(card("Animals", 2));
    await open.update(() => ({ name: "Animals" }));
    get.mockResolvedValueOnce(card("Animals", 2));
    answer(card("Pets"));
    expect((await reading).project.name).toBe("Animals");
    expect(open.card?.project.revision).toBe(2);
  });

  it("makes a change once more on what somebody else made of it", async () => {
    update.mockRejectedValueOnce(new Problem("conflict")).mockResolvedValueOnce(card("Pets!", 3));
    get.mockResolvedValueOnce(card("Zoo", 2));
    await open.update(({ name }) => ({ name: `${name}!` }));
    expect(update.mock.calls).toEqual([
      ["p", { name: "Pets!" }, 1],
      ["p", { name: "Zoo!" }, 2],
    ]);
    expect(open.card?.project.revision).toBe(3);
  });
});

describe("a project that is changed from elsewhere", () => {
  const reread = vi.fn<OpenProject["reread"]>();

  beforeEach(() => {
    open.reread = reread;
    get.mockImplementation(() => Promise.resolve(card("Zoo", 2)));
  });

  it("is read again when another tab changed it, once for many changes, with what the page shows", async () => {
    for (let times = 0; times < 5; times++) for (const tell of listeners) tell("p");
    await vi.runAllTimersAsync();
    expect(get).toHaveBeenCalledOnce();
    expect(reread).toHaveBeenCalledExactlyOnceWith(open.card);
    expect(open.card?.project.name).toBe("Zoo");
  });

  it("is read again when examples are stored, also those that were typed on a page that was left", async () => {
    const add = vi.fn<ExampleStore["add"]>().mockResolvedValue([]);
    const toStore = { labelId: "cat", data: { text: "purr" } };
    for (const project of ["p", "another"])
      queueOf({ add } as unknown as ExampleStore, project).push([toStore], "typed");
    get.mockResolvedValue(card("Pets of mine"));
    await vi.advanceTimersByTimeAsync(300);
    expect(get).toHaveBeenCalledOnce();
    expect(open.card?.project.name).toBe("Pets of mine");
  });

  it("is another project's business when another project was changed", async () => {
    for (const tell of listeners) tell("q");
    await vi.runAllTimersAsync();
    expect(get).not.toHaveBeenCalled();
  });

  it("is read again when something was undone, whichever page offered it", async () => {
    tellUndone();
    await vi.runAllTimersAsync();
    expect(reread).toHaveBeenCalledOnce();
  });

  it("hears nothing any more when its page has been left", async () => {
    for (const tell of listeners) tell("p");
    open.hostDisconnected();
    tellUndone();
    await vi.runAllTimersAsync();
    expect(listeners.size).toBe(0);
    expect(get).not.toHaveBeenCalled();
  });
});
