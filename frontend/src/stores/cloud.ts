/** The stores of the projects that the website keeps, over HTTP. */

import { checkFile } from "../contract/checks.js";
import type {
  ExampleStore,
  ModelStore,
  ProjectStore,
  Stores,
  Trainer,
  WorkStore,
} from "../contract/stores.js";
import type {
  Counts,
  Example,
  ExampleChange,
  Explanation,
  Guess,
  Method,
  ReportLine,
  ModelFile,
  ModelSummary,
  NewData,
  NewExample,
  NewProject,
  NewWork,
  Page,
  PageRequest,
  ProjectCard,
  ProjectChange,
  Receipt,
  Run,
  SavedModel,
  Work,
  WorkSummary,
} from "../contract/values.js";
import { CloudFileStore } from "./cloud-files.js";
import { dataToSend, examplesToSend, oneToSend } from "./cloud-parts.js";
import { answered, BYTES, inAscii, linesOf, toldIn, type Website } from "./website.js";

export function cloudStores(site: Website): Stores {
  return {
    projects: new CloudProjectStore(site),
    examples: new CloudExampleStore(site),
    models: new CloudModelStore(site),
    works: new CloudWorkStore(site),
    trainer: new CloudTrainer(site),
    files: new CloudFileStore(site),
    backups: null,
  };
}

/** Where a project is in the API, with what else is in the path. */
function at<Rest extends object>(project: string, rest?: Rest): { path: { project: string } & Rest } {
  return { path: { project, ...rest } as { project: string } & Rest };
}

class CloudProjectStore implements ProjectStore {
  constructor(private readonly site: Website) {}

  async all(): Promise<ProjectCard[]> {
    return (await answered(this.site.GET("/api/v1/projects"))).projects;
  }

  get(id: string): Promise<ProjectCard> {
    return answered(this.site.GET("/api/v1/projects/{project}", { params: at(id) }));
  }

  create(project: NewProject): Promise<ProjectCard> {
    return answered(this.site.POST("/api/v1/projects", { body: project }));
  }

  update(id: string, change: ProjectChange, revision: number): Promise<ProjectCard> {
    const body = { ...change, revision };
    return answered(this.site.PATCH("/api/v1/projects/{project}", { params: at(id), body }));
  }

  mark(id: string, moving: "leaving" | null): Promise<ProjectCard> {
    const body = { moving };
    return answered(this.site.POST("/api/v1/projects/{project}/mark", { params: at(id), body }));
  }

  async remove(id: string, moving?: "leaving"): Promise<void> {
    const params = moving === undefined ? at(id) : { ...at(id), query: { moving } };
    await answered(this.site.DELETE("/api/v1/projects/{project}", { params }));
  }

  restore(id: string): Promise<ProjectCard> {
    return answered(this.site.POST("/api/v1/projects/{project}/restore", { params: at(id) }));
  }

  async removed(): Promise<ProjectCard[]> {
    return (await answered(this.site.GET("/api/v1/projects/removed"))).projects;
  }

  async digest(id: string): Promise<string> {
    return (await answered(this.site.GET("/api/v1/projects/{project}/digest", { params: at(id) }))).digest;
  }
}

class CloudExampleStore implements ExampleStore {
  constructor(private readonly site: Website) {}

  async add(project: string, examples: NewExample[]): Promise<Receipt[]> {
    const asked = this.site.POST("/api/v1/projects/{project}/examples", {
      params: at(project),
      ...examplesToSend(examples),
    });
    return (await answered(asked)).receipts;
  }

  page(project: string, query: PageRequest): Promise<Page> {
    const params = { ...at(project), query };
    return answered(this.site.GET("/api/v1/projects/{project}/examples", { params }));
  }

  async *read(project: string): AsyncGenerator<Example> {
    const asked = this.site.GET("/api/v1/projects/{project}/examples/all", {
      params: at(project),
      parseAs: "stream",
    });
    yield* linesOf<Example>(await answered(asked));
  }

  media(project: string, media: string): Promise<Blob> {
    const params = at(project, { media });
    return answered(this.site.GET("/api/v1/projects/{project}/media/{media}", { params, parseAs: "blob" }));
  }

  counts(project: string): Promise<Counts> {
    return answered(this.site.GET("/api/v1/projects/{project}/counts", { params: at(project) }));
  }

