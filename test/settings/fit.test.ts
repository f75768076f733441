import { SpectralError } from "@prismatic-io/spectral";
import fc from "fast-check";
import type { ActionField, Option } from "../../simulator/catalog/types";
import { fitSettings } from "../../src/settings/fit";
import { ofField, ofOption, type Setting } from "../../src/settings/setting";
import type { Models } from "../../src/types/models";
import { anything, enteredFor, enteredForField, field, name, option } from "./arbitraries";
import { fitsField, fitsOption } from "./checker";

/** What there is to fill in, what a value must be like, and what the component makes of it. */
interface Sample {
  name: string;
  setting: Setting;
  required: boolean;
  defaultValue?: unknown;
  fits(value: unknown): boolean;
  entered: ReturnType<typeof enteredFor>;
}

const ofOptions = fc.uniqueArray(option, { selector: ({ name }) => name }).map((options) =>
  options.map(
    (one: Option): Sample => ({
      ...one,
      setting: ofOption(one),
      fits: (value) => fitsOption(one, value),
      entered: enteredFor(one.type),
    }),
  ),
);

const ofFields = fc.uniqueArray(field, { selector: ({ fieldKey }) => fieldKey }).map((fields) =>
  fields.map(
    (one: ActionField): Sample => ({
      ...one,
      name: one.fieldKey,
      setting: ofField(one as Models["DestinationMetadataActionFieldV1"]),
      fits: (value) => fitsField(one, value),
      entered: enteredForField(one),
    }),
  ),
);

const LABEL = "Settings";
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || JSON.stringify(value).length === 2;

/** What comes of settings: what is sent, or the error. */
function outcome(
  samples: Sample[],
  given: [string, unknown][],
  complete: boolean,
): { sent: Record<string, unknown>; error?: undefined } | { sent?: undefined; error: string } {
  const described = { of: "Lantern", settings: samples.map(({ setting }) => setting) };
  try {
    return { sent: fitSettings(described, Object.fromEntries(given), { label: LABEL, complete }) };
  } catch (error) {
    if (!(error instanceof SpectralError)) throw error;
    return { error: error.message };
  }
}

describe.each([
  ["options of the catalog", ofOptions],
  ["fields of an action", ofFields],
])("whatever the %s are", (_, lists) => {
  const inputs = lists.chain((samples) =>
    fc.record({
      samples: fc.constant(samples),
      complete: fc.boolean(),
      given: fc.uniqueArray(
        fc.oneof(
          ...samples.map((one) =>
            fc.tuple(
              fc.constant(one.name),
              fc.oneof(
                one.entered.map(({ raw }) => raw),
                anything,
              ),
            ),
          ),
          fc.tuple(name, anything),
        ),
        { selector: ([name]) => name },
      ),
    }),
  );

  test("what is sent is what they say, or every setting that is not is named", () => {
    let [sentCount, refusedCount] = [0, 0];
    fc.assert(
      fc.property(inputs, ({ samples, given, complete }) => {
        const { sent, error } = outcome(samples, given, complete);
        if (sent === undefined) {
          refusedCount += 1;
          for (const entry of given) {
            const alone = outcome(samples, [entry], false).error;
            const isUnknown = !samples.some((one) => one.name === entry[0]);
            if (isUnknown) expect(error).toContain(`${LABEL}.${entry[0]}: expected`);
            if (alone === undefined) continue;
            expect(alone.startsWith(`${LABEL}.${entry[0]}`)).toBe(true);
            expect(error).toContain(alone.split(" Nothing was written;")[0]);
          }
          return;
        }
        sentCount += 1;
        for (const [key, value] of Object.entries(sent)) {
          const one = samples.find((sample) => sample.name === key);
          expect({ one: one?.name, fits: one?.fits(value), key, value }).toMatchObject({
            one: key,
            fits: true,
          });
        }
        for (const one of complete ? samples : []) {
          if (!one.required || !isEmpty(one.defaultValue)) continue;
          expect(Object.hasOwn(sent, one.name) && sent[one.name] !== "").toBe(true);
        }
      }),
      { seed: 1, numRuns: 700 },
    );
    expect(Math.min(sentCount, refusedCount)).toBeGreaterThan(90);
  });

  test("what they say can be entered as text, and what is typed stays", () => {
    const entered = lists.chain((samples) =>
      fc.tuple(fc.constant(samples), fc.tuple(...samples.map((one) => one.entered))),
    );
    fc.assert(
      fc.property(entered, ([samples, values]) => {
        const named = (of: "raw" | "typed") =>
          samples.map(({ name }, index): [string, unknown] => [name, values[index]?.[of]]);
        const expected = Object.fromEntries(named("typed"));
        expect(outcome(samples, named("raw"), true)).toEqual({ sent: expected });
        expect(outcome(samples, named("typed"), true)).toEqual({ sent: expected });
        for (const one of samples) expect(one.fits(expected[one.name])).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
