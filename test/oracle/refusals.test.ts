import { openHarness, type TestHarness } from "../support/segment";
import { apiInputs, callOf, fieldFor } from "./calls";
import { ACTION_KEYS, type BuiltInput, builtAction } from "./component";
import { resolved, type Schema, violations } from "./contract";
import { mutationsOf } from "./mutations";
import { recorded } from "./record";
import { sampleOf } from "./samples";

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** The error of a call with other inputs, which must send nothing. */
async function refusal(action: string, inputs: Record<string, unknown>): Promise<string> {
  let message = "";
  const requests = await recorded(harness, [], async () => {
    await harness.run(action, inputs).catch((error: Error) => {
      message = error.message;
    });
  });
  return requests.length > 0 ? `${requests.length} requests were sent` : message;
}

const REQUIRED = ACTION_KEYS.flatMap((action) =>
  apiInputs(action)
    .filter(({ required }) => required)
    .map((input) => [action, input] as const),
);

test.each(REQUIRED.map(([action, input]) => [action, input.key, input] as const))(
  "%s without its required %s is refused by that input's name, and nothing is sent",
  async (action, key, { label }) => {
    const others = { ...callOf(action, "full").inputs, [key]: "" };
    expect(await refusal(action, others)).toMatch(`${label}: expected `);
  },
);

const JSON_INPUTS = ACTION_KEYS.flatMap((action) =>
  [...apiInputs(action), ...builtAction(action).inputs.filter(({ key }) => key === "definition")]
    .filter(({ language }) => language === "json")
    .map((input): [string, BuiltInput, Schema] => [
      `${action}.${input.key}`,
      input,
      fieldFor(action, input).schema,
    ]),
);

/** The error of an input for a value, if any. */
function verdict(input: BuiltInput, value: unknown): string | undefined {
  try {
    input.clean?.(JSON.stringify(value));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The schema at a path; an empty one if a value may have several shapes. */
function schemaAt(schema: Schema, place: string): Schema {
  const steps = place.split(/[.[\]]+/).filter((step) => step !== "");
  const at = steps.reduce<Schema>((one, step) => {
    const { items, properties } = resolved(one);
    return /^\d+$/.test(step) ? (items ?? {}) : (properties?.[step] ?? {});
  }, schema);
  return resolved(at);
}

/** The names that an object has at the place of a change. */
const namesAt = (schema: Schema, change: string): string[] =>
  Object.keys(schemaAt(schema, change.replace(/ with a stray name$/, "")).properties ?? {});

/** True if a change sets an optional property to null. */
function isOptionalNull(schema: Schema, change: string): boolean {
  const [, parent, name] = /^(?:(.*)\.)?([^.[\]]+) null$/.exec(change) ?? [];
  if (name === undefined) return false;
  const { properties = {}, required = [] } = schemaAt(schema, parent ?? "");
  return Object.hasOwn(properties, name) && !required.includes(name);
}

/** Of inputs that refuse more than the contract does, what they take of what it allows. */
const TAKES: Readonly<Record<string, (value: Record<string, unknown>) => boolean>> = {
  // The contract ties no config to a strategy, and every strategy but MANUAL needs one.
  "updateDestinationSubscription.reverseETLSchedule": ({ strategy, config }) =>
    strategy === "MANUAL" || (config !== undefined && config !== null),
};

const isEmptyObject = (value: unknown): boolean => JSON.stringify(value) === "{}";

test.each(JSON_INPUTS)(
  "%s takes what the contract allows, and refuses by name and path what it does not",
  (name, input, schema) => {
    // Jest takes longer for each of some 10,000 expectations than the input does.
    const problems: unknown[] = [];
    const takes = (value: unknown) => TAKES[name]?.(value as Record<string, unknown>) ?? true;
    for (const fullness of ["full", "minimal"] as const) {
      const right = sampleOf(schema, fullness, input.key);
      if (!takes(right)) {
        expect(verdict(input, right)).toMatch(/: expected /);
        continue;
      }
      expect(verdict(input, right)).toBeUndefined();
      const all = mutationsOf(schema, right);
      const isAllowed = (value: unknown) => violations(schema, value).length === 0;
      const clean = (value: unknown) => input.clean?.(JSON.stringify(value));
      const wrong = all.filter(([, value]) => !isEmptyObject(value));
      for (const [change, value] of wrong) {
        const said = verdict(input, value);
        const isRight = isAllowed(value);
        const isTaken = takes(value) && (isRight || isOptionalNull(schema, change));
        if (said === undefined && !isRight) {
          // An optional property that is null and may not be is one that is left out.
          const [, absent] =
            all.find(([one]) => change === one.replace(/ missing$/, " null")) ?? [];
          expect([change, clean(value)]).toEqual([change, clean(absent)]);
          expect(isAllowed(absent)).toBe(true);
        } else if ((said === undefined) !== isTaken) problems.push([change, { said, isTaken }]);
        if (said === undefined) continue;
        if (!/^[^:]+: expected .+, got .+\.$/s.test(said)) problems.push([change, { said }]);
        if (!said.endsWith("got noSuchName.")) continue;
        const names = namesAt(schema, change);
        const isNamed = said.includes(`nothing but ${names.join(", ")},`);
        if (names.length > 0 && !isNamed) problems.push([change, { said, names }]);
      }
    }
    expect(problems).toEqual([]);
  },
);

test("an empty object is a value if one is required and the contract accepts it", () => {
  const required = JSON_INPUTS.filter(([, input]) => input.required);
  expect(required.length).toBeGreaterThan(15);
  for (const [name, input, schema] of required) {
    const allowed = violations(schema, {}).length === 0;
    expect([name, verdict(input, {}) === undefined]).toEqual([name, allowed]);
  }
});

test("JSON is held against the contract in dozens of inputs, in more than a thousand ways", () => {
  const changes = JSON_INPUTS.flatMap(([, input, schema]) =>
    mutationsOf(schema, sampleOf(schema, "full", input.key)),
  );
  expect(JSON_INPUTS.length).toBeGreaterThan(40);
  expect(changes.length).toBeGreaterThan(1000);
});
