import { openBench, type TestBench } from "./support/segment";

let bench: TestBench;

beforeAll(async () => {
  bench = await openBench();
  bench.simulator.fill("us", { sources: 450, users: 447 });
});
afterAll(() => bench.close());

type Listed = { data: { sources: { id: string }[]; pagination: Record<string, unknown> } };

const requestsOf = async (work: () => Promise<unknown>) => {
  const before = bench.simulator.requests.length;
  await work();
  return bench.simulator.requests.slice(before);
};

test("one page has the size asked for, and its cursor leads to the next", async () => {
  const first = await bench.run<Listed>("listSources", { count: "200" });
  expect(first.data.sources).toHaveLength(200);
  const next = await bench.run<Listed>("listSources", {
    count: 200,
    cursor: first.data.pagination.next,
  });
  expect(next.data.sources).toHaveLength(200);
  const ids = [...first.data.sources, ...next.data.sources].map(({ id }) => id);
  expect(new Set(ids).size).toBe(400);
});

test("a size is always sent: 50 where none is set", async () => {
  const [request] = await requestsOf(() => bench.run("listSources", { count: "" }));
  expect(decodeURIComponent(request?.query ?? "")).toBe("pagination[count]=50");
});

test.each(["0", "1001", "-1", "abc", "1.5", Number.NaN, 1e12])(
  "a count of %p is refused and nothing is sent",
  async (count) => {
    const sent = await requestsOf(() =>
      expect(bench.run("listSources", { count })).rejects.toThrow(
        "Count: expected a whole number from 1 to 1000",
      ),
    );
    expect(sent).toEqual([]);
  },
);

test("Fetch All answers the whole list in one envelope, in Segment's order", async () => {
  const { data } = await bench.run<Listed>("listSources", { fetchAll: true, count: "1" });
  expect(data.sources).toHaveLength(450);
  expect(new Set(data.sources.map(({ id }) => id)).size).toBe(450);
  expect(data.pagination).toMatchObject({ totalEntries: 450, next: null });
});

test("Fetch All asks for the largest pages, from the first one on", async () => {
  const sent = await requestsOf(() =>
    bench.run("listSources", { fetchAll: "true", cursor: "MTIz", count: "5" }),
  );
  expect(sent.map(({ query }) => decodeURIComponent(query))).toEqual(["pagination[count]=1000"]);
});

test("a page that fails fails the list: no part of it is answered", async () => {
  bench.simulator.fill("us", { sources: 1000 });
  const undo = bench.simulator.intercept(({ query }) =>
    query.includes("cursor") ? { status: 500, body: { errors: [{ type: "boom" }] } } : undefined,
  );
  await bench.onClock(() =>
    expect(bench.run("listSources", { fetchAll: true })).rejects.toThrow(
      "List Sources: 500 boom, after 4 attempts",
    ),
  );
  undo();
});

test("a cursor that repeats is an error, not an endless list", async () => {
  const undo = bench.simulator.intercept(() => ({
    status: 200,
    body: { data: { sources: [], pagination: { current: "a", next: "b" } } },
  }));
  await bench.onClock(() =>
    expect(bench.run("listSources", { fetchAll: true })).rejects.toThrow(
      "List Sources: 200 the answer names a page as the next one that was read before",
    ),
  );
  undo();
});

test("10,000 entries come back whole and in order", async () => {
  const own = Array.from({ length: 10_000 }, (_, index) => ({ id: String(index) }));
  const undo = bench.simulator.intercept(({ query }) => {
    const asked = new URLSearchParams(query);
    const from = Number(asked.get("pagination[cursor]") ?? 0);
    const to = from + Number(asked.get("pagination[count]"));
    const next = to < own.length ? String(to) : null;
    return {
      status: 200,
      body: { data: { sources: own.slice(from, to), pagination: { current: String(from), next } } },
    };
  });
  const { data } = await bench.run<Listed>("listSources", { fetchAll: true });
  undo();
  expect(data.sources).toEqual(own);
});

test("users are listed whole by their picklist", async () => {
  expect(await bench.choices("selectUser")).toHaveLength(450);
});
