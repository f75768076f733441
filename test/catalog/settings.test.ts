import type { Option } from "../../simulator/catalog/types";
import { fitSettings } from "../../src/settings/fit";
import { settingsForm } from "../../src/settings/form";
import { withoutMasked } from "../../src/settings/masked";
import { findMisspelledName } from "../../src/settings/misspelledName";
import { type DescribedSettings, settingFromOption } from "../../src/settings/setting";
import { destinations } from "./catalog";
import { beyond, enteredFor } from "./entered";
import { compile, jsonData } from "./forms";
import { wrongAmong } from "./wrong";

/** Every type of destination in Segment's published catalog, through the functions that the steps use. */

type Values = Record<string, unknown>;

interface Type {
  slug: string;
  options: Option[];
  described: DescribedSettings;
}

const types = destinations.map(
  ({ slug, options }): Type => ({
    slug,
    options,
    described: { of: slug, settings: options.map(settingFromOption) },
  }),
);

const wrong = (outcomeOf: (type: Type) => { got: unknown; expected: unknown }) =>
  wrongAmong(types, ({ slug }) => slug, outcomeOf);

const created = (described: DescribedSettings, given: Values): Values =>
  fitSettings(described, given, { label: "Settings", complete: true });
const updated = (described: DescribedSettings, given: Values): Values =>
  fitSettings(described, given, { label: "Settings", complete: false });

const valuesOf = (options: Option[], of: (option: Option) => unknown): Values =>
  Object.fromEntries(options.map((option) => [option.name, of(option)]));

const isEmpty = (value: unknown): boolean =>
  value === "" || (typeof value === "object" && Object.keys(value ?? {}).length === 0);

const MASK = "••••••••••1234";
/** Settings that Segment may hold for a type: a value for each listed setting, and unlisted ones. */
const heldOf = ({ options }: Type): Values => ({
  ...valuesOf(options, (option) => (option.type === "password" ? MASK : enteredFor(option).typed)),
  ...beyond(options.map(({ name }) => name)),
});
/** The same values as text, for every type. */
const heldAsText = ({ options }: Type): Values => ({
  ...valuesOf(options, ({ type }) => (type === "number" ? "12.00" : "true")),
  ...beyond(options.map(({ name }) => name)),
});

/** The held values that a write can send: neither null, which is absent, nor a masked secret. */
const writable = (held: Values): Values =>
  Object.fromEntries(
    Object.entries(withoutMasked(held).kept).filter(([, value]) => value !== null),
  );

/** The settings that an update sends from the untouched form of held values. */
function untouched({ described }: Type, values: Values): Values {
  const existing = { ...described, values };
  return updated(existing, jsonData(settingsForm(existing, values)));
}

test("there are types with settings of every kind, and types without settings", () => {
  const kinds = new Set(types.flatMap(({ options }) => options.map(({ type }) => type)));
  expect([...kinds].sort()).toEqual([
    "array",
    "boolean",
    "color",
    "map",
    "mixed",
    "number",
    "password",
    "select",
    "string",
    "text-map",
  ]);
  expect(types).toHaveLength(503);
  expect(types.filter(({ options }) => options.length === 0)).toHaveLength(11);
});

describe("a creation", () => {
  test("with the required settings as text sends them as what they are", () => {
    const outcomes = wrong(({ options, described }) => {
      const required = options.filter((option) => option.required);
      return {
        got: created(
          described,
          valuesOf(required, (option) => enteredFor(option).text),
        ),
        expected: valuesOf(required, (option) => enteredFor(option).typed),
      };
    });
    expect(outcomes).toEqual([]);
  });

  test("with every setting as text, and names beyond the catalog, sends them as what they are", () => {
    const outcomes = wrong(({ options, described }) => {
      const others = writable(beyond([]));
      const text = valuesOf(options, (option) => enteredFor(option).text);
      const typed = valuesOf(options, (option) => enteredFor(option).typed);
      return {
        got: created(described, { ...text, ...others }),
        expected: { ...typed, ...others },
      };
    });
    expect(outcomes).toEqual([]);
  });

  test("without a required setting that has no default is refused with its name", () => {
    const outcomes = wrong(({ options, described }) => {
      const needed = options.filter(
        ({ required, defaultValue }) => required && isEmpty(defaultValue),
      );
      let message = "";
      try {
        created(described, { website_url: "https://shop.example.com" });
      } catch (error) {
        message = (error as Error).message;
      }
      return {
        got: needed.slice(0, 20).filter(({ name }) => !message.includes(`Settings.${name}: `)),
        expected: [],
      };
    });
    expect(outcomes).toEqual([]);
  });

  test("with the defaults sends them unchanged", () => {
    let count = 0;
    const outcomes = wrong(({ options, described }) => {
      const needed = options.filter(
        ({ required, defaultValue }) => required && isEmpty(defaultValue),
      );
      const given = {
        ...valuesOf(options, ({ defaultValue }) => defaultValue),
        ...valuesOf(needed, (option) => enteredFor(option).typed),
      };
      // Empty text is no list, and as good as not given.
      const lists = options.filter(({ type }) => type === "array").map(({ name }) => name);
      const expected = Object.entries(given).filter(
        ([name, value]) => !(value === "" && lists.includes(name)),
      );
      count += expected.length;
      return { got: created(described, given), expected: Object.fromEntries(expected) };
    });
    expect(outcomes).toEqual([]);
    expect(count).toBeGreaterThan(1400);
  });

  test("with the untouched form of the type sends the defaults unchanged", () => {
    let count = 0;
    const outcomes = wrong(({ options, described }) => {
      const prefilled = options.filter(({ defaultValue }) => !isEmpty(defaultValue));
      count += prefilled.length;
      return {
        got: updated(described, jsonData(settingsForm(described))),
        expected: valuesOf(prefilled, ({ defaultValue }) => defaultValue),
      };
    });
    expect(outcomes).toEqual([]);
    expect(count).toBeGreaterThan(400);
  });
});

