/** Makes any picture that this browser can show one that can be kept: turned upright, not larger than needed, and without
 * a word about where and when it was taken. */

import { PICTURE_SIDE } from "../contract/limits.js";
import { Problem } from "../contract/problems.js";
import { canonicalType, strippedPicture } from "./canonical.js";
import { refuse } from "./parts.js";
import type { Pixels } from "./pixels.js";
import { resized } from "./resize.js";

const QUALITY = 0.9;
/** A picture with so few colours is drawn, and stays sharp as a PNG. */
const FEW_COLOURS = 256;
/** Larger ones are first made smaller by the browser itself: some can hold no larger ones. */
const LARGEST = 4096;
const SOLID = 255;

/** A picture that can be kept already is answered as it is, and not looked at. Problem: `invalid` for what this browser
 * cannot show. */
export async function pictureToKeep(picture: Blob | ImageBitmap): Promise<Blob> {
  const kept = picture instanceof Blob ? await alreadyKept(picture) : null;
  return kept ?? pictureOf(smaller(await pixelsOf(picture)));
}

/** Of what is on a canvas. */
export async function pictureOf(pixels: Pixels): Promise<Blob> {
  const { width, height, data } = smaller(pixels);
  const [canvas, context] = canvasOf(width, height);
  context.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  const type = isDrawn(data) ? "image/png" : "image/jpeg";
  const made = await canvas.convertToBlob({ type, quality: QUALITY });
  return new Blob([strippedPicture(await bytesOf(made)).file], { type });
}

/** What the picture shows, upright, in the colours that its file says. It is closed. Problem: `invalid`. */
export async function pixelsOf(of: Blob | ImageBitmap): Promise<Pixels> {
  const picture = of instanceof Blob ? await shown(of) : of;
  const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
  const [width, height] = [scaled(picture.width, scale), scaled(picture.height, scale)];
  const [, context] = canvasOf(width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return context.getImageData(0, 0, width, height);
}

async function alreadyKept(file: Blob): Promise<Blob | null> {
  try {
    const type = await canonicalType(await bytesOf(file));
    if (type === "audio/wav") return null;
    return file.type === type ? file : new Blob([file], { type });
  } catch (problem) {
    if (problem instanceof Problem) return null;
    throw problem;
  }
}

async function shown(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return refuse("it is no picture that this browser can show");
  }
}

function smaller(pixels: Pixels): Pixels {
  const scale = Math.min(1, PICTURE_SIDE / Math.max(pixels.width, pixels.height));
  return resized(pixels, scaled(pixels.width, scale), scaled(pixels.height, scale));
}

function scaled(side: number, scale: number): number {
  return Math.max(1, Math.round(side * scale));
}

/** Whether it has few colours, or is transparent somewhere. */
function isDrawn(data: Uint8ClampedArray): boolean {
  const colours = new Set<number>();
  const pixels = new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
  for (const [at, pixel] of pixels.entries()) {
    if ((data[at * 4 + 3] ?? SOLID) < SOLID) return true;
    if (colours.size <= FEW_COLOURS) colours.add(pixel);
  }
  return colours.size <= FEW_COLOURS;
}

function canvasOf(width: number, height: number): [OffscreenCanvas, OffscreenCanvasRenderingContext2D] {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return context === null ? refuse("this browser cannot draw it") : [canvas, context];
}

async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}
