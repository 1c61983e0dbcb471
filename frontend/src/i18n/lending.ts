/** The sentences about the Watson Assistant of a class. */

import { gettext, ngettext } from "./catalogue.js";

export const lending = {
  lendTitle: () => gettext("Watson learns for your class"),
  lendWho: () =>
    gettext("Your teacher chose Watson to learn from texts. Watson is a helper from IBM, on the web."),
  lendLeaves: () =>
    gettext(
      "When you press the button, Watson gets your texts, the names of your labels and the language. The texts you try go there too.",
    ),
  lendStays: (hours: number) =>
    ngettext(
      "Watson keeps them for %(count)s hour. Then it forgets them, and what it learned too.",
      "Watson keeps them for %(count)s hours. Then it forgets them, and what it learned too.",
      hours,
    ),
  lendTakeBack: () => gettext("You can take them back"),
  lendSlow: () => gettext("Watson is learning. This can take a few minutes."),
  lendComeBack: () => gettext("You can go away and come back later."),
  lendUntil: (moment: string) => gettext("Watson keeps what it learned until %(moment)s.", { moment }),
  lendFull: () =>
    gettext("Watson has no room for one more project. Ask your teacher, or try again when one has gone."),
  lendKey: () => gettext("Watson does not take the key of your class. Tell your teacher."),
  lendBusy: () => gettext("Watson has too much to do. Try again in a few minutes."),
  lendSilent: () => gettext("Watson did not answer. Try again in a few minutes."),
  lendForgotten: () => gettext("Watson does not have it any more. Let it learn again."),
  toldLend: () => gettext("Lent to Watson"),
  toldLendWhat: () =>
    gettext(
      "Watson has the texts of this project. The website has none of them. It knows what is listed here:",
    ),
  toldLabels: () => gettext("Names of labels"),
  toldLanguage: () => gettext("Language"),
  toldLendSince: () => gettext("Lent first"),
  toldLendLast: () => gettext("Lent last"),
  toldLendUntil: () => gettext("Watson forgets it"),
  takeBack: () => gettext("Take it back"),
  tookBack: () => gettext("You took it back. Watson forgets your texts now."),
  modelStays: (name: string) =>
    gettext("What Watson learned did not come along. Let %(name)s learn again.", { name }),
  modelNotInFile: () => gettext("What Watson learned is not in the file. All else is."),
};