describe("what is held, with names beyond the catalog,", () => {
  test.each([
    ["values of their types", heldOf],
    ["texts", heldAsText],
  ])("as %s, goes from a read into an update and out of it unchanged", (_, held) => {
    const outcomes = wrong((type) => {
      const values = held(type);
      const { kept } = withoutMasked(values);
      return { got: updated({ ...type.described, values }, kept), expected: writable(values) };
    });
    expect(outcomes).toEqual([]);
  });

  test("as values of their types, is all in the form but for secrets and null, and goes out of it unchanged", () => {
    const outcomes = wrong((type) => {
      const values = heldOf(type);
      return { got: untouched(type, values), expected: writable(values) };
    });
    expect(outcomes).toEqual([]);
  });

  test("as texts, goes out of the form unchanged or stays out of it", () => {
    let shown = 0;
    const outcomes = wrong((type) => {
      const values = heldAsText(type);
      const sent = untouched(type, values);
      shown += Object.keys(sent).length;
      return { got: { ...values, ...sent }, expected: values };
    });
    expect(outcomes).toEqual([]);
    expect(shown).toBeGreaterThan(503 * 10);
  });
});

test("every form compiles in JSON Forms' own validator, of a type and of what is held", () => {
  const outcomes = wrong((type) => {
    compile(settingsForm(type.described));
    compile(settingsForm(type.described, heldOf(type)));
    return { got: 0, expected: 0 };
  });
  expect(outcomes).toEqual([]);
});

describe("names that are alike", () => {
  const all = [...new Set(types.flatMap(({ options }) => options.map(({ name }) => name)))];
  /** The other names that each name could be meant for, among all that types list. */
  const meant = findMisspelledName(all);
  const alike = new Map(all.map((name) => [name, meant(name).filter((one) => one !== name)]));
  const othersLike = (name: string, { options }: Type): string[] =>
    (alike.get(name) ?? []).filter((one) => options.some((option) => option.name === one));

  test("are not taken for one another if one type lists both", () => {
    const listed = types.flatMap((type) =>
      type.options
        .filter(({ name }) => othersLike(name, type).length > 0)
        .map((option) => ({ ...type, option })),
    );
    expect(listed.map(({ slug, option }) => `${slug} ${option.name}`)).toEqual([
      "adobe-analytics eVars",
      "adobe-analytics hVars",
      "adobe-analytics lVars",
      "airship apiKey",
      "airship appKey",
    ]);
    const outcomes = wrongAmong(
      listed,
      ({ slug, option }) => `${slug} ${option.name}`,
      ({ described, option }) => {
        const given = { [option.name]: enteredFor(option).typed };
        return { got: updated(described, given), expected: given };
      },
    );
    expect(outcomes).toEqual([]);
  });

  test("are few among the names of other types, and most of those are one name in two spellings", () => {
    const folded = (name: string) => name.toLowerCase().replace(/[_-]/g, "");
    const pairs = types.reduce((sum, { options }) => sum + all.length - options.length, 0);
    const refused = types.flatMap((type) =>
      all
        .filter((name) => othersLike(name, type).length > 0)
        .filter((name) => type.options.every((option) => option.name !== name))
        .map((name) => [name, ...othersLike(name, type)].map(folded)),
    );
    const respelled = refused.filter(([name, ...others]) => others.includes(String(name)));
    expect(refused.length / pairs).toBeLessThan(0.003);
    expect(respelled.length / refused.length).toBeGreaterThan(0.7);
  });
});
