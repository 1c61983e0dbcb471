import "fake-indexeddb/auto";

import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { ProjectCard } from "../../src/contract/values.js";
import type { Me, Place, Workshop } from "../../src/contract/workshop.js";
import { openWorkshop } from "../../src/stores/index.js";
import { policyWith } from "../policies.js";

const CSRF = "the token";

const persist = vi.fn(() => Promise.resolve(true));

let onWebsite: string[];
let website: (path: string) => Response;

beforeEach(() => {
  onWebsite = [];
  website = (path) => {
    if (path === "/api/v1/projects") return Response.json({ projects: onWebsite.map(cardOf) });
    const id = path.split("/").at(-1) ?? "";
    return onWebsite.includes(id)
      ? Response.json(cardOf(id))
      : Response.json({ code: "not_found" }, { status: 404 });
  };
  vi.stubGlobal("navigator", { storage: { persist, persisted: () => Promise.resolve(false) } });
  vi.stubGlobal(
    "Request",
    class extends Request {
      constructor(address: string, init: RequestInit) {
        super(new URL(address, "http://site.test"), init);
      }
    },
  );
  vi.stubGlobal("fetch", ({ url }: Request) => Promise.resolve().then(() => website(new URL(url).pathname)));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function cardOf(id: string): Pick<ProjectCard, "project" | "moving"> {
  return { project: { id } as ProjectCard["project"], moving: null };
}

function me(rules: Partial<Me["policy"]> = {}): Me {
  return {
    person: { id: newId(), name: "Mira", role: "student" },
    schoolClass: null,
    csrfToken: CSRF,
    guestUntil: null,
    policy: policyWith(rules),
    remindUntil: null,
    lastComputer: null,
  };
}

function at(workshop: Workshop, look: Place["look"]): string {
  return workshop.places.find((place) => place.look === look)?.id ?? "";
}

async function makeHere(workshop: Workshop): Promise<string> {
  const id = newId();
  await workshop.stores(at(workshop, "computer")).projects.create({ id, kind: "text", name: "Animals" });
  return id;
}

describe("the places", () => {
  it("are those that the class allows, with the one that comes first and their limits", () => {
    expect(openWorkshop(me()).places).toEqual([
      {
        id: "local",
        look: "computer",
        projectsLimit: null,
        examplesLimits: null,
        bytesLimit: null,
        roomElsewhere: false,
        kinds: ["text"],
        first: false,
        here: true,
        shared: false,
        lends: null,
        guessesASecond: 5,
      },
      {
        id: "cloud",
        look: "website",
        projectsLimit: 6,
        examplesLimits: { text: 1000, numbers: 900, prediction: 900, images: 250, sounds: 100 },
        bytesLimit: 150_000_000,
        roomElsewhere: true,
        kinds: ["text"],
        first: true,
        here: false,
        shared: false,
        lends: null,
        guessesASecond: 2,
      },
    ]);
    const { places } = openWorkshop(me({ storages: ["local"], firstStorage: "local" }));
    expect(places).toEqual([
      {
        id: "local",
        look: "computer",
        projectsLimit: null,
        examplesLimits: null,
        bytesLimit: null,
        roomElsewhere: false,
        kinds: ["text"],
        first: true,
        here: true,
        shared: false,
        lends: null,
        guessesASecond: 5,
      },
    ]);
  });

  it("keep pictures and voices on the website only where the class has allowed it", () => {
    const kinds: Me["policy"]["kinds"] = ["text", "images", "sounds", "numbers", "prediction"];
    const kindsAt = (mediaOnWebsite: boolean) =>
      openWorkshop(me({ kinds, mediaOnWebsite })).places.map((place) => [place.look, place.kinds]);
    expect(kindsAt(false)).toEqual([
      ["computer", kinds],
      ["website", ["text", "numbers", "prediction"]],
    ]);
    expect(kindsAt(true)).toEqual([
      ["computer", kinds],
      ["website", kinds],
    ]);
  });

  it("that the class no longer allows still show their projects, and take no new ones", async () => {
    const before = me();
    const id = await makeHere(openWorkshop(before));
    const workshop = openWorkshop({ ...before, policy: { ...before.policy, storages: ["cloud"] } });
    expect((await workshop.all()).projects).toMatchObject([
      { card: { project: { id } }, place: { look: "computer" } },
    ]);
    const { stores } = await workshop.open(id);
    await expect(stores.projects.create({ id: newId(), kind: "text", name: "More" })).rejects.toMatchObject({
      code: "not_allowed",
    });
    await stores.projects.update(id, { name: "Pets" }, 1);
  });

  it("that are not there are not found", () => {
    expect(() => openWorkshop(me()).stores("moon")).toThrow("not_found");
  });
});

describe("all projects", () => {
  it("are the newest first, wherever they are", async () => {
    const workshop = openWorkshop(me());
    const [first, second] = [newId(), await makeHere(workshop)];
    const third = newId();
    onWebsite = [third, first];
    const { projects, away } = await workshop.all();
    expect(projects.map(({ card }) => card.project.id)).toEqual([third, second, first]);
    expect(projects.map(({ place }) => place.look)).toEqual(["website", "computer", "website"]);
    expect(away).toEqual([]);
  });

  it("are there though one place does not answer, which is told", async () => {
    const workshop = openWorkshop(me());
    const id = await makeHere(workshop);
    website = () => new Response(null, { status: 502 });
    const { projects, away } = await workshop.all();
    expect(projects.map(({ card }) => card.project.id)).toEqual([id]);
    expect(away.map(({ look }) => look)).toEqual(["website"]);
  });

  it("are nobody's when nobody is signed in any more", async () => {
    const workshop = openWorkshop(me());
    await makeHere(workshop);
    website = () => Response.json({ code: "sign_in" }, { status: 401 });
    await expect(workshop.all()).rejects.toMatchObject({ code: "sign_in" });
  });

  it("are a problem when no place answers", async () => {
    website = () => new Response(null, { status: 502 });
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("Blocked.", "SecurityError");
    });
    await expect(openWorkshop(me()).all()).rejects.toMatchObject({ code: "storage_unavailable" });
  });
});

