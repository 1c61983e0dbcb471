/** What a picture looks like, as far as a place that keeps it has to know. */

import { nearHash } from "./near.js";
import { pixelsOf } from "./picture.js";

/** The near hash. Problem: `invalid` for what this browser cannot show. */
export async function lookAt(picture: Blob): Promise<string> {
  return nearHash(await pixelsOf(picture));
}
