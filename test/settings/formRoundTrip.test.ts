import { createAjv } from "@jsonforms/core";
import fc from "fast-check";
import type { Models } from "../../src/contract/models";
import { fitSettings } from "../../src/settings/fit";
import { settingsForm } from "../../src/settings/form";
import { toFormName } from "../../src/settings/formName";
import { mergeSettings } from "../../src/settings/inputs";
import { OTHER_SETTINGS } from "../../src/settings/otherSettings";
import {
  type DescribedSettings,
  settingFromField,
  settingFromOption,
} from "../../src/settings/setting";
import { enteredFor, enteredForField, field, json, name, option } from "./arbitraries";
import { hasBullet } from "./checker";

/** The settings, and their existing values in Segment. */
interface Sample {
  described: DescribedSettings;
  values: Record<string, unknown>;
}

/** Values that Segment could hold: of the type, masked, blank, or what an older catalog took. */
const stored = (typed: fc.Arbitrary<unknown>) =>
  fc.option(
    fc.oneof(
      { weight: 6, arbitrary: typed },
      { weight: 1, arbitrary: fc.constantFrom("••••••••••1234", "", " a ", "$.text", "lead") },
      { weight: 1, arbitrary: json },
    ),
    { nil: undefined },
  );

const given = (values: readonly unknown[], names: string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.map((name, index) => [name, values[index]]).filter(([, value]) => value !== undefined),
  );

/** Held settings that Segment does not list. */
const beyond = fc.dictionary(name, json, { maxKeys: 3, noNullPrototype: true });

/** Some of a list's entries again behind it, as in actions that list a field twice. */
const repeated = <Entry>(entries: readonly Entry[]): fc.Arbitrary<Entry[]> =>
  fc.subarray([...entries]).map((again) => [...entries, ...again]);

const ofOptions: fc.Arbitrary<Sample> = fc
  .uniqueArray(option, { selector: ({ name }) => name })
  .chain((options) =>
    fc
      .tuple(
        repeated(options.map(settingFromOption)),
        beyond,
        ...options.map(({ type }) => stored(enteredFor(type).map(({ typed }) => typed))),
      )
      .map(([settings, more, ...values]) => ({
        described: { of: "Lantern", settings },
        values: {
          ...more,
          ...given(
            values,
            options.map(({ name }) => name),
          ),
        },
      })),
  );

const ofFields: fc.Arbitrary<Sample> = fc
  .uniqueArray(field, { selector: ({ fieldKey }) => fieldKey })
  .chain((fields) =>
    fc
      .tuple(
        repeated(
          fields.map((one) => settingFromField(one as Models["DestinationMetadataActionFieldV1"])),
        ),
        beyond,
        ...fields.map((one) => stored(enteredForField(one).map(({ typed }) => typed))),
      )
      .map(([settings, more, ...values]) => ({
        described: { of: "Lantern", settings },
        values: {
          ...more,
          ...given(
            values,
            fields.map(({ fieldKey }) => fieldKey),
          ),
        },
      })),
  );

/** The validator of JSON Forms; names that every object has are no properties of a form. */
const ajv = createAjv({ ownProperties: true, code: { optimize: false } });

/** The data of an untouched form, as the browser returns it. */
function untouched({ described, values }: Sample, isNew: boolean) {
  const { schema, data } = settingsForm(described, isNew ? undefined : values);
  const formData = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  return { formData, schema };
}

/** The settings that a step sends from a form's result: to the existing object, or to a new one. */
function sent({ described, values }: Sample, formData: Record<string, unknown>, isNew = false) {
  const given = mergeSettings({ settingsJson: formData }) ?? {};
  const existing = isNew ? described : { ...described, values };
  return fitSettings(existing, given, { label: "Settings", complete: false });
}

const OPTIONS = { seed: 1, numRuns: 300 };

describe.each([
  ["options of the catalog", ofOptions],
  ["fields of an action", ofFields],
])("a form of %s that nobody touches", (_, samples) => {
  test("leaves an existing object as it is, and sends no masked secret", () => {
    let shown = 0;
    let others = 0;
    fc.assert(
      fc.property(samples, (sample) => {
        const { formData } = untouched(sample, false);
        const changes = sent(sample, formData);
        expect({ ...sample.values, ...changes }).toEqual(sample.values);
        expect(hasBullet([formData, changes])).toBe(false);
        shown += Object.keys(changes).length;
        others += ((formData[OTHER_SETTINGS] as object[] | undefined) ?? []).length;
      }),
      OPTIONS,
    );
    expect(shown).toBeGreaterThan(400);
    expect(others).toBeGreaterThan(100);
  });

  test("of something new sends the defaults, and false for a required switch", () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const { formData, schema } = untouched(sample, true);
        const { properties = {} } = schema as { properties?: object };
        const expected = sample.described.settings
          .map(({ name, kind, isList, choices, required, hidden, defaultValue }) => {
            const isShown = Object.hasOwn(properties, toFormName(name));
            const isOff = isShown && kind === "boolean" && !isList && choices.length === 0;
            const entered = isShown || hidden ? defaultValue : undefined;
            return [name, entered ?? (isOff && required ? false : undefined)] as const;
          })
          .filter(([, value]) => value !== undefined);
        expect(sent(sample, formData, true)).toEqual(Object.fromEntries(expected));
      }),
      OPTIONS,
    );
  });

  test("compiles in the validator of JSON Forms, and shows no error whatever is there", () => {
    fc.assert(
      fc.property(samples, fc.boolean(), (sample, isNew) => {
        const { formData, schema } = untouched(sample, isNew);
        const validate = ajv.compile(schema as object);
        const errors = validate(formData) ? [] : validate.errors;
        expect(errors?.filter(({ schemaPath }) => schemaPath !== "#/required")).toEqual([]);
      }),
      { seed: 2, numRuns: 80 },
    );
  });
});