describe("a project that is opened", () => {
  it("has the stores of the place that has it", async () => {
    const workshop = openWorkshop(me());
    const [here, there] = [await makeHere(workshop), newId()];
    onWebsite = [there];
    expect((await workshop.open(here)).stores).toBe(workshop.stores(at(workshop, "computer")));
    expect((await workshop.open(there)).stores).toBe(workshop.stores(at(workshop, "website")));
    await expect(workshop.open(newId())).rejects.toMatchObject({ code: "not_found" });
  });

  it("brings its card along, for which the website is asked once", async () => {
    const id = newId();
    onWebsite = [id];
    const answer = website;
    const asked: string[] = [];
    website = (path) => {
      asked.push(path);
      return answer(path);
    };
    expect((await openWorkshop(me()).open(id)).card.project.id).toBe(id);
    expect(asked).toEqual([`/api/v1/projects/${id}`]);
  });

  it("is found without the website when the project is in this browser", async () => {
    const workshop = openWorkshop(me());
    const id = await makeHere(workshop);
    website = () => {
      throw new TypeError("Failed to fetch");
    };
    expect((await workshop.open(id)).card.project.id).toBe(id);
    await expect(workshop.open(newId())).rejects.toMatchObject({ code: "storage_unavailable" });
  });

  it("is found on the website when the browser's storage is blocked", async () => {
    const workshop = openWorkshop(me());
    const id = newId();
    onWebsite = [id];
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("Blocked.", "SecurityError");
    });
    expect((await workshop.open(id)).stores).toBe(workshop.stores(at(workshop, "website")));
  });
});

describe("a new project in this browser", () => {
  it("is stored where the browser cannot be asked to keep it, or says no", async () => {
    persist.mockRejectedValueOnce(new TypeError("no"));
    await makeHere(openWorkshop(me()));
    vi.stubGlobal("navigator", {});
    await makeHere(openWorkshop(me()));
  });
});

