import type { ProjectKind } from "../contract/values.js";
import type { Place, Trouble } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import type { PackName } from "../offline/parts.js";

type Words = () => string;

const kinds: Record<ProjectKind, { name: Words; about: Words }> = {
  text: { name: say.kindText, about: say.aboutText },
  images: { name: say.kindImages, about: say.aboutImages },
  sounds: { name: say.kindSounds, about: say.aboutSounds },
  numbers: { name: say.kindNumbers, about: say.aboutNumbers },
  prediction: { name: say.kindPrediction, about: say.aboutPrediction },
};

interface Counted {
  count: (count: number) => string;
  room: (used: number, limit: number) => string;
}

/** What examples are called. */
const texts: Counted = { count: say.examples, room: say.examplesRoom };
const rows: Counted = { count: say.rows, room: say.rowsRoom };
const counted: Record<ProjectKind, Counted> = {
  text: texts,
  images: { count: say.pictures, room: say.picturesRoom },
  sounds: { count: say.sounds, room: say.soundsRoom },
  numbers: rows,
  prediction: rows,
};

const places: Record<Place["look"], { name: Words; about: Words }> = {
  website: { name: say.onWebsite, about: say.aboutWebsite },
  computer: { name: say.onComputer, about: say.aboutComputer },
};

const packs: Record<PackName, Words> = {
  text: say.kindText,
  "text-e5": say.moreLanguages,
  images: say.kindImages,
  sounds: say.kindSounds,
};

export const packName = (pack: PackName): string => packs[pack]();
export const kindName = (kind: ProjectKind): string => kinds[kind].name();
export const aboutKind = (kind: ProjectKind): string => kinds[kind].about();
export const countIn = (kind: ProjectKind, count: number): string => counted[kind].count(count);
export const roomOf = (kind: ProjectKind, used: number, limit: number): string =>
  counted[kind].room(used, limit);
export const placeName = (look: Place["look"]): string => places[look].name();
export const aboutPlace = ({ look, shared }: Place): string =>
  shared ? say.aboutShared() : places[look].about();
export const aboutTrouble = (trouble: Trouble): string =>
  trouble === "nothing_kept" ? say.nothingKept() : say.goneWithWindow();
