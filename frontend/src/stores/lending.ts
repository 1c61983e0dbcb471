/** Lending to the Watson Assistant of the class, over HTTP. */

import type { Lending, Lent, LentRun } from "../contract/lending.js";
import { answered, type Website } from "./website.js";

export class WebsiteLending implements Lending {
  constructor(private readonly site: Website) {}

  lend(project: string, run: string, lent: Lent): Promise<LentRun> {
    const params = { path: { project, run } };
    return answered(this.site.PUT("/api/v1/lent/{project}/runs/{run}", { params, body: lent }));
  }

  run(project: string, run: string): Promise<LentRun> {
    const params = { path: { project, run } };
    return answered(this.site.GET("/api/v1/lent/{project}/runs/{run}", { params }));
  }

  cancel(project: string, run: string): Promise<LentRun> {
    const params = { path: { project, run } };
    return answered(this.site.POST("/api/v1/lent/{project}/runs/{run}/cancel", { params }));
  }

  async guess(project: string, modelId: string, texts: string[]): Promise<number[][]> {
    const asked = this.site.POST("/api/v1/lent/{project}/guess", {
      params: { path: { project } },
      body: { modelId, texts },
    });
    return (await answered(asked)).heard;
  }
}