describe("other pages of this browser", () => {
  it("hear which project has changed, and nothing else of it", async () => {
    const heard: unknown[] = [];
    const channel = new BroadcastChannel("mlforkids");
    channel.onmessage = ({ data }: MessageEvent) => heard.push(data);
    const id = await makeHere(openWorkshop(me()));
    await vi.waitFor(() => {
      expect(heard).toEqual([{ project: id }]);
    });
    channel.close();
  });

  it("are heard as long as one listens, and this page itself is not", async () => {
    const workshop = openWorkshop(me());
    const heard: string[] = [];
    const stop = workshop.listen((project) => heard.push(project));
    const other = new BroadcastChannel("mlforkids");
    await makeHere(workshop);
    other.postMessage({ project: "one" });
    await vi.waitFor(() => {
      expect(heard).toEqual(["one"]);
    });
    stop();
    other.postMessage({ project: "two" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toEqual(["one"]);
    other.close();
  });
});

describe("whose the projects of this browser are", () => {
  const guest = (): Me => ({ ...me(), person: { id: newId(), name: "Guest", role: "guest" }, guestUntil: 1 });
  const names = async (workshop: Workshop): Promise<string[]> =>
    (await workshop.here()).map(({ card }) => card.project.id);

  afterEach(async () => {
    await openWorkshop(guest()).clearHere();
  });

  it("one child's are another's to see neither in the list nor by their address", async () => {
    const [ada, ben] = [openWorkshop(me()), openWorkshop(me())];
    const id = await makeHere(ada);
    expect(await names(ada)).toEqual([id]);
    expect(await names(ben)).toEqual([]);
    await expect(ben.open(id)).rejects.toMatchObject({ code: "not_found" });
    await expect(ben.stores(at(ben, "computer")).examples.counts(id)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("what a guest makes is every guest's, and they are told so", async () => {
    const first = openWorkshop(guest());
    const id = await makeHere(first);
    const later = openWorkshop(guest());
    expect(await names(later)).toEqual([id]);
    expect(later.places.find(({ here }) => here)?.shared).toBe(true);
    expect(later.found).toBeNull();
  });

  it("whoever signs in may take what guests have left, all of it with what is in it", async () => {
    const guests = openWorkshop(guest());
    const id = await makeHere(guests);
    const { stores } = await guests.open(id);
    const label = { id: newId(), name: "cat" };
    await stores.projects.update(id, { labels: [label] }, 1);
    await stores.examples.add(id, [{ id: newId(), labelId: label.id, data: { text: "it purrs" } }]);
    const digest = await stores.projects.digest(id);

    const ada = openWorkshop(me());
    expect(await names(ada)).toEqual([]);
    expect((await ada.found?.all())?.map(({ project }) => project.name)).toEqual(["Animals"]);
    await ada.found?.claim();
    expect(await names(ada)).toEqual([id]);
    expect(await (await ada.open(id)).stores.projects.digest(id)).toBe(digest);
    expect(await names(guests)).toEqual([]);
    expect(await ada.found?.all()).toEqual([]);
  });

  it("who says that they are somebody else's is not asked again, until there are others", async () => {
    const guests = openWorkshop(guest());
    await makeHere(guests);
    const [ada, ben] = [me(), me()];
    await openWorkshop(ada).found?.refuse();
    expect(await openWorkshop(ada).found?.all()).toEqual([]);
    expect(await openWorkshop(ben).found?.all()).toHaveLength(1);
    const another = await makeHere(guests);
    expect((await openWorkshop(ada).found?.all())?.map(({ project }) => project.id)).toEqual([another]);
  });

  it("clearing takes one person's away for good, and nobody else's", async () => {
    const [ada, ben] = [openWorkshop(me()), openWorkshop(me())];
    const [gone, stays] = [await makeHere(ada), await makeHere(ben)];
    const { stores } = await ada.open(gone);
    await ada.clearHere();
    expect(await names(ada)).toEqual([]);
    await expect(stores.projects.restore(gone)).rejects.toMatchObject({ code: "not_found" });
    expect(await names(ben)).toEqual([stays]);
  });
});
