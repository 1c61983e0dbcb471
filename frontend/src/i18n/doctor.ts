/** The sentences of the data doctor. */

import { gettext, ngettext } from "./catalogue.js";

export const doctor = {
  dataDoctor: () => gettext("Data doctor"),
  doctorLooks: () => gettext("It looks at your examples…"),
  doctorFine: () => gettext("All is well. Your examples look good."),
  doctorRest: () => gettext("You have seen all that it found."),
  doctorFound: (count: number) =>
    ngettext("It found %(count)s thing to look at.", "It found %(count)s things to look at.", count),
  findingFine: () => gettext("This is fine"),
  findingAway: () => gettext("Put away. It stays so until your examples change."),
  showPutAway: () => gettext("Show what you put away"),
  exampleTimes: (count: number) => ngettext("%(count)s time", "%(count)s times", count),
  whichLabel: () => gettext("Which label is right?"),
  addMoreTo: (label: string) => gettext("Add more to %(label)s", { label }),
  addMore: () => gettext("Add more"),

  labelEmpty: (label: string) =>
    gettext("%(label)s has no example yet. So it can not be learned.", { label }),
  labelFew: (label: string, count: number) =>
    ngettext(
      "%(label)s has only %(count)s example. That is too few to learn from.",
      "%(label)s has only %(count)s examples. That is too few to learn from.",
      count,
      { label },
    ),
  uneven: (most: string, mostCount: number, label: string, count: number) =>
    ngettext(
      "%(most)s has %(mostCount)s examples, but %(label)s has only %(count)s. So it will say %(most)s too often.",
      "%(most)s has %(mostCount)s examples, but %(label)s has only %(count)s. So it will say %(most)s too often.",
      count,
      { most, mostCount, label },
    ),
  sameTwice: (count: number) =>
    ngettext(
      "%(count)s example is there more than once. That teaches nothing new.",
      "%(count)s examples are there more than once. That teaches nothing new.",
      count,
    ),
  sameRows: (count: number) =>
    ngettext(
      "%(count)s row is there more than once. If that is a slip, keep one.",
      "%(count)s rows are there more than once. If that is a slip, keep one of each.",
      count,
    ),
  keepOne: () => gettext("Keep one of each"),
  clash: (count: number) =>
    ngettext(
      "%(count)s example is in more than one label. That mixes the computer up.",
      "%(count)s examples are in more than one label. That mixes the computer up.",
      count,
    ),
  clashRows: (count: number) =>
    ngettext(
      "%(count)s row has more than one label. So it can not be told apart. Pick one, or add a field that helps.",
      "%(count)s rows have more than one label. So they can not be told apart. Pick one, or add a field that helps.",
      count,
    ),
  clashMended: (label: string) => gettext("It is only in %(label)s now.", { label }),
  mixed: () =>
    gettext("Some pictures look nearly the same, but are in more than one label. Look where they belong."),
  putAllIn: (label: string) => gettext("They are all in %(label)s now.", { label }),
  nearSame: (label: string) =>
    gettext("Most pictures in %(label)s look nearly the same. Take some in a new place or from a new side.", {
      label,
    }),
  leak: () =>
    gettext(
      "Some pictures kept for testing look nearly like those it learns from. That makes the test too easy.",
    ),
  useAllForLearning: () => gettext("Use them all for learning"),
  usedForLearning: (count: number) =>
    ngettext(
      "It learns from %(count)s more example now.",
      "It learns from %(count)s more examples now.",
      count,
    ),
  untested: () => gettext("Too few examples are kept for testing. So the score says little."),
  untestedLabel: (label: string, kept: number, count: number) =>
    ngettext("%(label)s: %(kept)s of %(count)s", "%(label)s: %(kept)s of %(count)s", count, { label, kept }),
  untestedRows: (kept: number, count: number) =>
    ngettext("%(kept)s of %(count)s row", "%(kept)s of %(count)s rows", count, { kept }),
  keepSome: () => gettext("Keep some for testing"),
  keptForTesting: (count: number) =>
    ngettext("It keeps %(count)s more for the test now.", "It keeps %(count)s more for the test now.", count),
};
