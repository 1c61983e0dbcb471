/** A picture of what a camera shows now. */

import { pictureOf } from "../media/picture.js";
import { square } from "../media/pixels.js";

/** Its middle square, which is what a model looks at and what the page shows of the camera. */
export async function stillOf(video: HTMLVideoElement): Promise<Blob> {
  const { videoWidth: width, videoHeight: height } = video;
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("this browser cannot draw");
  context.drawImage(video, 0, 0);
  return pictureOf(square(context.getImageData(0, 0, width, height)));
}
