import type { ActionField } from "../../simulator/catalog/types";
import type { Models } from "../../src/contract/models";
import { fitSettings } from "../../src/settings/fit";
import { settingsForm } from "../../src/settings/form";
import { type DescribedSettings, settingFromField } from "../../src/settings/setting";
import { defaultsOf, INTERNAL, mappingsOf } from "./actions";
import { destinations } from "./catalog";
import { compile, jsonData } from "./forms";
import { wrongAmong } from "./wrong";

/** Every action in Segment's published catalog, through the functions that the steps use. */

type Values = Record<string, unknown>;

interface Action {
  name: string;
  fields: ActionField[];
  described: DescribedSettings;
}

const actions = destinations.flatMap((type) =>
  type.actions.map(({ slug, fields }): Action => {
    const settings = fields.map((field) =>
      settingFromField(field as Models["DestinationMetadataActionFieldV1"]),
    );
    return { name: `${type.slug} ${slug}`, fields, described: { of: slug, settings } };
  }),
);

const wrong = (outcomeOf: (action: Action) => { got: unknown; expected: unknown }) =>
  wrongAmong(actions, ({ name }) => name, outcomeOf);

const sent = (described: DescribedSettings, given: Values, complete: boolean): Values =>
  fitSettings(described, given, { label: "Settings", complete });

/** A directive for each field, of every kind that there is. */
const DIRECTIVES = [
  { "@path": "$.properties['a b']" },
  { "@template": "{{properties.first}} {{properties.last}}" },
  { "@if": Object.fromEntries(["exists", "then"].map((key) => [key, { "@path": "$.userId" }])) },
  { "@arrayPath": ["$.properties.products", { id: { "@path": "$.product_id" } }] },
  { "@case": { operator: "lower", value: { "@path": "$.traits.email" } } },
];
const directivesOf = ({ fields }: Action): Values =>
  Object.fromEntries(
    fields.map(({ fieldKey }, at) => [fieldKey, DIRECTIVES[at % DIRECTIVES.length]]),
  );

/** Without empty values, which are as good as none in a form. */
const filled = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== "" && !(typeof value === "object" && isEmpty(value)),
    ),
  );
const isEmpty = (value: object | null): boolean => Object.keys(value ?? {}).length === 0;

test("there are actions, some of which list a field twice, and fields with and without defaults", () => {
  const fields = actions.flatMap((action) => action.fields);
  const twice = actions.filter((action) => {
    const names = action.fields.map(({ fieldKey }) => fieldKey);
    return new Set(names).size < names.length;
  });
  expect([actions.length, fields.length]).toEqual([538, 4621]);
  expect(twice.map(({ name }) => name)).toEqual([
    "actions-salesforce-marketing-cloud dataExtensionV2",
    "actions-salesforce-marketing-cloud contactDataExtensionV2",
  ]);
  expect(fields.filter(({ defaultValue }) => defaultValue !== undefined)).toHaveLength(3434);
});

test("the default mappings go out unchanged, and what is required beside them as a directive", () => {
  const outcomes = wrong(({ fields, described }) => {
    const given = { ...mappingsOf(fields), ...INTERNAL };
    return { got: sent(described, given, true), expected: given };
  });
  expect(outcomes).toEqual([]);
});

test("the untouched form of an action sends its default mappings unchanged", () => {
  let count = 0;
  const outcomes = wrong((action) => {
    const expected = filled(defaultsOf(action.fields));
    const got = sent(action.described, jsonData(settingsForm(action.described)), false);
    count += Object.keys(expected).length;
    // A required switch that shows off sends that.
    const off = action.fields.filter(({ required, type }) => required && type === "BOOLEAN");
    return {
      got,
      expected: {
        ...Object.fromEntries(off.map(({ fieldKey }) => [fieldKey, false])),
        ...expected,
      },
    };
  });
  expect(outcomes).toEqual([]);
  expect(count).toBeGreaterThan(3000);
});

test.each<[string, (action: Action) => Values]>([
  ["defaults", ({ fields }) => defaultsOf(fields)],
  ["directives of every kind", directivesOf],
])(
  "mappings that are held as %s go out of an update and of the untouched form as they are",
  (_, of) => {
    const outcomes = wrong((action) => {
      const values = { ...of(action), ...INTERNAL };
      const described = { ...action.described, values };
      const untouched = sent(described, jsonData(settingsForm(described, values)), false);
      return {
        got: [sent(described, values, false), { ...values, ...untouched }],
        expected: [values, values],
      };
    });
    expect(outcomes).toEqual([]);
  },
);

test("directives as text go out as directives", () => {
  const outcomes = wrong((action) => {
    const values = directivesOf(action);
    const text = Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]);
    return { got: sent(action.described, Object.fromEntries(text), true), expected: values };
  });
  expect(outcomes).toEqual([]);
});

test("every form compiles in JSON Forms' own validator and has each field once", () => {
  const outcomes = wrong((action) => {
    const { fields, described } = action;
    const values = { ...defaultsOf(fields), ...INTERNAL };
    const forms = [settingsForm(described), settingsForm({ ...described, values }, values)];
    forms.forEach(compile);
    const names = fields.filter(({ hidden }) => !hidden).map(({ fieldKey }) => fieldKey);
    return {
      got: forms.map(
        ({ uiSchema }) =>
          (uiSchema as unknown as { elements: { type: string }[] }).elements.filter(
            ({ type }) => type === "Control",
          ).length,
      ),
      expected: forms.map(() => new Set(names).size + 1),
    };
  });
  expect(outcomes).toEqual([]);
});
