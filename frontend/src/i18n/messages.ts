/** Every sentence of the workshop. Short words, short sentences; what to do next comes last. */

import { gettext, ngettext } from "./catalogue.js";
import { doctor } from "./doctor.js";
import { here } from "./here.js";
import { keeping } from "./keeping.js";
import { lending } from "./lending.js";
import { limits } from "./limits.js";
import { listening } from "./listening.js";
import { media } from "./media.js";
import { reading } from "./reading.js";
import { removed } from "./removed.js";
import { rows } from "./rows.js";
import { scores } from "./scores.js";
import { why } from "./why.js";

export const say = {
  ...doctor,
  ...here,
  ...keeping,
  ...lending,
  ...limits,
  ...listening,
  ...media,
  ...reading,
  ...removed,
  ...rows,
  ...scores,
  ...why,

  siteName: () => gettext("Machine Learning for Kids"),
  skip: () => gettext("Skip to the page"),
  mainMenu: () => gettext("Main"),
  projects: () => gettext("Projects"),
  classes: () => gettext("Classes"),
  signOut: () => gettext("Sign out"),
  signIn: () => gettext("Sign in"),
  loading: () => gettext("One moment…"),
  close: () => gettext("Close"),
  cancel: () => gettext("Cancel"),
  save: () => gettext("Save"),
  saved: () => gettext("Saved."),
  undo: () => gettext("Undo"),
  undone: () => gettext("It is back."),
  tryAgain: () => gettext("Try again"),
  rename: (name: string) => gettext("Rename %(name)s", { name }),
  newName: (name: string) => gettext("New name for %(name)s", { name }),
  delete: () => gettext("Delete"),
  deleteIt: (name: string) => gettext("Delete %(name)s", { name }),
  notices: () => gettext("Notices"),

  kindText: () => gettext("Text"),
  kindImages: () => gettext("Images"),
  kindSounds: () => gettext("Sounds"),
  kindNumbers: () => gettext("Numbers"),
  kindPrediction: () => gettext("Prediction"),
  aboutText: () => gettext("It reads what you write and puts it in a group."),
  aboutImages: () => gettext("It looks at a picture and puts it in a group."),
  aboutSounds: () => gettext("It listens to a sound and puts it in a group."),
  aboutNumbers: () => gettext("It looks at a row of numbers and puts it in a group."),
  aboutPrediction: () => gettext("It looks at numbers and guesses a new one."),

  onWebsite: () => gettext("On the website"),
  onComputer: () => gettext("On this computer"),
  aboutWebsite: () => gettext("You can open it on any computer. Your teacher can see it."),
  aboutComputer: () => gettext("It stays in this browser. You can only open it here."),

  yourProjects: () => gettext("Your projects"),
  newProject: () => gettext("New project"),
  noProjects: () => gettext("Teach the computer something"),
  noProjectsHow: () => gettext("Show it examples. Let it learn. Then see how well it guesses."),
  firstProject: () => gettext("Make your first project"),
  projectsRoom: (used: number, limit: number) =>
    ngettext(
      "%(used)s of %(count)s project on the website",
      "%(used)s of %(count)s projects on the website",
      limit,
      {
        used,
      },
    ),
  projectsFull: () => gettext("There is no room for one more. Delete a project first."),
  placeFull: () =>
    gettext("There is no room for one more. Delete a project there, or move one to this computer."),
  placeNotForKind: () => gettext("In your class these can not be kept there."),
  away: () => gettext("Some projects are not here right now. Try again soon."),
  awayOffline: () => gettext("You are offline. Projects on the website are back when the line is."),
  projectDeleted: (name: string) => gettext("You deleted %(name)s.", { name }),
  projectBack: (name: string) => gettext("%(name)s is back.", { name }),
  openFile: () => gettext("Open a file"),
  openWhere: () => gettext("Where should it be kept?"),
  openingFile: () => gettext("We read it and look if all is well…"),
  openedWithout: () => gettext("It is here now. But not all of the file could be used:"),
  openingStopped: () => gettext("You stopped it. Nothing was opened."),
  fileOpened: (name: string) => gettext("%(name)s is here now.", { name }),
  moreFor: (name: string) => gettext("More for %(name)s", { name }),
  renameThis: () => gettext("Give it a new name"),
  makeCopy: () => gettext("Make a copy"),
  moveToWebsite: () => gettext("Move to the website"),
  moveToComputer: () => gettext("Move to this computer"),
  moveLater: () => gettext("You can move it when it has learned."),
  copyOf: (name: string) => gettext("%(name)s copy", { name }),
  copyNumber: (name: string, number: number) => gettext("%(name)s copy %(number)s", { name, number }),
  copying: () => gettext("You get a copy…"),
  copied: (name: string) => gettext("You made %(name)s.", { name }),
  copyStopped: () => gettext("You stopped it. There is no copy."),
  movingToWebsite: () => gettext("On its way to the website…"),
  movingToComputer: () => gettext("On its way to this computer…"),
  movingAway: () => gettext("On its way to a new place…"),
  moveBroken: () => gettext("It stopped on its way. Nothing is lost."),
  movedShare: (name: string, share: string) => gettext("%(name)s: %(share)s is there", { name, share }),
  movedToWebsite: (name: string) => gettext("%(name)s is on the website now.", { name }),
  movedToComputer: (name: string) => gettext("%(name)s is on this computer now.", { name }),
  moveStopped: (name: string) => gettext("%(name)s stays where it was.", { name }),
  moveConflict: (name: string) =>
    gettext(
      "%(name)s did not move: it was stopped from a new page. Nothing is lost. Look at it, then try again.",
      {
        name,
      },
    ),
  moveFull: (name: string) =>
    gettext("This computer is too full. %(name)s stays where it was. Delete a few things, then try again.", {
      name,
    }),
  moveTooMany: (count: number, limit: number) =>
    ngettext(
      "It has %(count)s example, but there is room for %(limit)s on the website. Delete some first, or let it stay on this computer.",
      "It has %(count)s examples, but there is room for %(limit)s on the website. Delete some first, or let it stay on this computer.",
      count,
      { limit },
    ),
  stop: () => gettext("Stop"),
  goOn: () => gettext("Go on"),
  stopMoving: () => gettext("Stop the move"),
  isMoving: () => gettext("This project is on its way to a new place. You can look, but not change it now."),

  modelNone: () => gettext("It has not learned yet."),
  modelTraining: () => gettext("It is learning now."),
  modelReady: () => gettext("It has learned."),
  modelChanged: () => gettext("Your examples have changed."),
  lastTime: (score: string) => gettext("Last time: %(score)s.", { score }),
  nextLabel: () => gettext("Add labels"),
  nextFields: () => gettext("Add fields"),
  nextCollect: () => gettext("Add examples"),
  nextTrain: () => gettext("Let it learn"),
  nextTrainAgain: () => gettext("Let it learn again"),
  nextTest: () => gettext("Try it"),
  nextWatch: () => gettext("Watch it learn"),

  projectName: () => gettext("What is it called?"),
  projectNameHelp: () => gettext("A good name says what it learns, like: happy or sad."),
  projectKind: () => gettext("What does it learn from?"),
  projectPlace: () => gettext("Where is it kept?"),
  makeProject: () => gettext("Make the project"),
  nameNeeded: () => gettext("Give your project a name first."),

  trainStep: () => gettext("Train"),
  testStep: () => gettext("Learn & test"),
  projectSteps: () => gettext("Steps"),

  addLabel: () => gettext("Add a label"),
  addLabelButton: () => gettext("Add label"),
  addLabelHelp: () => gettext("A label is the name of a group, like: happy."),
  noLabels: () => gettext("What can it tell apart?"),
  noLabelsHow: () => gettext("You need two labels. For a start: happy and sad, or cats and dogs."),
  labelsFull: (limit: number) =>
    ngettext(
      "You have %(count)s label. That is the most.",
      "You have %(count)s labels. That is the most.",
      limit,
    ),
  labelTaken: (name: string) => gettext("You have a label called %(name)s. Pick a new name.", { name }),
  nameTooLong: (limit: number) =>
    ngettext("Use %(count)s letter or less.", "Use %(count)s letters or less.", limit),
  labelNeeded: () => gettext("Write a name first."),
  labelAdded: (name: string) => gettext("You added the label %(name)s.", { name }),
  labelDeleted: (name: string, examples: number) =>
    ngettext(
      "You deleted %(name)s and its %(count)s example.",
      "You deleted %(name)s and its %(count)s examples.",
      examples,
      { name },
    ),
  labelBack: (name: string) => gettext("%(name)s is back.", { name }),

  examples: (count: number) => ngettext("%(count)s example", "%(count)s examples", count),
  labels: (count: number) => ngettext("%(count)s label", "%(count)s labels", count),
  examplesRoom: (used: number, limit: number) =>
    ngettext("%(used)s of %(count)s example", "%(used)s of %(count)s examples", limit, { used }),
  pictures: (count: number) => ngettext("%(count)s picture", "%(count)s pictures", count),
  picturesRoom: (used: number, limit: number) =>
    ngettext("%(used)s of %(count)s picture", "%(used)s of %(count)s pictures", limit, { used }),
  sounds: (count: number) => ngettext("%(count)s sound", "%(count)s sounds", count),
  soundsRoom: (used: number, limit: number) =>
    ngettext("%(used)s of %(count)s sound", "%(used)s of %(count)s sounds", limit, { used }),
  examplesFull: () => gettext("This project is full. Delete some examples to make room."),
  examplesFullMove: () =>
    gettext(
      "This project is full. Delete some examples, or move the project to this computer: there it can grow.",
    ),
  heldBackCount: (count: number) =>
    ngettext("%(count)s kept for testing", "%(count)s kept for testing", count),
  heldBack: () => gettext("kept for testing"),
  heldBackWhy: () => gettext("Why are some kept for testing?"),
  heldBackBecause: () =>
    gettext(
      "The computer does not see these when it learns. Later we ask it about them. If it gets them right, it has really learned. We keep about one in five.",
    ),
  newExample: (label: string) => gettext("New example for %(label)s", { label }),
  newExampleHint: () => gettext("Type and press Enter"),
  add: () => gettext("Add"),
  saving: () => gettext("saving…"),
  notSaved: () => gettext("not saved"),
  notSavedCount: (count: number) =>
    ngettext("%(count)s example is not saved yet.", "%(count)s examples are not saved yet.", count),
  takeBack: () => gettext("Take it back"),
  added: (label: string, count: number) =>
    ngettext("Saved %(count)s example in %(label)s.", "Saved %(count)s examples in %(label)s.", count, {
      label,
    }),
  textTooLong: () => gettext("This text is too long. Cut it into smaller parts."),
  textOdd: () => gettext("This text has a sign that we can not keep. Please type it again."),
  sameExample: () => gettext("You have this one already. That is fine, but new ones teach more."),
  sameElsewhere: (label: string) =>
    gettext("You have this one in %(label)s too. That can mix the computer up.", { label }),
  pasteList: () => gettext("Paste a list"),
  pasteListFor: (label: string) => gettext("Paste a list for %(label)s", { label }),
  pasteHelp: () => gettext("Put one example on each line."),
  pasteCount: (count: number) => ngettext("%(count)s example to add", "%(count)s examples to add", count),
  pasteNone: () => gettext("Nothing to add yet."),
  pasteSame: (count: number) =>
    ngettext("%(count)s line is there more than once.", "%(count)s lines are there more than once.", count),
  pasteRefused: (count: number) =>
    ngettext(
      "%(count)s line is too long, so it stays out.",
      "%(count)s lines are too long, so they stay out.",
      count,
    ),
  pasteNoRoom: (room: number) =>
    ngettext("There is room for %(count)s more.", "There is room for %(count)s more.", room),
  pasteAdd: (count: number) => ngettext("Add %(count)s example", "Add %(count)s examples", count),
  examplesOf: (label: string) => gettext("Examples of %(label)s", { label }),
  showMore: () => gettext("Show more"),
  showMoreOf: (label: string) => gettext("Show more of %(label)s", { label }),
  noExamples: () => gettext("No examples yet."),
  chosen: (count: number) => ngettext("%(count)s chosen", "%(count)s chosen", count),
  move: () => gettext("Move"),
  moveTo: (count: number) => ngettext("Move %(count)s example to", "Move %(count)s examples to", count),
  moved: (label: string, count: number) =>
    ngettext("%(count)s example is in %(label)s now.", "%(count)s examples are in %(label)s now.", count, {
      label,
    }),
  keepForTesting: () => gettext("Keep for testing"),
  useForLearning: () => gettext("Use for learning"),
  examplesDeleted: (count: number) =>
    ngettext("You deleted %(count)s example.", "You deleted %(count)s examples.", count),
  examplesBack: (count: number) =>
    ngettext("%(count)s example is back.", "%(count)s examples are back.", count),

  needLabels: (count: number) => ngettext("Add %(count)s more label.", "Add %(count)s more labels.", count),
  needExamples: (label: string, count: number) =>
    ngettext("Add %(count)s more example to %(label)s.", "Add %(count)s more examples to %(label)s.", count, {
      label,
    }),
  needsTitle: () => gettext("Before it can learn"),
  readyToTrain: () => gettext("You have enough examples."),
  moreIsBetter: () => gettext("More will make it better."),
  goToTest: () => gettext("Go on to learn & test"),
  goToTrain: () => gettext("Back to your examples"),

  learn: () => gettext("Learn"),
  train: () => gettext("Let it learn"),
  trainAgain: () => gettext("Let it learn again"),
  trainHow: (count: number) =>
    ngettext("It will learn from %(count)s example.", "It will learn from %(count)s examples.", count),
  training: () => gettext("It is learning…"),
  trainingStarted: () => gettext("It starts to learn."),
  secondsLeft: (count: number) => ngettext("About %(count)s second.", "About %(count)s seconds.", count),
  waiting: (ahead: number) =>
    ahead === 0
      ? gettext("You are next.")
      : ngettext(
          "You are in the queue. %(count)s is before you.",
          "You are in the queue. %(count)s are before you.",
          ahead,
        ),
  stopTraining: () => gettext("Stop"),
  trainingStopped: () => gettext("You stopped it. Nothing has changed."),
  trainingFailed: () => gettext("It could not learn this time. Please try again."),
  trainingNoAnswer: () =>
    gettext(
      "It could not learn this time. Something that it needs does not answer. Is this computer online? Then try again.",
    ),
  trained: () => gettext("It has learned."),
  trainedScore: (score: string) => gettext("It has learned. %(score)s.", { score }),
  trainedOn: (day: string, count: number) =>
    ngettext(
      "It learned from %(count)s example on %(day)s.",
      "It learned from %(count)s examples on %(day)s.",
      count,
      {
        day,
      },
    ),
  changedSince: () => gettext("Your examples have changed since it learned. Let it learn again."),

  howGood: () => gettext("How good is it?"),
  score: (right: number, of: number) =>
    ngettext("%(right)s of %(count)s right", "%(right)s of %(count)s right", of, { right }),
  scoreHow: () => gettext("We asked it about the ones we kept for testing."),
  scoreNone: () => gettext("No examples were kept for testing. Add more examples, then let it learn again."),
  tooFew: () => gettext("too few to be sure"),
  tooFewHow: () => gettext("Add more examples to be sure."),
  scoreLabel: () => gettext("Label"),
  scoreRight: () => gettext("Right"),

  tryIt: () => gettext("Try it"),
  tryHow: () => gettext("Write something new. See what it guesses."),
  guess: () => gettext("Guess"),
  iGuess: (label: string, percent: string) => gettext("I guess %(label)s, %(percent)s", { label, percent }),
  notSure: (label: string, percent: string) =>
    gettext("I am not sure. Maybe %(label)s, %(percent)s", { label, percent }),
  guessAbout: (text: string) => gettext("For: %(text)s", { text }),
  wasWrong: () => gettext("That was wrong"),
  whatIsIt: () => gettext("What is it really?"),
  corrected: (label: string) => gettext("Added to %(label)s. Let it learn again to use it.", { label }),
  why: () => gettext("Why?"),
  whyFor: (label: string) => gettext("These words made me think of %(label)s:", { label }),
  whyAgainst: (label: string) => gettext("These words did not sound like %(label)s:", { label }),
  whyNone: () => gettext("No word stands out. I had to guess from all of it."),
  textNeeded: () => gettext("Write something first."),

  offline: () => gettext("Offline"),
  nowOffline: () => gettext("You are offline. Go on with what is on this computer."),
  onlineAgain: () => gettext("You are online again."),
  offlineTitle: () => gettext("You are offline"),
  offlineNobody: () => gettext("No one is signed in here. Sign in when the line is back."),
  offlineProject: () =>
    gettext("This project may be on the website. It opens by itself when the line is back."),
  placeOffline: () => gettext("Not now: you are offline."),
  newVersion: () => gettext("There is a new version of the workshop."),
  reload: () => gettext("Reload"),
  workOffline: () => gettext("Work offline"),
  theWorkshop: () => gettext("The workshop"),
  packKept: (name: string, size: string) => gettext("%(name)s: works offline (%(size)s)", { name, size }),
  packMissing: (name: string, size: string) =>
    gettext("%(name)s: needs to be online (%(size)s)", { name, size }),
  getReady: (size: string) => gettext("Get ready for offline (%(size)s)", { size }),
  offlineReady: () => gettext("You can go on when you are offline."),
  offlineFailed: () => gettext("Not all of it got here. Try again when you are online."),
  offlineNot: () => gettext("This browser can not keep the workshop. You need to be online."),
  leftTitle: () => gettext("You are signed out"),
  leftHow: () => gettext("Your projects are hidden now. Sign in to see them."),
  leavingOffline: () =>
    gettext(
      "Your projects are hidden now. But you are offline, so the website does not know it yet. We tell it when the line is back.",
    ),
  otherTitle: () => gettext("Someone else is signed in now"),
  otherHow: (name: string, other: string) =>
    gettext("%(name)s had this page open. Now %(other)s is signed in on this computer.", { name, other }),
  goOnAs: (name: string) => gettext("Go on as %(name)s", { name }),

  missing: () => gettext("This project is not here"),
  missingHow: () => gettext("Did you delete it? Or is it on another computer? Look at your projects."),
  missingPage: () => gettext("This page is not here"),
  missingPageHow: () => gettext("Maybe the address is wrong. Look at your projects."),
  toProjects: () => gettext("Go to your projects"),
  broken: () => gettext("The workshop did not open"),

  asideTitle: (name: string) => gettext("%(name)s can not be opened", { name }),
  asideNoName: () => gettext("A project"),
  asideWhat: () => gettext("Something in it is broken. It is still in this browser. The others are fine."),
  asideSave: () => gettext("Save what can be read to a file"),
  asideSaved: () => gettext("Saved. Open the file to go on with it as a new project."),

  fileNotOurs: () => gettext("This is not a project file. Look for one that was saved here."),
  fileDamaged: () => gettext("This file is broken. Save it once more, then open the new one."),
  fileTooNew: () => gettext("This file is too new for this page. Load the page again, then try it."),
  fileKindNotYet: (kind: string) =>
    gettext("This project is of the kind %(kind)s. We can not open that kind yet.", { kind }),
  skippedLabel: (count: number) =>
    ngettext(
      "%(count)s label stays out. We can not use its name.",
      "%(count)s labels stay out. We can not use their names.",
      count,
    ),
  skippedSameLabel: (count: number) =>
    ngettext(
      "%(count)s label was there twice. Now it is one.",
      "%(count)s labels were there twice. Now each is one.",
      count,
    ),
  skippedUnknownLabel: (count: number) =>
    ngettext(
      "%(count)s example stays out. Its label is not there.",
      "%(count)s examples stay out. Their label is not there.",
      count,
    ),
  skippedLong: (count: number) =>
    ngettext(
      "%(count)s example stays out. It is too long.",
      "%(count)s examples stay out. They are too long.",
      count,
    ),
  skippedOdd: (count: number) =>
    ngettext(
      "%(count)s example stays out. It has a sign that we can not keep.",
      "%(count)s examples stay out. They have signs that we can not keep.",
      count,
    ),
  skippedEmpty: (count: number) =>
    ngettext(
      "%(count)s example stays out. There is nothing in it.",
      "%(count)s examples stay out. There is nothing in them.",
      count,
    ),
  skippedField: (count: number) =>
    ngettext(
      "%(count)s column stays out. We can not use it.",
      "%(count)s columns stay out. We can not use them.",
      count,
    ),
  skippedValue: (count: number) =>
    ngettext(
      "%(count)s value does not fit its column. Its place is empty now.",
      "%(count)s values do not fit their column. Their places are empty now.",
      count,
    ),
  skippedPicture: (count: number) =>
    ngettext(
      "%(count)s picture stays out. It is not in the file, or it is broken.",
      "%(count)s pictures stay out. They are not in the file, or they are broken.",
      count,
    ),
  skippedWebAddress: (count: number) =>
    ngettext(
      "%(count)s picture stays out. It is on another website. Save it from there, then add it.",
      "%(count)s pictures stay out. They are on other websites. Save them from there, then add them.",
      count,
    ),
  skippedSound: (count: number) =>
    ngettext(
      "%(count)s sound stays out. The file has no sound in it that can be played. Record it again.",
      "%(count)s sounds stay out. The file has no sounds in it that can be played. Record them again.",
      count,
    ),
  skippedTestData: () => gettext("The list of tests stays out. You can not use it here."),

  problemSignIn: () => gettext("You are signed out. Sign in, then go on."),
  problemNotAllowed: () => gettext("You can look, but not change it. Ask the person who made it."),
  problemNotFound: () => gettext("This is not here any more. Go back and look again."),
  problemConflict: () => gettext("Something was changed at the same time. Look at it, then try again."),
  problemLimit: () =>
    gettext("There is no more room. Delete something, or move the project to a place with more room."),
  problemHeld: () => gettext("This is kept on the computer where it was made. Open it there."),
  problemNotTrained: () => gettext("It has not learned yet. Let it learn first."),
  problemInvalid: () => gettext("This does not work. Change it a bit, then try again."),
  problemTooLarge: () => gettext("This is too big. Make it smaller, then try again."),
  problemRate: () => gettext("That was a lot at once. Wait a moment, then try again."),
  problemUnavailable: () => gettext("That did not get through. Nothing is lost. Try again soon."),
  problemNotFetched: () =>
    gettext("Something that it needs does not answer. Is this computer online? Then try again."),
  problemBlocked: () =>
    gettext("This browser is set to keep nothing. So nothing can stay on this computer. Ask a grown-up."),
  problemOldPage: () => gettext("This page is too old. Load it again."),
  problemOtherPage: () =>
    gettext("An old page of ours is open in another tab. Close that tab, then try again."),
  problemNoAnswer: () => gettext("This browser is very slow right now. Wait a little, then try again."),
  problemBroken: () =>
    gettext("This browser can not read what it has. Close it, open it again, then try again."),
  problemQuota: () => gettext("This computer is full. Delete a few things, then try again."),
  problemUnknown: () => gettext("Something went wrong. That is our mistake. Please try again."),
};
