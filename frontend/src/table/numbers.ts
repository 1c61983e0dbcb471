/** Numbers as people write them, in every script that has digits. */

export type DecimalSign = "." | ",";

/** Thin and unbreakable spaces, and the marks of other scripts, beside the sign that is not the decimal one. */
const GROUPING: Record<DecimalSign, string> = {
  ".": ",'’ \\u00a0\\u202f\\u066c",
  ",": ".'’ \\u00a0\\u202f\\u066c",
};
const DECIMAL: Record<DecimalSign, string> = { ".": "[.\\u066b]", ",": "[,\\u066b]" };

interface Spelling {
  plain: RegExp;
  grouped: RegExp;
  groups: RegExp;
  decimal: RegExp;
}

const spellings: Record<DecimalSign, Spelling> = { ".": spelling("."), ",": spelling(",") };

function spelling(sign: DecimalSign): Spelling {
  const [group, decimal] = [`[${GROUPING[sign]}]`, DECIMAL[sign]];
  return {
    plain: new RegExp(`^[-+]?(?:\\d+(?:${decimal}\\d*)?|${decimal}\\d+)(?:e[-+]?\\d+)?$`, "i"),
    grouped: new RegExp(`^[-+]?[1-9]\\d{0,2}(?:(${group})\\d{2,3})*(${group})\\d{3}(?:${decimal}\\d+)?$`),
    groups: new RegExp(group, "g"),
    decimal: new RegExp(decimal),
  };
}

/** Null for what is no number, or none that can be kept. */
export function readNumber(cell: string, sign: DecimalSign): number | null {
  const written = inAscii(cell.trim());
  const { plain, grouped, groups, decimal } = spellings[sign];
  const isGrouped = grouped.test(written);
  if (!isGrouped && !plain.test(written)) return null;
  const number = Number((isGrouped ? written.replace(groups, "") : written).replace(decimal, "."));
  // Zero has no sign here: it would not come back from where it is kept.
  return Number.isFinite(number) ? number + 0 : null;
}

/** Without marks between thousands, so that it reads back in every language. */
export function writeNumber(number: number, sign: DecimalSign): string {
  return String(number).replace(".", sign);
}

/** How this language writes three and a half. */
export function decimalSignOf(language: string): DecimalSign {
  const parts = new Intl.NumberFormat(language).formatToParts(3.5);
  return parts.some(({ type, value }) => type === "decimal" && value === ",") ? "," : ".";
}

function inAscii(text: string): string {
  return text.replace(/\u2212/g, "-").replace(/[^\P{Nd}0-9]/gu, (digit) => String(valueOf(digit)));
}

/** Digits come ten in a row in every script, from zero; so the place in an unbroken run tells which it is. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return before % 10;
}
