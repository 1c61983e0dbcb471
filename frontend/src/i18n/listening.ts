/** The sentences about listening on and on. */

import { gettext } from "./catalogue.js";

export const listening = {
  listen: () => gettext("Listen"),
  listenWhy: () =>
    gettext(
      "Your browser will ask if this page may use the microphone. Say yes, or it hears nothing. You can turn it off at any time.",
    ),
  listenHow: () => gettext("I listen. Make a sound, and see what I guess."),
  hears: (label: string) => gettext("I hear %(label)s", { label }),
  mayHear: (label: string) => gettext("I am not sure. Maybe %(label)s", { label }),
  listenedLong: () => gettext("I listened for two minutes. Press Listen to go on."),
  listenedUntil: () => gettext("I do not listen now. Press Listen to go on."),
};
