import Ajv from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { fitSettings } from "../../src/settings/fit";
import { settingsForm } from "../../src/settings/form";
import { toFormName } from "../../src/settings/formName";
import { type Described, ofField, ofOption } from "../../src/settings/setting";
import type { Models } from "../../src/types/models";
import { enteredFor, enteredForField, field, json, option } from "./arbitraries";
import { hasBullet } from "./checker";

/** What there is to fill in, and what Segment has of it already. */
interface Sample {
  described: Described;
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

const ofOptions: fc.Arbitrary<Sample> = fc
  .uniqueArray(option, { selector: ({ name }) => name })
  .chain((options) =>
    fc
      .tuple(...options.map(({ type }) => stored(enteredFor(type).map(({ typed }) => typed))))
      .map((values) => ({
        described: { of: "Lantern", settings: options.map(ofOption) },
        values: given(
          values,
          options.map(({ name }) => name),
        ),
      })),
  );

const ofFields: fc.Arbitrary<Sample> = fc
  .uniqueArray(field, { selector: ({ fieldKey }) => fieldKey })
  .chain((fields) =>
    fc
      .tuple(...fields.map((one) => stored(enteredForField(one).map(({ typed }) => typed))))
      .map((values) => ({
        described: {
          of: "Lantern",
          settings: fields.map((one) => ofField(one as Models["DestinationMetadataActionFieldV1"])),
        },
        values: given(
          values,
          fields.map(({ fieldKey }) => fieldKey),
        ),
      })),
  );

const ajv = addFormats(new Ajv({ strict: false, ownProperties: true }));
ajv.addFormat("password", true);

/** The form's answer where nobody touches anything, as it goes through the browser. */
function untouched({ described, values }: Sample, isNew: boolean) {
  const { schema, data } = settingsForm(described, isNew ? undefined : values);
  const answer = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  return { answer, schema };
}

const sent = ({ described }: Sample, answer: Record<string, unknown>) =>
  fitSettings(described, answer, { label: "Settings", complete: false });

const OPTIONS = { seed: 1, numRuns: 600 };

describe.each([
  ["options of the catalog", ofOptions],
  ["fields of an action", ofFields],
])("a form of %s that nobody touches", (_, samples) => {
  test("leaves an existing object as it is, and sends no masked secret", () => {
    let shown = 0;
    fc.assert(
      fc.property(samples, (sample) => {
        const { answer } = untouched(sample, false);
        const changes = sent(sample, answer);
        expect({ ...sample.values, ...changes }).toEqual(sample.values);
        expect(hasBullet([answer, changes])).toBe(false);
        shown += Object.keys(changes).length;
      }),
      OPTIONS,
    );
    expect(shown).toBeGreaterThan(800);
  });

  test("of something new sends the defaults, and false for a required switch", () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const { answer, schema } = untouched(sample, true);
        const { properties = {} } = schema as { properties?: object };
        const expected = sample.described.settings
          .map(({ name, kind, isList, choices, required, hidden, defaultValue }) => {
            const isShown = Object.hasOwn(properties, toFormName(name));
            const isOff = isShown && kind === "boolean" && !isList && choices.length === 0;
            const answered = isShown || hidden ? defaultValue : undefined;
            return [name, answered ?? (isOff && required ? false : undefined)] as const;
          })
          .filter(([, value]) => value !== undefined);
        expect(sent(sample, answer)).toEqual(Object.fromEntries(expected));
      }),
      OPTIONS,
    );
  });

  test("shows no error, whatever is there", () => {
    fc.assert(
      fc.property(samples, fc.boolean(), (sample, isNew) => {
        const { answer, schema } = untouched(sample, isNew);
        const { required: _, ...shape } = schema as { required?: string[] };
        expect(ajv.validate(shape, answer) ? [] : ajv.errors).toEqual([]);
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});
