import { afterEach, describe, expect, test } from "vitest";

import {
  chooseLanguage,
  currentLanguage,
  directionOf,
  gettext,
  ngettext,
  useCatalogue,
} from "../../src/i18n/catalogue.js";
import { toPercent } from "../../src/i18n/format.js";

const polish = {
  "%(count)s example": {
    one: "%(count)s przykład",
    few: "%(count)s przykłady",
    many: "%(count)s przykładów",
  },
  "Rename %(name)s": "Zmień nazwę: %(name)s",
};

const examples = (count: number): string => ngettext("%(count)s example", "%(count)s examples", count);

afterEach(() => {
  useCatalogue("en", {});
});

describe("gettext", () => {
  test("fills in values and leaves unknown places alone", () => {
    expect(gettext("%(name)s is %(what)s", { name: "Cat" })).toBe("Cat is %(what)s");
  });

  test("does not read placeholders in a value", () => {
    expect(gettext("Rename %(name)s", { name: "%(name)s" })).toBe("Rename %(name)s");
  });

  test("translates", () => {
    useCatalogue("pl", polish);
    expect(gettext("Rename %(name)s", { name: "kot" })).toBe("Zmień nazwę: kot");
    expect(gettext("Undo")).toBe("Undo");
  });
});

describe("ngettext", () => {
  test("has two forms in English and writes numbers as English does", () => {
    expect([0, 1, 2, 1000].map(examples)).toEqual([
      "0 examples",
      "1 example",
      "2 examples",
      "1,000 examples",
    ]);
  });

  test("has the forms of the language", () => {
    useCatalogue("pl", polish);
    expect([1, 3, 5, 22].map(examples)).toEqual([
      "1 przykład",
      "3 przykłady",
      "5 przykładów",
      "22 przykłady",
    ]);
  });

  test("falls back to English for a form that is missing", () => {
    useCatalogue("pl", { "%(count)s example": { one: "%(count)s przykład" } });
    expect(examples(5)).toBe("5 examples");
  });
});

describe("languages", () => {
  test("without a catalogue it is English", async () => {
    await chooseLanguage(["xx-YY", "en-GB"]);
    expect(currentLanguage()).toBe("en");
  });

  test("know their direction", () => {
    expect(["ar", "he-IL", "en", "de-AT"].map(directionOf)).toEqual(["rtl", "rtl", "ltr", "ltr"]);
  });

  test("write percentages their own way", () => {
    expect(toPercent(0.934, "en")).toBe("93%");
    expect(toPercent(0.934, "fr")).toMatch(/^93\s%$/u);
  });
});
