/** The sentences about what this browser keeps: who may see it, what the website knows of it, and how not to lose it. */

import { gettext } from "./catalogue.js";

export const here = {
  told: () => gettext("What the website knows"),
  toldOf: (name: string) => gettext("What the website knows about %(name)s", { name }),
  backTo: (name: string) => gettext("Back to %(name)s", { name }),
  toldAll: () =>
    gettext(
      "The website keeps this project. It knows the name, the labels, all examples and what it has learned.",
    ),
  toldWho: () =>
    gettext("You can see it, and so can your teachers. The people who run the website can see it too."),
  toldWhoAlone: () => gettext("You can see it. The people who run the website can see it too."),
  toldNothing: () => gettext("This project stays in this browser. The website knows nothing of it."),
  toldOnly: () => gettext("This project stays in this browser. The website knows only this:"),
  toldShow: () => gettext("You show your teacher how far you are"),
  toldComputer: () => gettext("It knows which computer you use"),
  toldSent: () => gettext("This is all that was sent:"),
  toldKind: () => gettext("What it learns from"),
  toldCounts: () => gettext("Examples for each label"),
  toldHeldBack: () => gettext("Kept for testing"),
  toldScore: () => gettext("Last score"),
  toldScoreAt: (score: string, time: string) => gettext("%(score)s, on %(time)s", { score, time }),
  toldScoreNone: () => gettext("none yet"),
  toldLabelsNone: () => gettext("no labels yet"),
  toldComputerName: () => gettext("Its name"),
  toldSince: () => gettext("Since"),
  toldLast: () => gettext("Sent last"),
  toldUntil: () => gettext("It ends on"),
  toldNoWords: () => gettext("Your examples and your words stay here."),
  stopShowing: () => gettext("Stop showing it"),
  stoppedShowing: () => gettext("Your teacher can not see it any more."),
  forgetComputer: () => gettext("Forget this name"),
  forgotComputer: () => gettext("The website forgot the name."),
  show: () => gettext("Show my teacher how far I am"),
  showHow: () => gettext("It sends numbers, no words."),
  shows: () => gettext("Your teacher can see how far you are."),
};
