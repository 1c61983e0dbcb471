/** How numbers and times are written in a language. */

const DAY = 86_400_000;

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

/** The time of day. */
export function toClock(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(at);
}

export function toList(items: readonly (string | number)[], language: string): string {
  return new Intl.ListFormat(language).format(items.map((item) => toText(item, language)));
}

/** 1,500,000 becomes "2 MB". */
export function toSize(bytes: number, language: string): string {
  const [unit, size] =
    bytes < 999_500 ? ["kilobyte", 1e3] : bytes < 999_500_000 ? ["megabyte", 1e6] : ["gigabyte", 1e9];
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 0,
  }).format(bytes / size);
}

/** "8 days ago", "yesterday" or "today"; `at` and `now` are UTC milliseconds. */
export function toDaysAgo(at: number, now: number, language: string): string {
  const days = Math.max(0, Math.round((startOfDay(now) - startOfDay(at)) / DAY));
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day");
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
