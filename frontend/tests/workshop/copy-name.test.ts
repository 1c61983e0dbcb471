import { describe, expect, it } from "vitest";

import { PROJECT_NAME_LENGTH } from "../../src/contract/limits.js";
import { lengthOf } from "../../src/contract/text.js";
import { copyName } from "../../src/workshop/copy-name.js";

describe("the name of a copy", () => {
  it("says what it is of, and is one that nobody else has", () => {
    expect(copyName("Pets", ["Pets"])).toBe("Pets copy");
    expect(copyName("Pets", ["Pets", "pets COPY"])).toBe("Pets copy 2");
    expect(copyName("Pets", ["Pets copy", "Pets copy 2"])).toBe("Pets copy 3");
  });

  it("is never too long, and cuts no letter in two", () => {
    const family = "👩‍👩‍👧‍👦";
    const name = copyName(family.repeat(8), []);
    expect(lengthOf(name)).toBeLessThanOrEqual(PROJECT_NAME_LENGTH);
    expect(name).toBe(`${family.repeat(7)} copy`);
    expect(copyName("x".repeat(PROJECT_NAME_LENGTH), [])).toBe(`${"x".repeat(PROJECT_NAME_LENGTH - 5)} copy`);
  });
});
