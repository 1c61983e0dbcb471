/** What a cell of a CSV file says, without what a spreadsheet would run. */

/** What makes a spreadsheet take a cell for a formula, also in the wide signs of East Asian keyboards. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A text with a mark before it when a spreadsheet could run it. `unguarded` takes it off again. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What was there before it was guarded, by us or by another program that does the same. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
