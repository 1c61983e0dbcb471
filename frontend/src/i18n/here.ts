/** The sentences about what this browser keeps: who may see it, what the website knows of it, and how not to lose it. */

import { gettext, ngettext } from "./catalogue.js";

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

  aboutShared: () => gettext("It stays in this browser. Anyone who uses this browser can see it."),
  guestUntil: (time: string) => gettext("You are a guest until %(time)s.", { time }),
  guestWebsite: () => gettext("What is on the website is gone then."),
  guestHere: () => gettext("What is on this computer stays. Anyone who uses this browser can see it."),
  guestKeep: () => gettext("Want to keep it to yourself? Sign in with your class code on this computer."),
  foundTitle: () => gettext("Are these yours?"),
  foundHow: (count: number) =>
    ngettext(
      "A guest made this on this computer. Take it, and just you will see it here:",
      "A guest made these on this computer. Take them, and just you will see them here:",
      count,
    ),
  foundYes: () => gettext("Yes, they are mine"),
  foundNo: () => gettext("No, leave them"),
  foundTaken: (count: number) =>
    ngettext("%(count)s project is yours now.", "%(count)s projects are yours now.", count),
};
