import fc from "fast-check";
import { asBoolean, asChoice } from "./choiceCleaners";
import type { Cleaner } from "./cleaner";
import { asId } from "./idCleaners";
import { asList } from "./listCleaners";
import { asWholeNumber } from "./numberCleaners";
import { asPairs, asRecord } from "./pairCleaners";
import { asCode, asText } from "./textCleaners";
import { asDate, asTime } from "./timeCleaners";

const cleaners: [name: string, cleaner: Cleaner<unknown>][] = [
  ["text", asText],
  ["code", asCode],
  ["an id", asId],
  ["a boolean", asBoolean],
  ["a whole number", asWholeNumber(1, 1000)],
  ["a choice", asChoice(["DAY", "HOUR"])],
  ["a time", asTime],
  ["a date", asDate],
  ["pairs", asPairs],
  ["a record", asRecord],
  ["a list of ids", asList(asId)],
];

describe.each(cleaners)("a cleaner of %s", (_name, cleaner) => {
  test.each([undefined, null, "", "  \n "])("treats %p as blank", (blank) => {
    expect(cleaner(blank, "Label")).toBeUndefined();
  });

  test("returns a value, or throws an error with the label, for every value of a reference", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (raw) => {
        try {
          const value = cleaner(raw, "The Label");
          expect(value === null || value === "").toBe(false);
        } catch (error) {
          expect((error as Error).message).toMatch(/^The Label.*: expected .+, got .+\.$/s);
        }
      }),
      { numRuns: 300 },
    );
  });
});
