import type { BuiltInput } from "./component";

/** What an input is given, and what Segment must be sent for it. */
export interface Sample {
  given: unknown;
  sent: unknown;
}

/** A sample sent as it was given. */
const same = (value: unknown): Sample => ({ given: value, sent: value });
/** A sample given as JSON text. */
const json = (value: unknown): Sample => ({ given: JSON.stringify(value), sent: value });

/** Every character that means something in a path, a query or JSON, and some beyond ASCII. */
const AWKWARD = 'a/b?c#d&e=f+g%20h[0]i"j\\k é 漢 😀';

/** Samples that an input's kind does not give: numbers, times, source code, JSON. */
const BY_KEY: Record<string, Sample> = {
  fetchAll: same("false"),
  count: { given: "7", sent: 7 },
  startTime: same("2026-01-01T00:00:00+02:00"),
  endTime: same("2026-01-02T00:00:00.000Z"),
  code: same("async function onRequest() {\n  return `ü`;\n}\n"),
  invites: json([
    {
      email: "ada@example.com",
      permissions: [
        {
          roleId: "role",
          resources: [{ id: "space", type: "SPACE" }],
          labels: [{ key: "environment", value: "production" }],
        },
      ],
    },
    { email: "bob+1@example.com" },
  ]),
  propertyRenames: json([{ oldName: "sum", newName: "total" }]),
  propertyValueTransformations: json([
    { propertyPaths: ["properties.currency"], propertyValue: "EUR" },
  ]),
  fqlDefinedProperties: json([{ fql: "uppercase(properties.code)", propertyName: "code" }]),
  hashPropertiesConfiguration: json({
    algorithm: "HMAC-SHA256",
    key: "salt",
    encoding: "HEX",
    paths: ["properties.email"],
  }),
  reverseETLSchedule: json({
    strategy: "SPECIFIC_DAYS",
    config: { days: [1, 5], hours: [0, 12], timezone: "Europe/Vienna" },
  }),
};

/** Samples of inputs that share their key with others of another kind. */
const BY_ACTION: Record<string, Sample> = Object.fromEntries(
  ["createFunction.settings", "updateFunction.settings"].map((name) => [
    name,
    json([
      {
        name: "apiKey",
        label: "API Key",
        description: "The key of the shop.",
        type: "STRING",
        required: false,
        sensitive: true,
      },
    ]),
  ]),
);

/**
 * A value for an input: of its kind where that says enough, else from the tables above. Booleans are
 * false, lists have two rows and text is awkward, because those are what gets lost or garbled.
 */
export function sampleOf(action: string, input: BuiltInput): Sample {
  const listed = BY_ACTION[`${action}.${input.key}`] ?? BY_KEY[input.key];
  if (listed) return listed;
  if (input.model) return chosen(input.model.map(({ value }) => value));
  if (input.collection === "keyvaluelist") return KEY_VALUES;
  if (input.collection === "valuelist") return same([`1 ${AWKWARD}`, `2 ${input.key}`]);
  if (input.type === "string") return same(`${input.key} ${AWKWARD}`);
  throw new Error(`${action}.${input.key}: add a sample for a ${input.type} input`);
}

const KEY_VALUES: Sample = {
  given: [
    { key: "url", value: "https://example.com/?a=b&c" },
    { key: "port", value: 5432 },
    { key: "useMessageId", value: false },
    { key: "nested", value: { list: [1, "two", null] } },
  ],
  sent: {
    url: "https://example.com/?a=b&c",
    port: 5432,
    useMessageId: false,
    nested: { list: [1, "two", null] },
  },
};

function chosen(values: string[]): Sample {
  const isFlag = values.includes("false");
  return isFlag ? { given: "false", sent: false } : same(values.at(-1));
}
