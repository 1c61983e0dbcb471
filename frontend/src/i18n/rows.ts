/** The sentences about rows of numbers and words, their fields, and tables. */

import { gettext, ngettext } from "./catalogue.js";

export const rows = {
  rows: (count: number) => ngettext("%(count)s row", "%(count)s rows", count),
  rowsRoom: (used: number, limit: number) =>
    ngettext("%(used)s of %(count)s row", "%(used)s of %(count)s rows", limit, { used }),
  needInput: () => gettext("Add a field to guess from."),
  needOutput: () => gettext("Add the number that it should guess."),
  needRows: (count: number) => ngettext("Add %(count)s more row.", "Add %(count)s more rows.", count),

  fields: () => gettext("Fields"),
  fieldsCount: (count: number) => ngettext("%(count)s field", "%(count)s fields", count),
  fieldsHow: () => gettext("A field is one thing that you know, like: size or color."),
  noFields: () => gettext("What do you know about each thing?"),
  noFieldsHow: () =>
    gettext("Add a field for each thing that you know, like: legs or size. Or open a table that you have."),
  noFieldsToPredict: () =>
    gettext(
      "Add fields to guess from, like: size or age. Then add the number to guess. Or open a table that you have.",
    ),
  addField: () => gettext("Add a field"),
  changeField: (name: string) => gettext("Change %(name)s", { name }),
  fieldType: () => gettext("What goes in it?"),
  typeNumber: () => gettext("A number"),
  typeNumberHow: () => gettext("Like 7 or 20"),
  typeChoice: () => gettext("One of a few words"),
  typeChoiceHow: () => gettext("Like red, green or blue"),
  choices: () => gettext("Which words?"),
  choicesHow: () => gettext("Put one on each line."),
  fieldRole: () => gettext("What is it for?"),
  roleInput: () => gettext("To guess from"),
  roleOutput: () => gettext("This is what to guess"),
  roleUnused: () => gettext("Leave it out for now"),
  isOutput: () => gettext("to guess"),
  isUnused: () => gettext("left out"),
  isNumber: () => gettext("number"),
  isChoice: (count: number) => ngettext("%(count)s word", "%(count)s words", count),
  fieldKeepsRows: () =>
    gettext("Your rows stay. What does not fit will show as empty. Change it back, and it is there again."),
  deleteField: () => gettext("Delete this field"),
  fieldAdded: (name: string) => gettext("You added the field %(name)s.", { name }),
  fieldDeleted: (name: string) => gettext("You deleted the field %(name)s. Your rows stay.", { name }),
  fieldTaken: (name: string) => gettext("You have a field called %(name)s. Pick a new name.", { name }),
  fieldsFull: (limit: number) =>
    ngettext(
      "You have %(count)s field. That is the most.",
      "You have %(count)s fields. That is the most.",
      limit,
    ),
  choicesFew: (least: number) =>
    ngettext("Write %(count)s word or more.", "Write %(count)s words or more, one on each line.", least),
  choicesMany: (limit: number) =>
    ngettext("Use %(count)s word or less.", "Use %(count)s words or less.", limit),
  choiceLong: (choice: string, limit: number) =>
    ngettext(
      "%(choice)s is too long. Use %(count)s letter or less.",
      "%(choice)s is too long. Use %(count)s letters or less.",
      limit,
      { choice },
    ),
  choiceTwice: (choice: string) => gettext("%(choice)s is there twice. Keep one.", { choice }),

  newRow: () => gettext("New row"),
  newRowHow: () => gettext("Fill it in and press Enter."),
  rowLabel: () => gettext("Label"),
  pickOne: () => gettext("Pick one"),
  notANumber: (field: string, like: string) =>
    gettext("%(field)s: write a number, like %(like)s.", { field, like }),
  fieldWrong: (field: string) => gettext("%(field)s does not fit. Look at it again.", { field }),
  rowEmpty: () => gettext("This row is empty. Fill in a field first."),
  rowNeedsLabel: () => gettext("Pick a label for this row."),
  labelsFirst: () => gettext("Add a label first. Then each row can get one."),
  fieldsFirst: () => gettext("Add a field first. Then you can write rows."),

  labelsTitle: () => gettext("Labels"),
  rowsTitle: () => gettext("Rows"),
  noRows: () => gettext("No rows yet."),
  whichRows: () => gettext("Show"),
  allLabels: () => gettext("All labels"),
  noValue: () => gettext("empty"),
  chooseAll: () => gettext("Choose all that you see"),
  chooseRow: (row: string) => gettext("Choose the row %(row)s", { row }),
  rowsAdded: (count: number) => ngettext("Saved %(count)s row.", "Saved %(count)s rows.", count),
  rowsNotSaved: (count: number) =>
    ngettext("%(count)s row is not saved yet.", "%(count)s rows are not saved yet.", count),
  rowsDeleted: (count: number) =>
    ngettext("You deleted %(count)s row.", "You deleted %(count)s rows.", count),
  rowsBack: (count: number) => ngettext("%(count)s row is back.", "%(count)s rows are back.", count),
  rowsGone: (count: number) => ngettext("%(count)s row is gone.", "%(count)s rows are gone.", count),
  rowsMoved: (label: string, count: number) =>
    ngettext("%(count)s row is in %(label)s now.", "%(count)s rows are in %(label)s now.", count, { label }),
  moveRowsTo: (count: number) => ngettext("Move %(count)s row to", "Move %(count)s rows to", count),

  tryRowHow: () => gettext("Fill in what you know. See what it guesses."),
  iPredict: (field: string, number: string) => gettext("%(field)s: I guess %(number)s", { field, number }),
  theNumber: () => gettext("The number"),
  correctNumber: (field: string) => gettext("What is %(field)s really?", { field }),
  numberCorrected: () => gettext("Added as a new row. Let it learn again to use it."),
  whyPath: () => gettext("I went this way:"),
  pathAtMost: (field: string, value: string, than: string) =>
    gettext("%(field)s is %(value)s. That is %(than)s or less.", { field, value, than }),
  pathMoreThan: (field: string, value: string, than: string) =>
    gettext("%(field)s is %(value)s. That is more than %(than)s.", { field, value, than }),
  pathIs: (field: string, value: string) => gettext("%(field)s is %(value)s.", { field, value }),
  pathIsNot: (field: string, value: string, than: string) =>
    gettext("%(field)s is %(value)s, not %(than)s.", { field, value, than }),
  pathEmpty: (field: string) => gettext("%(field)s is empty. I went where most rows went.", { field }),
  whyNoPath: () => gettext("All rows look the same to me. So I guess what comes most often."),
  whyMore: () => gettext("This made the number bigger:"),
  whyLess: () => gettext("This made the number smaller:"),
  effect: (field: string, value: string, effect: string) =>
    gettext("%(field)s %(value)s: %(effect)s", { field, value, effect }),
  scoreNear: (near: string) => gettext("Right means: not more than %(near)s off.", { near }),
  scoreOff: (error: string, usual: string) =>
    gettext("Most guesses are about %(error)s off. With the same guess each time it would be %(usual)s.", {
      error,
      usual,
    }),

  openTable: () => gettext("Open a table"),
  pasteTable: () => gettext("Paste a table"),
  pasteTableHow: () => gettext("Copy rows in your spreadsheet. Paste them here."),
  lookAtIt: () => gettext("Look at it"),
  saveTable: () => gettext("Save as a table"),
  tableSaved: (name: string) =>
    gettext("The rows of %(name)s are in a file now. Look where your downloads go.", { name }),
  lookFirst: () => gettext("Look before you add"),
  tableRows: (name: string) => gettext("The first rows of %(name)s", { name }),
  thePaste: () => gettext("what you pasted"),
  howWritten: () => gettext("Does it look odd? Change how it is read:"),
  cutBy: () => gettext("What is between two columns?"),
  cutByTab: () => gettext("Tab"),
  cutByComma: () => gettext("Comma ,"),
  cutBySign: (sign: string) => gettext("The sign %(sign)s", { sign }),
  numbersLike: () => gettext("What do numbers look like?"),
  firstRowNames: () => gettext("The first row has the names"),
  columnNumber: (number: number) => gettext("Column %(number)s", { number }),
  columnIs: (name: string) => gettext("What is %(name)s?", { name }),
  useField: (name: string) => gettext("Field: %(name)s", { name }),
  useLabel: () => gettext("The label"),
  useNewNumber: () => gettext("New: a number"),
  useNewOutput: () => gettext("New: what to guess"),
  useNewChoice: () => gettext("New: words"),
  useNothing: () => gettext("Leave it out"),
  allRowsTo: () => gettext("Which label do all rows get?"),
  planRows: (count: number) => ngettext("%(count)s row to add.", "%(count)s rows to add.", count),
  planNone: () => gettext("No row fits yet."),
  planLabelColumn: () => gettext("Say which column is the label."),
  planFields: (names: string) => gettext("New fields: %(names)s.", { names }),
  planLabels: (names: string) => gettext("New labels: %(names)s.", { names }),
  planOut: (count: number) => ngettext("%(count)s row stays out:", "%(count)s rows stay out:", count),
  planMore: (count: number) => ngettext("and %(count)s more", "and %(count)s more", count),
  planAdd: (count: number) => ngettext("Add %(count)s row", "Add %(count)s rows", count),
  outNumber: (row: string, column: string, cell: string) =>
    gettext("Row %(row)s, %(column)s: %(cell)s is no number.", { row, column, cell }),
  outChoice: (row: string, column: string, cell: string) =>
    gettext("Row %(row)s, %(column)s: %(cell)s is not one of the words.", { row, column, cell }),
  outLabel: (row: string, column: string, cell: string) =>
    gettext("Row %(row)s, %(column)s: %(cell)s is too long, or one label too many.", { row, column, cell }),
  outNoLabel: (row: string) => gettext("Row %(row)s has no label.", { row }),
  outEmpty: (row: string) => gettext("Row %(row)s is empty.", { row }),
  outQuote: (row: string) => gettext("Row %(row)s has a quote mark with no end.", { row }),
  outNoRoom: (row: string) => gettext("Row %(row)s: there is no more room.", { row }),
  tableEmpty: () => gettext("There is nothing in this table. Try a new one."),
  notATable: () =>
    gettext("We can not read this as a table. In your spreadsheet, save it as CSV. Then open that file."),
  tableTooLarge: () => gettext("This table is too big. Cut it into smaller parts."),
};
