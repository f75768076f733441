import { isDeepStrictEqual } from "node:util";
import { callOf } from "./oracle/calls";
import { ACTION_KEYS } from "./oracle/component";
import { type PageField, pagesOf } from "./oracle/fields";
import { operationOf } from "./oracle/operationOf";
import { exampleResponse } from "./oracle/record";
import { openHarness, type TestHarness } from "./support/segment";

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** A workspace of so many sources, and of 450 users with those it has from the start. */
function workspaceOf(sources: number): void {
  harness.simulator.reset();
  harness.simulator.fill("us", { sources, users: 447 });
}

type Listed = { data: { sources: { id: string }[]; pagination: Record<string, unknown> } };

const requestsOf = async (work: () => Promise<unknown>) => {
  const before = harness.simulator.requests.length;
  await work();
  return harness.simulator.requests.slice(before);
};

test("one page has the size asked for, and its cursor leads to the next", async () => {
  workspaceOf(450);
  const first = await harness.run<Listed>("listSources", { count: "200" });
  expect(first.data.sources).toHaveLength(200);
  const next = await harness.run<Listed>("listSources", {
    count: 200,
    cursor: first.data.pagination.next,
  });
  expect(next.data.sources).toHaveLength(200);
  const ids = [...first.data.sources, ...next.data.sources].map(({ id }) => id);
  expect(new Set(ids).size).toBe(400);
});

test("a size is always sent: 50 if none is set", async () => {
  const [request] = await requestsOf(() => harness.run("listSources", { count: "" }));
  expect(decodeURIComponent(request?.query ?? "")).toBe("pagination[count]=50");
});

test.each(["0", "1001", "-1", "abc", "1.5", Number.NaN, 1e12])(
  "a count of %p is refused and nothing is sent",
  async (count) => {
    const sent = await requestsOf(() =>
      expect(harness.run("listSources", { count })).rejects.toThrow(
        "Count: expected a whole number from 1 to 1000",
      ),
    );
    expect(sent).toEqual([]);
  },
);

test("Fetch All returns the whole list in one envelope, in Segment's order", async () => {
  workspaceOf(450);
  const { data } = await harness.run<Listed>("listSources", { fetchAll: true, count: "1" });
  expect(data.sources).toHaveLength(450);
  expect(new Set(data.sources.map(({ id }) => id)).size).toBe(450);
  expect(data.pagination).toMatchObject({ totalEntries: 450, next: null });
});

test("Fetch All asks for the largest pages, from the first one on", async () => {
  workspaceOf(450);
  const sent = await requestsOf(() =>
    harness.run("listSources", { fetchAll: "true", cursor: "MTIz", count: "5" }),
  );
  expect(sent.map(({ query }) => decodeURIComponent(query))).toEqual(["pagination[count]=1000"]);
});

test("a failed page fails the list: no part of it is returned", async () => {
  workspaceOf(1450);
  const undo = harness.simulator.intercept(({ query }) =>
    query.includes("cursor") ? { status: 500, body: { errors: [{ type: "boom" }] } } : undefined,
  );
  await harness.onClock(() =>
    expect(harness.run("listSources", { fetchAll: true })).rejects.toThrow(
      "List Sources: 500 boom, after 4 attempts",
    ),
  );
  undo();
});

test("a cursor that repeats is an error, not an endless list", async () => {
  const undo = harness.simulator.intercept(() => ({
    status: 200,
    body: { data: { sources: [], pagination: { current: "a", next: "b" } } },
  }));
  await harness.onClock(() =>
    expect(harness.run("listSources", { fetchAll: true })).rejects.toThrow(
      "List Sources: 200 the next page of the response was already read",
    ),
  );
  undo();
});

/** Every paged list of every action: its name in `data`, and the place of its page. */
const LISTS = ACTION_KEYS.flatMap((action) =>
  pagesOf(operationOf(action)).map((page): [string, string, PageField] => {
    const { data } = exampleResponse(action) as { data: Record<string, unknown> };
    const lists = Object.keys(data).filter((name) => Array.isArray(data[name]));
    const own = page.parameter?.replace(/pagination$/i, "");
    return [action, own || (lists[0] ?? ""), page];
  }),
);

const own = Array.from({ length: 10_000 }, (_, index) => ({ id: String(index) }));

