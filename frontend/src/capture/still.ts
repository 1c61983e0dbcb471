/** A picture of what a camera shows now. */

import { developed } from "../media/darkroom.js";

/** Its middle square, which is what a model looks at and what the page shows of the camera. */
export async function stillOf(video: HTMLVideoElement): Promise<Blob> {
  const { videoWidth: width, videoHeight: height } = video;
  const side = Math.min(width, height);
  const [left, top] = [(width - side) >> 1, (height - side) >> 1];
  const still = await createImageBitmap(video, left, top, side, side);
  const { file } = await developed({ picture: still, isKept: false });
  still.close();
  return file;
}
