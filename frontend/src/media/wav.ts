/** Sounds as they are kept: a WAV file of one second, 16,000 samples of 16 bits, one channel, after a header of 44 bytes. */

import { SOUND_RATE, SOUND_SAMPLES } from "../contract/limits.js";
import { demand } from "./parts.js";

const HEADER_LENGTH = 44;
const SAMPLE_BYTES = 2;
const LEVELS = 32_768;

/** The same for every clip. */
const HEADER = header(SOUND_SAMPLES * SAMPLE_BYTES);

/** `samples` are -1 to 1; there must be `SOUND_SAMPLES` of them, and louder ones are cut off. */
export function wavOf(samples: Float32Array): Uint8Array<ArrayBuffer> {
  demand(samples.length === SOUND_SAMPLES, "it is not one second long");
  const file = new Uint8Array(HEADER_LENGTH + SOUND_SAMPLES * SAMPLE_BYTES);
  file.set(HEADER);
  const view = new DataView(file.buffer);
  samples.forEach((sample, at) => {
    const level = Math.max(-LEVELS, Math.min(LEVELS - 1, Math.round(sample * LEVELS)));
    view.setInt16(HEADER_LENGTH + at * SAMPLE_BYTES, level, true);
  });
  return file;
}

/** `SOUND_SAMPLES` samples from -1 to 1. Problem: `invalid` for any other file. */
export function samplesIn(file: Uint8Array): Float32Array {
  demand(isCanonicalWav(file), "it is no clip of one second");
  const view = new DataView(file.buffer, file.byteOffset + HEADER_LENGTH);
  return Float32Array.from(
    { length: SOUND_SAMPLES },
    (_, at) => view.getInt16(at * SAMPLE_BYTES, true) / LEVELS,
  );
}

export function isCanonicalWav(file: Uint8Array): boolean {
  const isLong = file.length === HEADER_LENGTH + SOUND_SAMPLES * SAMPLE_BYTES;
  return isLong && HEADER.every((byte, at) => file[at] === byte);
}

function header(bytes: number): Uint8Array {
  const made = new Uint8Array(HEADER_LENGTH);
  const view = new DataView(made.buffer);
  const write = (at: number, name: string) => {
    Array.from(name, (letter, place) => view.setUint8(at + place, letter.charCodeAt(0)));
  };
  write(0, "RIFF");
  view.setUint32(4, HEADER_LENGTH - 8 + bytes, true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // samples as they are
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, SOUND_RATE, true);
  view.setUint32(28, SOUND_RATE * SAMPLE_BYTES, true);
  view.setUint16(32, SAMPLE_BYTES, true);
  view.setUint16(34, SAMPLE_BYTES * 8, true);
  write(36, "data");
  view.setUint32(40, bytes, true);
  return made;
}
