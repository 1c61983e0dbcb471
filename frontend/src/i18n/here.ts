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
  foundTitle: () => gettext("Is this yours?"),
  foundHow: () => gettext("A guest made this on this computer. Take it, and just you will see it here:"),
  foundYes: () => gettext("Yes, mine"),
  foundNo: () => gettext("No, not mine"),
  foundTaken: (count: number) =>
    ngettext("%(count)s project is yours now.", "%(count)s projects are yours now.", count),

  nothingKept: () =>
    gettext("This browser keeps nothing. Maybe it is a private window. Your projects can be on the website."),
  goneWithWindow: () =>
    gettext("This may be a private window. What you keep here is gone when you close it."),
  noneHere: () => gettext("This browser holds no projects of yours."),
  lastUsed: (computer: string) => gettext("You last used %(computer)s.", { computer }),
  haveFile: () => gettext("Did you save a project to a file? Open it here."),
  nameComputer: () => gettext("Which computer is this?"),
  nameComputerHow: () =>
    gettext(
      "Give it a name, like: Laptop 7. The website keeps it. Then it can tell you where to look for your projects.",
    ),
  nameNeededHere: () => gettext("Write a name first."),
  nameIt: () => gettext("Tell the website"),
  namedComputer: (computer: string) => gettext("The website knows you use %(computer)s.", { computer }),

  leaveTitle: () => gettext("Before you go"),
  leaveWaiting: () => gettext("Some examples are not saved yet. Wait a moment before you go."),
  leaveStay: (count: number) =>
    ngettext("Your project stays here.", "Your %(count)s projects stay here.", count),
  leaveHidden: () =>
    gettext(
      "The next child does not see what you keep here. But it is not locked away. Someone who knows how could find it.",
    ),
  leaveShared: () => gettext("Anyone who uses this browser can see what you keep here."),
  leaveTake: () => gettext("Take it with you"),
  leaveNow: () => gettext("Sign out now"),
  takeToFile: () => gettext("Save it to a file"),
  takenToFile: () => gettext("It is in a file now. Look in your downloads."),
  takeToWebsite: () => gettext("Put it on the website"),
  takingToWebsite: () => gettext("It moves to the website…"),
  takenToWebsite: (name: string) => gettext("%(name)s is on the website now.", { name }),
  remove: () => gettext("Remove my projects from here"),
  removeSure: (count: number) =>
    ngettext("Remove %(count)s project for good?", "Remove %(count)s projects for good?", count),
  removeHow: () => gettext("You can not get them back. No one can."),
  removeYes: () => gettext("Yes, remove and sign out"),
  removeNo: () => gettext("No, keep them"),
};
