/** Writes a project's content to a place. It is `arriving` meanwhile, so that nobody sees half of it. */

import { hasFile } from "../contract/data.js";
import { canonicalExample, headerItem, RunningDigest, workItem } from "../contract/digest.js";
import { EXAMPLES_AT_ONCE, MEDIA_AT_ONCE } from "../contract/limits.js";
import { Problem } from "../contract/problems.js";
import type { Stores } from "../contract/stores.js";
import type { Example, ModelFile, NewExample, NewWork, ProjectCard, Work } from "../contract/values.js";
import type { Copying } from "../contract/workshop.js";
import type { Content } from "./content.js";

const AFTER_ALL_IDS = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** A new project with this id that holds the content, or nothing. Problems: those of the stores; the signal's reason. */
export async function writeContent(
  stores: Stores,
  id: string,
  content: Content,
  copying: Copying = {},
): Promise<ProjectCard> {
  try {
    const read = await writeCopy(stores, id, content, copying);
    if ((await stores.projects.digest(id)) !== read) throw notTheSame();
    return await stores.projects.mark(id, null);
  } catch (problem) {
    await removeArriving(stores, id).catch(() => undefined);
    throw problem;
  }
}

/** Never a project that was there before. What cannot be removed now is swept a day later. */
async function removeArriving(stores: Stores, id: string): Promise<void> {
  const { moving } = await stores.projects.get(id);
  if (moving === "arriving") await stores.projects.remove(id);
}

/** Writes an arriving project, or goes on with one that was begun. Answers the digest of what was read: whether what is
 * written has the same is for the caller to ask. */
export async function writeCopy(
  stores: Stores,
  id: string,
  content: Content,
  copying: Copying = {},
): Promise<string> {
  return new Copy(stores, id, content, copying).write();
}

export function notTheSame(): Problem {
  return new Problem("conflict", "The copy is not the same as the project.");
}

class Copy {
  private readonly digest = new RunningDigest();
  private read = 0;

  constructor(
    private readonly stores: Stores,
    private readonly id: string,
    private readonly content: Content,
    private readonly copying: Copying,
  ) {}

  async write(): Promise<string> {
    const { project, outOfDate } = this.content;
    this.goOn();
    const { moving } = await this.stores.projects.create({ ...project, id: this.id, moving: "arriving" });
    if (moving !== "arriving") throw new Problem("conflict", "This project is there already.");
    this.digest.add(headerItem(project));
    // A model that is saved before the examples has not learned from all of them there either.
    const before = outOfDate ? await this.models() : null;
    await this.examples();
    for (const model of before ?? (await this.models())) this.digest.add(model);
    await this.works();
    this.goOn();
    return this.digest.hex();
  }

  /** Batches arrive whole and in id order, so whatever is not after the newest is there. */
  private async examples(): Promise<void> {
    const [newest] = (await this.stores.examples.page(this.id, { before: AFTER_ALL_IDS, limit: 1 })).examples;
    const most = hasFile(this.content.project.kind) ? MEDIA_AT_ONCE : EXAMPLES_AT_ONCE;
    let batch: Example[] = [];
    for await (const example of this.content.examples()) {
      this.digest.addJson(canonicalExample(example));
      this.read += 1;
      if (newest === undefined || example.id > newest.id) batch.push(example);
      if (batch.length === most) {
        await this.add(batch);
        batch = [];
      }
    }
    await this.add(batch);
  }

  private async add(batch: readonly Example[]): Promise<void> {
    this.goOn();
    const examples = await Promise.all(batch.map((example) => this.asNew(example)));
    if (examples.length > 0) await this.stores.examples.add(this.id, examples);
    const { size } = this.content;
    this.copying.progress?.(size === 0 ? 1 : Math.min(1, this.read / size));
  }

  /** Answers them: there are never many. */
  private async models(): Promise<ModelFile[]> {
    const there = idsOf(await this.stores.models.all(this.id));
    const models: ModelFile[] = [];
    for await (const { model, report } of this.content.models()) {
      models.push(model);
      this.goOn();
      if (!there.has(model.id)) await this.stores.models.save(this.id, model, report);
    }
    return models;
  }

  private async works(): Promise<void> {
    const there = idsOf(await this.stores.works.all(this.id));
    for await (const work of this.content.works()) {
      this.digest.add(await workItem(work));
      this.goOn();
      if (!there.has(work.id)) await this.stores.works.save(this.id, asNewWork(work), 0);
    }
  }

  /** Who added it is told anew by the place that it comes to. */
  private async asNew({ id, labelId, data, group, heldBack, source, addedAt }: Example): Promise<NewExample> {
    const said = "media" in data ? { file: await this.content.media(data.media.mediaId) } : data;
    return { id, labelId, data: said, group, heldBack, source, addedAt };
  }

  private goOn(): void {
    this.copying.signal?.throwIfAborted();
  }
}

function asNewWork({ id, kind, name, file, changedAt }: Work): NewWork {
  return { id, kind, name, file, changedAt };
}

function idsOf(things: readonly { id: string }[]): Set<string> {
  return new Set(things.map(({ id }) => id));
}