test.each(LISTS)("%s returns 10,000 %s complete and in order", async (action, items, page) => {
  const { data: example } = exampleResponse(action) as { data: Record<string, unknown> };
  const pagination = page.parameter ?? "pagination";
  const isNumber = page.cursors.type === "number";
  const undo = harness.simulator.intercept(({ query }) => {
    const asked = new URLSearchParams(query);
    const read = (name: string) =>
      asked.get(page.parameter === undefined ? name : `${page.parameter}[${name}]`);
    const count = Number(read("count") ?? 10); // a list that was not asked for comes in a page too
    const from = Number(read("cursor") ?? 0);
    const next = from + count < own.length ? from + count : undefined;
    const about = { current: String(from), next: isNumber ? next : (next?.toString() ?? null) };
    const entries = own.slice(from, from + count);
    return { status: 200, body: { data: { ...example, [items]: entries, [pagination]: about } } };
  });
  const inputs = { ...callOf(action, "minimal").inputs, fetchAll: true };
  const { data } = await harness.run<{ data: Record<string, unknown> }>(action, inputs);
  undo();
  expect(data[items]).toHaveLength(own.length);
  // Jest's own comparison takes longer than the list.
  expect(isDeepStrictEqual(data[items], own)).toBe(true);
  expect(data[pagination]).toMatchObject({ next: null });
});

test("all 62 lists of the 61 actions that page are among them", () => {
  expect(LISTS).toHaveLength(62);
  expect(new Set(LISTS.map(([action]) => action)).size).toBe(61);
});

test("a list that Segment omits because it is empty is empty", async () => {
  const undo = harness.simulator.intercept(() => ({
    status: 200,
    body: { data: { pagination: { current: 0 } } },
  }));
  const { data } = await harness.run("listFiltersForSpace", { integrationId: "a", fetchAll: true });
  undo();
  expect(data.filters).toEqual([]);
});

test("a full page that does not say what follows fails, since it may not be all", async () => {
  const regulations = Array.from({ length: 1000 }, (_, index) => ({ id: String(index) }));
  const list = (entries: object[]) => ({ status: 200, body: { data: { regulations: entries } } });
  const inputs = { sourceId: "a", fetchAll: true };
  const undo = harness.simulator.intercept(() => list(regulations));
  await harness.onClock(() =>
    expect(harness.run("listRegulationsFromSource", inputs)).rejects.toThrow(
      "200 the response is a full page that does not say if more pages follow",
    ),
  );
  undo();
  const end = harness.simulator.intercept(() => list(regulations.slice(1)));
  const { data } = await harness.run("listRegulationsFromSource", inputs);
  end();
  expect(data.regulations).toHaveLength(999);
});

test("users are listed whole by their picklist", async () => {
  workspaceOf(450);
  expect(await harness.choices("selectUser")).toHaveLength(450);
});

describe("two lists in one response", () => {
  const response = (sourcesPagination: unknown) => ({
    status: 200,
    body: {
      data: {
        sources: [{ id: "s" }],
        sourcesPagination,
        warehouses: [{ id: "w" }],
        warehousesPagination: { current: "MA==", totalEntries: 1 },
      },
    },
  });
  const inputs = { credentialId: "c", fetchAll: true };

  test.each([
    [
      "a cursor that is none",
      { current: "MA==", next: 5 },
      "cursor of the next page is the number 5",
    ],
    ["text in place of it", "MA==", "sourcesPagination is text of 4 characters, not an object"],
    [
      "more entries than came",
      { current: "MA==", totalEntries: 2 },
      "ends after 1 of its 2 sources",
    ],
  ])("each has its own pagination, and %s fails both", async (_, pagination, message) => {
    const undo = harness.simulator.intercept(() => response(pagination));
    await harness.onClock(() =>
      expect(harness.run("listCredentialConsumers", inputs)).rejects.toThrow(message),
    );
    undo();
  });
});

test.each(["5", 1.5, -1, true, {}])(
  "a next page of %j fails a list whose cursors are numbers",
  async (next) => {
    const undo = harness.simulator.intercept(() => ({
      status: 200,
      body: { data: { filters: [{ id: "f" }], pagination: { current: 0, next } } },
    }));
    const inputs = { integrationId: "a", fetchAll: true };
    await harness.onClock(() =>
      expect(harness.run("listFiltersForSpace", inputs)).rejects.toThrow(
        "200 the response's cursor of the next page is ",
      ),
    );
    undo();
  },
);

test("a list that ends too early is asked for again, and whole if it then is", async () => {
  workspaceOf(1450);
  let asked = 0;
  const undo = harness.simulator.intercept(({ query }) => {
    if (!query.includes("cursor")) return undefined;
    asked += 1;
    const pagination = { current: "a", totalEntries: 1450 };
    return asked === 1 ? { status: 200, body: { data: { sources: [], pagination } } } : undefined;
  });
  const { result } = await harness.onClock(() =>
    harness.run<Listed>("listSources", { fetchAll: true }),
  );
  undo();
  expect(asked).toBe(2);
  expect(result.data.sources).toHaveLength(1450);
});
