/** The sentences about how good a model is: what was taken for what, earlier models, and the model card. */

import { gettext, ngettext } from "./catalogue.js";

export const scores = {
  crossScore: (score: string) =>
    gettext("We also let each example take a turn at being kept back: %(score)s.", { score }),
  crossHow: () => gettext("This counts more examples, so it is a second look."),

  crossTurns: () => gettext("When each took a turn"),

  gridTitle: () => gettext("What was taken for what?"),
  gridHow: () =>
    gettext("A row is what it really was. A column is what I guessed. Press a number to see the examples."),
  gridTruth: () => gettext("It was"),
  gridGuessed: () => gettext("I guessed"),
  gridRight: (label: string, count: number) =>
    ngettext("%(label)s: %(count)s was right", "%(label)s: %(count)s were right", count, { label }),
  gridWrong: (truth: string, guessed: string, count: number) =>
    ngettext(
      "%(truth)s: %(count)s was taken for %(guessed)s",
      "%(truth)s: %(count)s were taken for %(guessed)s",
      count,
      { truth, guessed },
    ),
  gridNone: (truth: string, guessed: string) =>
    gettext("%(truth)s: none was taken for %(guessed)s", { truth, guessed }),
  sureOfIt: (guessed: string, share: string) =>
    gettext("I guessed %(guessed)s, %(share)s", { guessed, share }),
  putIn: (label: string) => gettext("Put it in %(label)s", { label }),
  goneSince: (count: number) =>
    ngettext(
      "%(count)s of them is not here any more. It was deleted or moved.",
      "%(count)s of them are not here any more. They were deleted or moved.",
      count,
    ),
  fieldIs: (field: string, value: string) => gettext("%(field)s: %(value)s", { field, value }),

  missesTitle: () => gettext("How far off was each guess?"),
  missesShow: () => gettext("Show the rows"),
  missesHow: () => gettext("The worst guess comes first."),
  missesReally: () => gettext("Really"),
  missesGuessed: () => gettext("Guess"),
  missesOff: () => gettext("Off by"),

  historyTitle: () => gettext("Earlier models"),
  historyHow: () => gettext("Each time it learns there is a new model. The last ten stay here."),
  historyNow: () => gettext("in use now"),
  historyFirst: () => gettext("The first one that is kept."),
  historyScoreNone: () => gettext("None were kept for testing."),
  historyLearned: (count: number) =>
    ngettext("It learned from %(count)s example.", "It learned from %(count)s examples.", count),
  historySame: () => gettext("The counts are the same as before."),
  moreOf: (label: string, count: number) =>
    ngettext("%(count)s more example of %(label)s", "%(count)s more examples of %(label)s", count, { label }),
  lessOf: (label: string, count: number) =>
    ngettext("%(count)s less example of %(label)s", "%(count)s less examples of %(label)s", count, { label }),
  moreRows: (count: number) => ngettext("%(count)s more row", "%(count)s more rows", count),
  lessRows: (count: number) => ngettext("%(count)s less row", "%(count)s less rows", count),
  newLabel: (label: string, count: number) =>
    ngettext(
      "A new label, %(label)s, with %(count)s example",
      "A new label, %(label)s, with %(count)s examples",
      count,
      { label },
    ),
  withoutLabel: (label: string) => gettext("The label %(label)s is gone", { label }),
  labelRenamed: (before: string, after: string) =>
    gettext("The label %(before)s is called %(after)s", { before, after }),
  newField: (field: string) => gettext("A new field: %(field)s", { field }),
  withoutField: (field: string) => gettext("Without the field %(field)s", { field }),
  fieldChanged: (field: string) => gettext("The field %(field)s has changed", { field }),
  otherMethod: (how: string) => gettext("A new way to learn: %(how)s", { how }),
  otherReader: () => gettext("A new way to look at the examples"),

  compareTitle: () => gettext("Compare two"),
  compareOne: () => gettext("This one"),
  compareOther: () => gettext("With this one"),
  compareOption: (moment: string, score: string) => gettext("%(moment)s: %(score)s", { moment, score }),
  compareAll: () => gettext("All"),
  compareBetter: () => gettext("The newer one is right more often."),
  compareWorse: () => gettext("The newer one is right less often."),
  compareEqual: () => gettext("Both are right as often."),
  compareHow: () => gettext("Each was asked about what was kept for testing on that day."),
  compareOff: (error: string) => gettext("about %(error)s off", { error }),
  notThere: () => gettext("not there"),

  methodTitle: () => gettext("How should it learn?"),
  methodTree: () => gettext("A tree of questions"),
  methodTreeHow: () => gettext("It asks one thing after the other, like: Is it bigger than 5?"),
  methodSum: () => gettext("A sum of all the numbers"),
  methodSumHow: () =>
    gettext("Each field speaks for some labels. It adds up all of them, like a brain cell."),
  learnsByTree: () => gettext("It asks questions, one after the other."),
  learnsBySum: () => gettext("It adds up what each field says."),
  learnsByClues: () => gettext("It adds up all clues for each label."),

  card: () => gettext("Model card"),
  cardShow: () => gettext("Make a model card"),
  cardHow: () => gettext("One page about your model, to print and to show."),
  cardPrint: () => gettext("Print it"),
  cardFor: () => gettext("What is it for?"),
  cardForHow: () => gettext("Write one or two sentences: what should it do, and for whom?"),
  cardKept: () => gettext("Your words are saved with the project."),
  cardForNothing: () => gettext("Not written yet."),
  cardData: () => gettext("What did it learn from?"),
  cardOf: (name: string) => gettext("The model of %(name)s", { name }),
  cardMade: (moment: string) => gettext("It learned on %(moment)s.", { moment }),
  cardCount: () => gettext("Learned from"),
  cardTested: () => gettext("Kept for testing"),
  cardFields: (fields: string) => gettext("Its fields: %(fields)s.", { fields }),
  cardSources: (sources: string) => gettext("They came from: %(sources)s.", { sources }),
  cardScore: () => gettext("How good is it?"),
  cardFails: () => gettext("Where does it fail?"),
  cardFail: (truth: string, guessed: string, count: number, of: number) =>
    ngettext(
      "It took %(count)s of %(of)s examples of %(truth)s for %(guessed)s.",
      "It took %(count)s of %(of)s examples of %(truth)s for %(guessed)s.",
      count,
      { truth, guessed, of },
    ),
  cardNoFail: () =>
    gettext("It made no mistake on what was kept for testing. It can still be wrong on new things."),
  cardNotTested: () => gettext("We can not say yet. Too few were kept for testing."),
  cardUnsure: (labels: string) => gettext("Too few examples to be sure: %(labels)s.", { labels }),
  cardHowItWorks: () => gettext("How does it work?"),
  cardReader: (reader: string) => gettext("Read by: %(reader)s", { reader }),
  cardChanged: () => gettext("The examples have changed since it learned."),
  cardNoModel: () => gettext("There is no model yet. Let it learn first."),
  sourceTyped: () => gettext("typed in"),
  sourceCount: (source: string, count: number) => gettext("%(source)s (%(count)s)", { source, count }),
  sourcePasted: () => gettext("pasted in"),
  sourceCorrected: () => gettext("put right after a wrong guess"),
  sourceCamera: () => gettext("camera"),
  sourceMicrophone: () => gettext("microphone"),
  sourceFile: () => gettext("files"),
  sourceWeb: () => gettext("the web"),
  sourceOther: () => gettext("other places"),
};
