import Ajv from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { createPlanCheck, type TrackingPlanRule } from "./planCheck";
import { compilePattern } from "./planPattern";

const rule = (jsonSchema: unknown, changes: Partial<TrackingPlanRule> = {}): TrackingPlanRule => ({
  type: "TRACK",
  key: "Order Completed",
  version: 1,
  jsonSchema,
  ...changes,
});
const properties = (schema: object) => ({ type: "object", properties: { properties: schema } });
const track = (given: unknown, more: object = {}) => ({
  type: "track",
  event: "Order Completed",
  properties: given,
  ...more,
});
const problems = (schema: object, given: unknown) =>
  createPlanCheck([rule(properties(schema))])
    .violations(track(given))
    .map(({ path, problem }) => `${path}: ${problem}`);

describe("the check of events against a tracking plan", () => {
  it("names the path, the rule and the problem, and quotes no value", () => {
    const schema = {
      type: "object",
      required: ["total", "constructor"],
      additionalProperties: false,
      properties: {
        total: { type: "number" },
        code: { type: "string", pattern: "^[A-Z]+$", minLength: 9 },
        season: { enum: ["fall", "winter"] },
        products: {
          type: "array",
          items: { type: "object", properties: { sku: { type: "string" } } },
        },
      },
    };
    const event = track({
      code: "secret",
      season: "secret",
      products: [{ sku: 1 }],
      "a b": "secret",
    });
    const found = createPlanCheck([rule(properties(schema))]).violations(event);
    expect(found.map(({ path, problem }) => `${path}: ${problem}`).sort()).toEqual([
      "properties.code: does not match ^[A-Z]+$",
      "properties.code: shorter than 9",
      "properties.constructor: required, missing",
      "properties.products[0].sku: expected text, got a number",
      'properties.season: not one of: "fall", "winter"',
      "properties.total: required, missing",
      'properties["a b"]: unexpected property',
    ]);
    expect(new Set(found.map((one) => one.rule))).toEqual(new Set(['track "Order Completed"']));
    expect(JSON.stringify(found)).not.toContain("secret");
  });

  it("applies the common schema to each event, and a track rule to its exact name only", () => {
    const plan = createPlanCheck([
      rule({ required: ["userId"] }, { type: "COMMON", key: undefined }),
      rule({ required: ["a"] }),
      rule({ required: ["b"] }, { type: "IDENTIFY", key: undefined }),
    ]);
    const rulesOf = (event: Record<string, unknown>) =>
      plan.violations(event).map((one) => one.rule);
    expect(rulesOf(track({}))).toEqual(["Common JSON Schema", 'track "Order Completed"']);
    expect(rulesOf(track({}, { event: "order completed" }))).toEqual(["Common JSON Schema"]);
    expect(rulesOf({ type: "identify" })).toEqual(["Common JSON Schema", "identify"]);
    expect(plan.isUnplanned(track({}))).toBe(false);
    expect(plan.isUnplanned(track({}, { event: "order completed" }))).toBe(true);
    expect(plan.isUnplanned({ type: "identify" })).toBe(false);
    expect(plan.isUnplanned({ type: "page", name: "Home" })).toBe(true);
  });

  it("takes the version that the event names, and else the oldest", () => {
    const plan = createPlanCheck([
      rule({ required: ["c"] }, { version: 3 }),
      rule({ required: ["b"] }, { version: 2 }),
    ]);
    const paths = (event_version?: unknown) =>
      plan
        .violations(track({}, { context: { protocols: { event_version } } }))
        .map((one) => one.path);
    expect(paths(3)).toEqual(["c"]);
    expect([paths(), paths(3.2), paths("3"), paths(9)]).toEqual([["b"], ["b"], ["b"], ["b"]]);
  });

  it("ignores the keywords $id, $schema and labels, and keeps properties of these names", () => {
    const schema = {
      $id: "https://example.com/a",
      $schema: "http://json-schema.org/draft-07/schema#",
      labels: { owner: "web" },
      properties: { labels: { type: "string" }, $id: { type: "string" } },
    };
    expect(problems(schema, { labels: 1, $id: 2 })).toEqual([
      "properties.labels: expected text, got a number",
      "properties.$id: expected text, got a number",
    ]);
  });

  it.each([
    [
      { pattern: "(" },
      /properties\.properties\.pattern: the regular expression cannot be used: a parenthesis is not closed/,
    ],
    [{ pattern: "^(?!a)" }, /only plain, named and non-capturing groups/],
    [{ pattern: "(a)\\1" }, /back-references/],
    [{ type: "text" }, /properties\.properties\.type: expected a type of JSON Schema, got "text"/],
    [{ $ref: "https://example.com/x" }, /a reference within the schema/],
    [{ $ref: "#/definitions/none" }, /got "#\/definitions\/none"/],
    [{ required: "a" }, /required: expected a list/],
  ])("refuses a rule whose schema cannot be used: %j", (schema, message) => {
    expect(() => createPlanCheck([rule(properties(schema))])).toThrow(message);
    expect(() => createPlanCheck([rule(properties(schema))])).toThrow(
      /^Tracking plan, rule track "Order Completed", version 1: /,
    );
    expect(() => createPlanCheck([rule([])])).toThrow(/the schema: expected a schema/);
  });

  it("gives the verdict of ajv for random schemas and values", () => {
    // Without allErrors, ajv accepts [] for {"items": [{"minProperties": 0}], "contains": {}}.
    const ajv = new Ajv({
      strict: false,
      ownProperties: true,
      validateSchema: false,
      allErrors: true,
      // Each of 1500 schemas is compiled for one verdict.
      messages: false,
      code: { optimize: false },
    });
    addFormats(ajv);
    const name = fc.constantFrom("a", "b", "constructor", "labels");
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(null, true, 0, 1, 1.5, 12, "", "a", "ab", "2026-01-31", "12"),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(name, tie("any"), { maxKeys: 3 }),
      ),
    })).any;
    const type = fc.constantFrom(
      "string",
      "number",
      "integer",
      "boolean",
      "object",
      "array",
      "null",
    );
    const count = fc.nat(3);
    const text = fc.constantFrom("^a", "b$", "^(a|b)+$", "\\d{2}", "[^a]");
    const keywords = (values: Record<string, fc.Arbitrary<unknown>>) =>
      fc
        .array(
          fc.oneof(...Object.entries(values).map(([key, one]) => fc.tuple(fc.constant(key), one))),
          {
            maxLength: 5,
          },
        )
        .map((entries) => Object.fromEntries(entries));
    const schema = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3, depthSize: "small" },
        fc.boolean(),
        keywords({
          type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
          enum: fc.array(value, { minLength: 1, maxLength: 3 }),
          const: value,
          required: fc.uniqueArray(name, { maxLength: 2 }),
          properties: fc.dictionary(name, tie("any"), { maxKeys: 3 }),
          patternProperties: fc.dictionary(text, tie("any"), { maxKeys: 2 }),
          additionalProperties: tie("any"),
          propertyNames: tie("any"),
          dependencies: fc.dictionary(name, tie("any"), { maxKeys: 2 }),
          items: fc.oneof(tie("any"), fc.array(tie("any"), { minLength: 1, maxLength: 2 })),
          additionalItems: tie("any"),
          contains: tie("any"),
          uniqueItems: fc.boolean(),
          minimum: count,
          exclusiveMaximum: count,
          multipleOf: fc.constantFrom(1, 2, 0.5),
          minLength: count,
          maxLength: count,
          minItems: count,
          maxItems: count,
          minProperties: count,
          maxProperties: count,
          pattern: text,
          format: fc.constantFrom("date", "email", "ipv4", "uuid"),
          allOf: fc.array(tie("any"), { minLength: 1, maxLength: 2 }),
          anyOf: fc.array(tie("any"), { minLength: 1, maxLength: 2 }),
          oneOf: fc.array(tie("any"), { minLength: 1, maxLength: 2 }),
          not: tie("any"),
          if: tie("any"),
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: tie("any"),
          else: tie("any"),
        }),
      ),
    })).any;
    fc.assert(
      fc.property(schema, value, (one, given) => {
        const whole = JSON.parse(JSON.stringify({ properties: { properties: one } }));
        const event = JSON.parse(JSON.stringify(track(given)));
        const expected = ajv.compile(whole)(event);
        expect(createPlanCheck([rule(whole)]).violations(event).length === 0).toBe(expected);
      }),
      { numRuns: 1500 },
    );
  });

  it("says in plain words which combination of schemas an event does not fit", () => {
    const [text, short] = [{ type: "string" }, { maxLength: 2 }];
    expect(problems({ oneOf: [text, short] }, "ab")).toEqual([
      "properties: fits 2 of the 2 forms that the rule allows, expected exactly 1",
    ]);
    expect(problems({ oneOf: [text, short] }, "abc")).toEqual([]);
    expect(problems({ not: text }, "ab")).toEqual(["properties: is as the rule forbids"]);
    expect(problems({ anyOf: [text, { required: ["a"] }] }, {})).toEqual([
      "properties: fits none of the 2 forms that the rule allows",
    ]);
    expect(problems({ multipleOf: 0.1 }, 0.3)).toEqual([]);
    expect(
      problems({ uniqueItems: true }, [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ]),
    ).toEqual(["properties: has equal items"]);
  });

  it("matches patterns as the engine does", () => {
    const piece = fc.constantFrom(
      "a",
      "b",
      ".",
      "[ab]",
      "[^a]",
      "\\d",
      "\\w",
      "\\b",
      "^",
      "$",
      "(?:a|b)",
      "(ab)",
      "(|a)",
    );
    const quantifier = fc.constantFrom("", "*", "+", "?", "{2}", "{1,2}", "{0,}", "+?");
    const pattern = fc
      .array(fc.tuple(piece, quantifier, fc.constantFrom("", "", "|")), { maxLength: 6 })
      .map((list) =>
        list
          .map(([one, many, or]) => one + (/^(?:\^|\$|\\b)$/.test(one) ? "" : many) + or)
          .join(""),
      );
    const text = fc.string({
      unit: fc.constantFrom("a", "b", "1", " ", "\u{1F600}"),
      maxLength: 8,
    });
    fc.assert(
      fc.property(pattern, text, (one, given) => {
        expect(compilePattern(one)(given, () => {})).toBe(new RegExp(one, "u").test(given));
      }),
      { numRuns: 3000 },
    );
    expect(compilePattern("(?i)^a\\-b@x/y$")("A-B@X/y", () => {})).toBe(true);
    expect(compilePattern("^[a-z]+(_[a-z]+)*$")("ab_c", () => {})).toBe(true);
  });

  it.each(["^(a+)+$", "^(a|a)*$", "^a*a*a*a*a*b$", "(a*)*b"])(
    "takes a step count in proportion to the text for the pattern %s",
    (pattern) => {
      const steps = (length: number) => {
        let spent = 0;
        compilePattern(pattern)(`${"a".repeat(length)}!`, (count) => {
          spent += count;
        });
        return spent;
      };
      expect(steps(20_000)).toBeLessThan(11 * steps(2_000));
    },
  );

  it("stops at its step limit and says so, for whatever a schema or an event asks for", () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `d${index}`,
        index === 59 ? {} : { allOf: [1, 2].map(() => ({ $ref: `#/definitions/d${index + 1}` })) },
      ]),
    );
    const check = (schema: object, event: object) =>
      createPlanCheck([rule(schema)]).violations({ ...track({}), ...event });
    const problem = (found: { problem: string }[]) => found.map((one) => one.problem);
    expect(problem(check({ definitions: doubling, $ref: "#/definitions/d0" }, {}))).toEqual([
      "the event cannot be checked: it takes too many steps",
    ]);
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`);
    expect(problem(check({ properties: { a: { $ref: "#" } } }, deep))).toEqual([
      "the event cannot be checked: it is nested too deeply",
    ]);
    expect(problem(check({ $ref: "#" }, {}))).toEqual([
      "the event cannot be checked: it is nested too deeply",
    ]);
    expect(
      problem(
        check(
          { properties: { a: { uniqueItems: true } } },
          { a: Array.from({ length: 16_000 }, (_, index) => index) },
        ),
      ),
    ).toEqual([]);
    expect(
      problem(check({ properties: { a: { pattern: "x{0,900}y" } } }, { a: "x".repeat(1_000_000) })),
    ).toEqual(["the event cannot be checked: it takes too many steps"]);
    expect(
      check({ properties: { a: { items: false } } }, { a: Array(16_000).fill(1) }),
    ).toHaveLength(100);
  });

  it("checks formats, and accepts texts of formats that it does not know", () => {
    const fits = (format: string, text: string) => problems({ format }, text).length === 0;
    for (const [format, text] of [
      ["date-time", "2026-01-31T08:00:00.000Z"],
      ["date-time", "2026-01-31t08:00:00+01:00"],
      ["email", "jane@example.com"],
      ["uri", "https://example.com/?a=b"],
      ["ipv6", "::1"],
      ["unknown", "!"],
    ] as const) {
      expect([format, text, fits(format, text)]).toEqual([format, text, true]);
    }
    for (const [format, text] of [
      ["date-time", "2026-02-30T08:00:00Z"],
      ["date-time", "2026-01-31"],
      ["email", "jane"],
      ["uri", "/a"],
      ["ipv6", "1"],
      ["uuid", "a"],
    ] as const) {
      expect([format, text, fits(format, text)]).toEqual([format, text, false]);
    }
  });
});
