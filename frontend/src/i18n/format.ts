/** How numbers and times are written in a language. */

export type Values = Record<string, string | number>;

const numbers = new Map<string, Intl.NumberFormat>();

function numberFormat(language: string, style: "decimal" | "percent"): Intl.NumberFormat {
  const key = `${language} ${style}`;
  const format = numbers.get(key) ?? new Intl.NumberFormat(language, { style, maximumFractionDigits: 0 });
  numbers.set(key, format);
  return format;
}

export function toText(value: string | number, language: string): string {
  return typeof value === "string" ? value : numberFormat(language, "decimal").format(value);
}

/** `share` is 0 to 1. */
export function toPercent(share: number, language: string): string {
  return numberFormat(language, "percent").format(share);
}

/** `at` is UTC milliseconds. */
export function toDay(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(at);
}

/** `at` is UTC milliseconds. */
export function toMoment(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

export function toList(items: readonly (string | number)[], language: string): string {
  return new Intl.ListFormat(language).format(items.map((item) => toText(item, language)));
}

export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
