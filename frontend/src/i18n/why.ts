/** The sentences about why it guessed so. */

import { gettext, ngettext } from "./catalogue.js";

export const why = {
  mostLike: () => gettext("It is most like these examples:"),
  alike: (percent: string) => gettext("%(percent)s alike", { percent }),
  fieldIs: (field: string, value: string) => gettext("%(field)s: %(value)s", { field, value }),
  anExample: (label: string) => gettext("an example of %(label)s", { label }),

  pictureLit: () => gettext("your picture, with what counted"),
  soundLit: () => gettext("your sound, with what counted"),
  areaHow: () => gettext("The bright parts of your picture counted. The dark parts did not."),
  areaTopLeft: () => gettext("The top left counted most. I was less sure when I could not see it."),
  areaTop: () => gettext("The top counted most. I was less sure when I could not see it."),
  areaTopRight: () => gettext("The top right counted most. I was less sure when I could not see it."),
  areaLeft: () => gettext("The left side counted most. I was less sure when I could not see it."),
  areaMiddle: () => gettext("The middle counted most. I was less sure when I could not see it."),
  areaRight: () => gettext("The right side counted most. I was less sure when I could not see it."),
  areaBottomLeft: () => gettext("The bottom left counted most. I was less sure when I could not see it."),
  areaBottom: () => gettext("The bottom counted most. I was less sure when I could not see it."),
  areaBottomRight: () => gettext("The bottom right counted most. I was less sure when I could not see it."),
  areaNone: () => gettext("No part stands out. I looked at all of it."),

  momentHow: () => gettext("The bright parts of your sound counted. The dark parts did not."),
  momentStart: () => gettext("The start counted most. I was less sure when I could not hear it."),
  momentMiddle: () => gettext("The middle counted most. I was less sure when I could not hear it."),
  momentEnd: () => gettext("The end counted most. I was less sure when I could not hear it."),
  momentNone: () => gettext("No part stands out. I listened to all of it."),
  momentPlay: () => gettext("Play that part"),
  loudestToo: () => gettext("It is the loudest part, too."),
  loudestStart: () => gettext("The loudest part is at the start."),
  loudestMiddle: () => gettext("The loudest part is in the middle."),
  loudestEnd: () => gettext("The loudest part is at the end."),

  sumStarts: (number: string) => gettext("I start with what is usual: %(number)s.", { number }),
  sumNothing: () => gettext("Nothing that you wrote changes that."),

  valuesFor: () => gettext("This made me more sure:"),
  valuesAgainst: () => gettext("This made me less sure:"),
  valuesNone: () => gettext("No value stands out. I had to guess from all of them."),

  wayEndsIn: (label: string, right: number, count: number) =>
    ngettext(
      "%(right)s of %(count)s row that I learned from here was %(label)s.",
      "%(right)s of %(count)s rows that I learned from here were %(label)s.",
      count,
      { label, right },
    ),
  wayEndsAt: (number: string, count: number) =>
    ngettext(
      "I learned from %(count)s row here. It has %(number)s.",
      "I learned from %(count)s rows here. They have about %(number)s.",
      count,
      { number },
    ),
  wholeTree: () => gettext("See the whole tree"),
  treeHow: () => gettext("Your way through it stands out."),
  treeYes: () => gettext("yes"),
  treeNo: () => gettext("no"),
  treeMine: () => gettext("your way"),
  treeAtMost: (field: string, than: string) => gettext("%(field)s: %(than)s or less?", { field, than }),
  treeIs: (field: string, choice: string) => gettext("%(field)s: %(choice)s?", { field, choice }),
  treeLabel: (label: string, right: number, count: number) =>
    ngettext("%(label)s, %(right)s of %(count)s row", "%(label)s, %(right)s of %(count)s rows", count, {
      label,
      right,
    }),
  treeNumber: (number: string, count: number) =>
    ngettext("%(number)s, from %(count)s row", "%(number)s, from %(count)s rows", count, { number }),
};
