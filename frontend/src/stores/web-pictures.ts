/** Pictures that are on other websites. A page may not ask these itself, and should not: ours does. */

import { answered, type Website } from "./website.js";

/** In the form in which pictures are kept. Problems: `not_allowed` where the class does not do so, `invalid`, `too_large`,
 * `rate_limited`, and those of a website that does not answer. */
export function pictureAt(site: Website, address: string): Promise<Blob> {
  return answered(site.POST("/api/v1/pictures/from-address", { body: { address }, parseAs: "blob" }));
}