  async change(project: string, ids: string[], change: ExampleChange): Promise<void> {
    const body = { ids, change };
    await answered(
      this.site.POST("/api/v1/projects/{project}/examples/change", { params: at(project), body }),
    );
  }

  async remove(project: string, ids: string[]): Promise<void> {
    const body = { ids };
    await answered(
      this.site.POST("/api/v1/projects/{project}/examples/remove", { params: at(project), body }),
    );
  }

  async restore(project: string, ids: string[]): Promise<void> {
    const body = { ids };
    await answered(
      this.site.POST("/api/v1/projects/{project}/examples/restore", { params: at(project), body }),
    );
  }
}

class CloudModelStore implements ModelStore {
  constructor(private readonly site: Website) {}

  async all(project: string): Promise<ModelSummary[]> {
    const asked = this.site.GET("/api/v1/projects/{project}/models", { params: at(project) });
    return (await answered(asked)).models;
  }

  latest(project: string): Promise<SavedModel> {
    return answered(this.site.GET("/api/v1/projects/{project}/models/latest", { params: at(project) }));
  }

  async save(project: string, model: ModelFile, report: ReportLine[]): Promise<void> {
    const body = { model, report };
    await answered(this.site.POST("/api/v1/projects/{project}/models", { params: at(project), body }));
  }

  load(project: string, id: string): Promise<SavedModel> {
    const params = at(project, { model: id });
    return answered(this.site.GET("/api/v1/projects/{project}/models/{model}", { params }));
  }

  async remove(project: string, id: string): Promise<void> {
    const params = at(project, { model: id });
    await answered(this.site.DELETE("/api/v1/projects/{project}/models/{model}", { params }));
  }
}

/** A file is the body as it is; what is said about it is JSON in the `Work` header beside it. */
class CloudWorkStore implements WorkStore {
  constructor(private readonly site: Website) {}

  async all(project: string): Promise<WorkSummary[]> {
    const asked = this.site.GET("/api/v1/projects/{project}/works", { params: at(project) });
    return (await answered(asked)).works;
  }

  async get(project: string, id: string): Promise<Work> {
    const params = at(project, { work: id });
    const asked = this.site.GET("/api/v1/projects/{project}/works/{work}", { params, parseAs: "blob" });
    // openapi-fetch answers nothing for an empty body.
    const file = (await answered(asked)) as Blob | undefined;
    const { response } = await asked;
    const { kind, name, changedAt, revision } = toldIn(response, "Work") as WorkSummary;
    return { id, kind, name, changedAt, revision, file: file ?? new Blob([], { type: BYTES }) };
  }

  async save(project: string, work: NewWork, revision: number): Promise<WorkSummary> {
    checkFile(work.file);
    const { id, kind, name, changedAt, file } = work;
    const asked = this.site.PUT("/api/v1/projects/{project}/works/{work}", {
      params: {
        ...at(project, { work: id }),
        header: { Work: inAscii({ kind, name, revision, changedAt }) },
      },
      headers: { "Content-Type": BYTES },
      // The description of the API says "string" for bytes.
      body: file as unknown as string,
      bodySerializer: (bytes) => bytes,
    });
    return answered(asked);
  }

  async remove(project: string, id: string): Promise<void> {
    const params = at(project, { work: id });
    await answered(this.site.DELETE("/api/v1/projects/{project}/works/{work}", { params }));
  }
}

class CloudTrainer implements Trainer {
  constructor(private readonly site: Website) {}

  start(project: string, method: Method = "usual"): Promise<Run> {
    const body = { method };
    return answered(this.site.POST("/api/v1/projects/{project}/runs", { params: at(project), body }));
  }

  run(project: string, id: string): Promise<Run> {
    const params = at(project, { run: id });
    return answered(this.site.GET("/api/v1/projects/{project}/runs/{run}", { params }));
  }

  cancel(project: string, id: string): Promise<Run> {
    const params = at(project, { run: id });
    return answered(this.site.POST("/api/v1/projects/{project}/runs/{run}/cancel", { params }));
  }

  async guess(project: string, data: NewData[]): Promise<Guess[]> {
    const asked = this.site.POST("/api/v1/projects/{project}/guess", {
      params: at(project),
      ...dataToSend(data),
    });
    return (await answered(asked)).guesses;
  }

  explain(project: string, data: NewData): Promise<Explanation> {
    const asked = this.site.POST("/api/v1/projects/{project}/explain", {
      params: at(project),
      ...oneToSend(data),
    });
    return answered(asked);
  }
}
