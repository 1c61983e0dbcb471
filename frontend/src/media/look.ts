/** What a picture looks like, as far as a place that keeps it has to know. */

import { developed } from "./darkroom.js";

/** The near hash of a kept picture. Problem: `invalid` for what this browser cannot show. */
export async function lookAt(picture: Blob): Promise<string> {
  return (await developed({ picture, isKept: true })).nearHash;
}
