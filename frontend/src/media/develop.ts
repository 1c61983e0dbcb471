/** What has to be done with a picture that was taken or chosen. */

import { nearHash } from "./near.js";
import { pictureToKeep, pixelsOf } from "./picture.js";

export interface Work {
  file: Blob;
  /** whether it is in the form already in which pictures are kept */
  isKept: boolean;
}

export interface Developed {
  /** as it is kept */
  file: Blob;
  nearHash: string;
}

/** Problem: `invalid` for what this browser cannot show. */
export async function develop({ file, isKept }: Work): Promise<Developed> {
  const kept = isKept ? file : await pictureToKeep(file);
  return { file: kept, nearHash: nearHash(await pixelsOf(kept)) };
}
