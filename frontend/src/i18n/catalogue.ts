/** The translations in use, and gettext over them. English is in the code; every other language is loaded when asked for. */

import { toText, type Values } from "./format.js";

export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Record<string, string | PluralForms>;

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "yi", "ps", "sd", "ckb", "dv"]);
const catalogues = import.meta.glob<Catalogue>("./catalogues/*.json", { import: "default" });

let language = "en";
let catalogue: Catalogue = {};
let rules = new Intl.PluralRules(language);

export function currentLanguage(): string {
  return language;
}

/** Switch to the first of these languages that there is a catalogue for, or to English. */
export async function chooseLanguage(wanted: readonly string[]): Promise<void> {
  for (const tag of wanted.flatMap((tag) => [tag, tag.split("-")[0] ?? tag])) {
    if (tag === "en") break;
    const load = catalogues[`./catalogues/${tag}.json`];
    if (load) {
      useCatalogue(tag, await load());
      return;
    }
  }
  useCatalogue("en", {});
}

export function useCatalogue(tag: string, translations: Catalogue): void {
  language = tag;
  catalogue = translations;
  rules = new Intl.PluralRules(tag);
}

export function directionOf(tag: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(tag.split("-")[0] ?? "") ? "rtl" : "ltr";
}

export function gettext(message: string, values: Values = {}): string {
  const translated = catalogue[message];
  return fill(typeof translated === "string" ? translated : message, values);
}

/** `%(count)s` in the chosen form is `count`, written as numbers are in this language. */
export function ngettext(one: string, other: string, count: number, values: Values = {}): string {
  return fill(form(one, other, count), { ...values, count });
}

function form(one: string, other: string, count: number): string {
  const forms = catalogue[one];
  if (typeof forms === "object") return forms[rules.select(count)] ?? forms.other ?? other;
  return count === 1 ? one : other;
}

function fill(message: string, values: Values): string {
  return message.replace(/%\((\w+)\)s/g, (placeholder, name: string) => {
    const value = values[name];
    return value === undefined ? placeholder : toText(value, language);
  });
}
