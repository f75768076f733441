import fc from "fast-check";
import { createClient } from "../../src/client";
import { anyText } from "../support/anyText";
import { openHarness, type TestHarness } from "../support/segment";
import { operations } from "./contract";
import { decodedQuery, type Pair, sorted } from "./expected";
import { recorded } from "./record";

const RUNS = 150;
const noop = () => {};
const logger = {
  trace: noop,
  debug: noop,
  info: noop,
  log: noop,
  warn: noop,
  error: noop,
  metric: noop,
};

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** The names of all query parameters of the contract that are not objects. */
const NAMES = [...operations.values()].flatMap(({ parameters }) =>
  parameters
    .filter((parameter) => parameter.in === "query" && parameter["x-wire-style"] !== "deepObject")
    .map(({ name }) => name),
);

const names = fc.constantFrom(...new Set(NAMES));
const texts = anyText();
const scalars = fc.oneof(texts, fc.integer(), fc.boolean());
const lists = fc.array(texts, { minLength: 1, maxLength: 25 });
const pages = fc.record(
  { count: fc.integer({ min: 1, max: 1000 }), cursor: texts },
  { requiredKeys: ["count"] },
);
/** Queries of scalars, lists of text and perhaps a page, as the operations have them. */
const queries = fc
  .tuple(
    fc.dictionary(names, fc.oneof(scalars, lists), { maxKeys: 6, noNullPrototype: true }),
    fc.option(pages, { nil: undefined }),
  )
  .map(([query, pagination]) => ({ ...query, ...(pagination && { pagination }) }));

/** The pairs a query must arrive as: `name`, `name[0]`, `name[key]`. */
function pairsOf(query: Record<string, unknown>): Pair[] {
  return Object.entries(query).flatMap(([name, value]): Pair[] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([key, entry]): Pair => [`${name}[${key}]`, String(entry)])
      : [[name, String(value)]],
  );
}

test("any query of texts, numbers, booleans, lists and a page arrives as it was given", async () => {
  const client = createClient({
    connection: harness.connection(),
    region: "api",
    label: "Query",
    logger,
    debug: false,
  });
  const arrives = async (query: Record<string, unknown>) => {
    const request = { method: "GET", path: "/sources", template: "/sources", query } as const;
    const response = { status: 200, body: { data: {} } };
    const [came] = await recorded(harness, [response], () => client.send(request));
    expect(decodedQuery(came?.query ?? "none")).toEqual(sorted(pairsOf(query)));
  };
  await fc.assert(fc.asyncProperty(queries, arrives), { numRuns: RUNS });
});
