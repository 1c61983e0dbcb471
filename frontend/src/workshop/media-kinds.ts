/** What is different between pictures and sounds. */

import { SOUND_SAMPLES } from "../contract/limits.js";
import { fileDigest } from "../contract/digest.js";
import type { Device } from "../capture/devices.js";
import type { MediaType, ProjectKind } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { loudestSecond } from "../media/clip.js";
import { developed } from "../media/darkroom.js";
import { recordingIn, soundOf } from "../media/sound.js";
import { isCanonicalWav } from "../media/wav.js";
import type { Words } from "./example-acts.js";
import type { Made } from "./gathering.js";

/** A file longer than this is said to be cut: what a recorder calls a second may be a bit more. */
const LONG_SAMPLES = 1.1 * SOUND_SAMPLES;

export interface MediaKind {
  device: Device;
  /** of files to choose */
  accept: string;
  /** Makes what can be kept. Problem: `invalid` for a file that this browser cannot read. */
  make: (file: Blob) => Promise<Made>;
  choose: () => string;
  chooseFor: (label: string) => string;
  drop: () => string;
  count: (count: number) => string;
  none: () => string;
  name: (number: number) => string;
  notOne: (file: string) => string;
  added: (label: string, count: number) => string;
  notSaved: (count: number) => string;
  moveTo: (count: number) => string;
  noDevice: () => string;
  acts: Words;
  trying: { how: () => string; choose: () => string; drop: () => string; name: () => string };
}

const images: MediaKind = {
  device: "camera",
  accept: "image/*",
  make: async (file) => {
    const { file: kept, nearHash } = await developed({ picture: file, isKept: false });
    return made(kept, nearHash);
  },
  choose: say.choosePictures,
  chooseFor: say.choosePicturesFor,
  drop: say.dropPictures,
  count: say.pictures,
  none: say.noPictures,
  name: say.pictureNumber,
  notOne: say.fileNoPicture,
  added: say.picturesAdded,
  notSaved: say.picturesNotSaved,
  moveTo: say.movePicturesTo,
  noDevice: say.noCamera,
  acts: { deleted: say.picturesDeleted, back: say.picturesBack, moved: say.picturesMoved },
  trying: {
    how: say.tryPictureHow,
    choose: say.choosePicture,
    drop: say.dropPicture,
    name: say.yourPicture,
  },
};

const sounds: MediaKind = {
  device: "microphone",
  accept: "audio/*",
  make: async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (isCanonicalWav(bytes)) return made(new Blob([bytes], { type: "audio/wav" }), null);
    const recording = await recordingIn(bytes.buffer);
    const clip = soundOf(recording, loudestSecond(recording));
    return { ...(await made(clip, null)), isCut: recording.length > LONG_SAMPLES };
  },
  choose: say.chooseSounds,
  chooseFor: say.chooseSoundsFor,
  drop: say.dropSounds,
  count: say.sounds,
  none: say.noSounds,
  name: say.soundNumber,
  notOne: say.fileNoSound,
  added: say.soundsAdded,
  notSaved: say.soundsNotSaved,
  moveTo: say.moveSoundsTo,
  noDevice: say.noMicrophone,
  acts: { deleted: say.soundsDeleted, back: say.soundsBack, moved: say.soundsMoved },
  trying: { how: say.trySoundHow, choose: say.chooseSound, drop: say.dropSound, name: say.yourSound },
};

export function mediaKind(kind: ProjectKind): MediaKind {
  return kind === "sounds" ? sounds : images;
}

async function made(file: Blob, nearHash: string | null): Promise<Made> {
  const type = file.type as MediaType;
  return { file, media: { type, bytes: file.size, sha256: await fileDigest(file), nearHash }, isCut: false };
}
