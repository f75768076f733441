import { inspect } from "node:util";
import { SpectralError } from "@prismatic-io/spectral";
import fc from "fast-check";
import type { ActionField, Option } from "../../simulator/catalog/types";
import type { Models } from "../../src/contract/models";
import { fitSettings } from "../../src/settings/fit";
import { type Setting, settingFromField, settingFromOption } from "../../src/settings/setting";
import { ExactNumber } from "../../src/values/exactNumber";
import { forFlow, isSameJson, parseJson, toJson } from "../../src/values/json";
import { anything, enteredFor, enteredForField, field, json, name, option } from "./arbitraries";
import { fitsField, fitsOption } from "./checker";

/** The settings, the rules for a value, and the component's conversion of it. */
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
      setting: settingFromOption(one),
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
      setting: settingFromField(one as Models["DestinationMetadataActionFieldV1"]),
      fits: (value) => fitsField(one, value),
      entered: enteredForField(one),
    }),
  ),
);

const LABEL = "Settings";
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || JSON.stringify(value).length === 2;

/** The values sent for the settings, or the error. */
function outcome(
  samples: Sample[],
  given: [string, unknown][],
  complete: boolean,
  values: Record<string, unknown> = {},
): { sent: Record<string, unknown>; error?: undefined } | { sent?: undefined; error: string } {
  const described = { of: "Lantern", settings: samples.map(({ setting }) => setting), values };
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

  test("what is sent is what they say, or given beyond them, and all that does not fit is named", () => {
    let [sentCount, refusedCount] = [0, 0];
    fc.assert(
      fc.property(inputs, ({ samples, given, complete }) => {
        const { sent, error } = outcome(samples, given, complete);
        if (sent === undefined) {
          refusedCount += 1;
          for (const entry of given) {
            const alone = outcome(samples, [entry], false).error;
            if (alone === undefined) continue;
            const isNamed = alone.startsWith(`${LABEL}.${entry[0]}`);
            const isSaid = error.includes(alone.split(" Nothing was written;")[0] as string);
            if (!isNamed || !isSaid) expect({ alone, error }).toBe("named and said");
          }
          return;
        }
        sentCount += 1;
        for (const [key, value] of Object.entries(sent)) {
          const one = samples.find((sample) => sample.name === key);
          if (!one) expect(value).toEqual(Object.fromEntries(given)[key]);
          else if (!one.fits(value)) expect({ key, value }).toBe("a value that fits");
        }
        const needed = samples.filter((one) => one.required && isEmpty(one.defaultValue));
        const missing = needed.filter(
          ({ name }) => !Object.hasOwn(sent, name) || sent[name] === "",
        );
        expect(complete ? missing : []).toEqual([]);
      }),
      { seed: 1, numRuns: 300 },
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
        expect(samples.filter((one) => !one.fits(expected[one.name]))).toEqual([]);
      }),
      { seed: 1, numRuns: 250 },
    );
  });
});

describe.each([
  ["options of the catalog", ofOptions],
  ["fields of an action", ofFields],
])("whatever the %s are, and whatever is held of them and beside them", (_, lists) => {
  const digits = fc.constantFrom("9223372036854775807", "1e400", "0.12345678901234567890");
  // As the client reads it, with the digits of every number.
  const read = json.map((value) => parseJson(JSON.stringify(value)));
  const stored = fc.oneof(
    read,
    digits.map((text): unknown => new ExactNumber(text)),
    digits.map((text): unknown => ({ deep: [new ExactNumber(text), text] })),
    fc.constantFrom<unknown>("12.00", "true", "", "$.text", { "@path": "$.userId" }),
  );
  const held = (samples: Sample[]) =>
    fc
      .uniqueArray(
        fc.tuple(fc.oneof(name, fc.constantFrom("", ...samples.map((one) => one.name))), stored),
        { selector: ([own]) => own, maxLength: 8 },
      )
      .map((entries) => Object.fromEntries(entries.filter(([own]) => own !== "__proto__")));
  const cases = lists.chain((samples) =>
    fc.record({ samples: fc.constant(samples), values: held(samples) }),
  );

  test("what is read goes straight back, also as a flow has it", () => {
    fc.assert(
      fc.property(cases, ({ samples, values }) => {
        for (const back of [values, forFlow(values)]) {
          const { sent, error } = outcome(samples, Object.entries(back), false, values);
          expect(error).toBeUndefined();
          expect(toJson({ ...values, ...sent })).toBe(toJson(values));
          const nulls = Object.keys(values).filter((own) => values[own] === null);
          const left = Object.keys(values).filter((own) => !Object.hasOwn(sent ?? {}, own));
          expect(left.filter((own) => !nulls.includes(own))).toEqual([]);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("the given values are sent, converted if listed or existing, and nothing else", () => {
    let [sentCount, kept, beyond] = [0, 0, 0];
    const inputs = cases.chain((one) =>
      fc.record({
        one: fc.constant(one),
        given: fc.uniqueArray(
          fc.tuple(
            fc.oneof(name, fc.constantFrom("x", ...Object.keys(one.values))),
            fc.oneof(
              stored,
              json,
              fc.string(),
              ...Object.values(one.values).map((own) => fc.constant(own)),
            ),
          ),
          { selector: ([own]) => own, maxLength: 3 },
        ),
      }),
    );
    fc.assert(
      fc.property(inputs, ({ one: { samples, values }, given }) => {
        const { sent } = outcome(samples, given, false, values);
        if (!sent) return;
        sentCount += 1;
        const raw = new Map(given);
        expect(Object.keys(sent).filter((own) => !raw.has(own))).toEqual([]);
        for (const [own, value] of Object.entries(sent)) {
          const sample = samples.find((each) => each.name === own);
          const isHeld = Object.hasOwn(values, own) && values[own] !== null;
          if (isHeld && isSameJson(raw.get(own), values[own])) {
            kept += 1;
            expect(value).toBe(values[own]);
          } else if (sample) {
            // The digits of a number beyond JavaScript are not for the checker to judge.
            expect(
              sample.fits(JSON.parse(JSON.stringify(value))) || /ExactNumber/.test(inspect(value)),
            ).toBe(true);
          } else if (!isHeld) {
            beyond += 1;
            expect(value).toBe(raw.get(own));
          } else if (typeof raw.get(own) === "string" && typeof values[own] === "boolean") {
            expect(typeof value).toBe("boolean");
          }
        }
      }),
      { seed: 1, numRuns: 700 },
    );
    expect(Math.min(sentCount, kept, beyond)).toBeGreaterThan(40);
  });
});
