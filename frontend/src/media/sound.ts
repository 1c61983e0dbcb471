/** Makes what a microphone records, and any sound file that this browser can play, clips that can be kept. */

import { SOUND_RATE } from "../contract/limits.js";
import { loudestSecond, second } from "./clip.js";
import { demand, refuse } from "./parts.js";
import { isCanonicalWav, wavOf } from "./wav.js";

/** One clip of the file: its loudest second. A clip that can be kept already is answered as it is. Problem: `invalid` for
 * what this browser cannot play. */
export async function soundToKeep(file: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isCanonicalWav(bytes)) return clipOf(bytes);
  const recording = await recordingIn(bytes.buffer);
  return soundOf(recording, loudestSecond(recording));
}

/** The clip of a recording that begins at this sample. */
export function soundOf(recording: Float32Array, start = 0): Blob {
  return clipOf(wavOf(second(recording, start)));
}

/** All of a file, as `SOUND_RATE` samples a second from -1 to 1; of several channels the mean. Problem: `invalid`. */
export async function recordingIn(file: ArrayBuffer): Promise<Float32Array> {
  const sound = await decoded(file);
  const channels = Array.from({ length: sound.numberOfChannels }, (_, at) => sound.getChannelData(at));
  return Float32Array.from({ length: sound.length }, (_, at) =>
    channels.reduce((sum, channel) => sum + (channel[at] ?? 0) / channels.length, 0),
  );
}

/** A context of this rate makes everything that it decodes one of this rate. */
async function decoded(file: ArrayBuffer): Promise<AudioBuffer> {
  // WebKit never answers for a file of nothing.
  demand(file.byteLength > 0, "there is nothing in it");
  try {
    return await new OfflineAudioContext(1, 1, SOUND_RATE).decodeAudioData(file);
  } catch {
    return refuse("it is no sound that this browser can play");
  }
}

function clipOf(bytes: Uint8Array<ArrayBuffer>): Blob {
  return new Blob([bytes], { type: "audio/wav" });
}
