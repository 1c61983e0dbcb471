/** What this person has told the website, over HTTP. */

import { Problem } from "../contract/problems.js";
import type { Grant, Grants, NewGrant, ToldAgain } from "../contract/told.js";
import { answered, type Website } from "./website.js";

export class WebsiteGrants implements Grants {
  constructor(private readonly site: Website) {}

  async all(): Promise<Grant[]> {
    return (await answered(this.site.GET("/api/v1/grants"))).grants;
  }

  make(grant: NewGrant): Promise<Grant> {
    return answered(this.site.POST("/api/v1/grants", { body: grant }));
  }

  tellAgain(id: string, told: ToldAgain): Promise<Grant> {
    return answered(
      this.site.PATCH("/api/v1/grants/{grant}", { params: { path: { grant: id } }, body: told }),
    );
  }

  async withdraw(id: string): Promise<void> {
    try {
      await answered(this.site.DELETE("/api/v1/grants/{grant}", { params: { path: { grant: id } } }));
    } catch (problem) {
      if (!(problem instanceof Problem && problem.code === "not_found")) throw problem;
    }
  }
}
