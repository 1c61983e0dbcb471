/** What has to be done with a picture that was taken or chosen. */

import { nearHash } from "./near.js";
import { pictureToKeep, pixelsOf } from "./picture.js";

export interface Work {
  /** a file, or what a camera showed */
  picture: Blob | ImageBitmap;
  /** whether it is in the form already in which pictures are kept */
  isKept: boolean;
}

export interface Developed {
  /** as it is kept */
  file: Blob;
  nearHash: string;
}

/** Problem: `invalid` for what this browser cannot show. */
export async function develop({ picture, isKept }: Work): Promise<Developed> {
  const kept = isKept && picture instanceof Blob ? picture : await pictureToKeep(picture);
  return { file: kept, nearHash: nearHash(await pixelsOf(kept)) };
}
