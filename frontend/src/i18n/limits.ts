/** The sentences about how much the website keeps, and the two ways on where that is not enough. */

import { gettext } from "./catalogue.js";

export const limits = {
  bytesRoom: (used: string, limit: string) => gettext("%(used)s of %(limit)s used", { used, limit }),
  bytesFull: () => gettext("Your room on the website is full. Delete what you do not need, to make room."),
  bytesFullMove: () =>
    gettext(
      "Your room on the website is full. Delete what you do not need, or move a project to this computer.",
    ),
  moveTooLarge: (size: string, free: string) =>
    gettext(
      "It takes %(size)s, but there is room for %(free)s on the website. Delete something there first, or let it stay on this computer.",
      { size, free },
    ),
  limitExamples: () =>
    gettext(
      "This project is full. Delete some examples, or move it to this computer if your class allows that: there it can grow.",
    ),
  limitBytes: () =>
    gettext(
      "Your room on the website is full. Delete what you do not need, or move a project to this computer if your class allows that.",
    ),
  limitProjects: () =>
    gettext(
      "There is no room for one more project. Delete one, or move one to this computer if your class allows that.",
    ),
};
