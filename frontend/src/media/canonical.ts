/** The form in which pictures and sounds are kept, the same in every place: so a file that moves stays the same byte for
 * byte. `training/media/` on the website decides the same. */

import { MEDIA_BYTES, PICTURE_SIDE } from "../contract/limits.js";
import { Problem } from "../contract/problems.js";
import type { MediaType } from "../contract/values.js";
import { strippedJpeg } from "./jpeg.js";
import { demand, type PictureFile, refuse } from "./parts.js";
import { isWholePng, strippedPng } from "./png.js";
import { isCanonicalWav } from "./wav.js";

const JPEG_BEGINS = 0xff;
const PNG_BEGINS = 0x89;

/** What such a file is. Problems: `invalid` for a file in any other form, `too_large`. */
export async function canonicalType(bytes: Uint8Array): Promise<MediaType> {
  if (bytes.length > MEDIA_BYTES)
    throw new Problem("too_large", `A file of an example has at most ${MEDIA_BYTES} bytes.`, "file");
  if (isCanonicalWav(bytes)) return "audio/wav";
  const { width, height, file } = strippedPicture(bytes);
  demand(Math.max(width, height) <= PICTURE_SIDE, `a side is longer than ${PICTURE_SIDE} pixels`);
  demand(file.length === bytes.length, "it holds more than a picture");
  if (bytes[0] === JPEG_BEGINS) return "image/jpeg";
  demand(await isWholePng(bytes), "it is damaged");
  return "image/png";
}

/** The picture with nothing but what decoding needs. Problem: `invalid` for what is no JPEG or PNG of 8 bits. */
export function strippedPicture(bytes: Uint8Array): PictureFile {
  if (bytes[0] === JPEG_BEGINS) return strippedJpeg(bytes);
  if (bytes[0] === PNG_BEGINS) return strippedPng(bytes);
  return refuse("it is no picture or sound");
}
