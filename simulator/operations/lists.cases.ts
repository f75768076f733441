import { findList, type Harness, startHarness } from "../harness";
import { page } from "./lists";

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

async function everything(path: string, list: string, count: number): Promise<unknown[]> {
  const all: unknown[] = [];
  let cursor: string | undefined;
  do {
    const query = { pagination: { count, cursor } };
    const response = await harness.send("GET", path, undefined, { query });
    all.push(...findList(response, list));
    cursor = (response.body.data?.pagination as { next?: string } | undefined)?.next;
  } while (cursor !== undefined);
  return all;
}

test("450 users come in pages, each once, in order of creation", async () => {
  harness.simulator.fill("us", { users: 447 });
  const users = (await everything("/users", "users", 200)) as { id: string; name: string }[];
  expect(users).toHaveLength(450);
  expect(new Set(users.map(({ id }) => id)).size).toBe(450);
  expect(users[449]?.name).toBe("User 0450");
  expect(harness.simulator.requests).toHaveLength(3);
});

test("every kind of object can be filled and listed completely", async () => {
  const lists = ["sources", "destinations", "warehouses", "transformations"] as const;
  harness.simulator.fill("us", {
    sources: 25,
    destinations: 25,
    warehouses: 25,
    functions: 25,
    transformations: 25,
  });
  for (const list of lists) expect(await everything(`/${list}`, list, 10)).toHaveLength(25);
  expect(await everything("/functions?resourceType=DESTINATION", "functions", 1000)).toHaveLength(
    25,
  );
  expect(await everything("/catalog/destinations", "destinationsCatalog", 150)).toHaveLength(400);
  expect(await everything("/catalog/sources", "sourcesCatalog", 100)).toHaveLength(180);
  expect(await everything("/catalog/warehouses", "warehousesCatalog", 5)).toHaveLength(9);
});

test("the default page size is 200", async () => {
  harness.simulator.fill("us", { sources: 201 });
  const response = await harness.send("GET", "/sources");
  expect(findList(response, "sources")).toHaveLength(200);
  expect(response.body.data?.pagination).toMatchObject({
    current: expect.any(String),
    next: expect.any(String),
    totalEntries: 201,
  });
});

test("a page parameter works with dots and with brackets", async () => {
  harness.simulator.fill("us", { sources: 7 });
  const get = (query: string) => harness.send("GET", `/sources?${query}`);
  const first = await get("pagination.count=3");
  expect(findList(first, "sources")).toHaveLength(3);
  const { next } = (first.body.data?.pagination ?? {}) as { next?: string };
  expect(next).toBeDefined();
  const dotted = await get(`pagination.count=3&pagination.cursor=${next}`);
  const bracketed = await get(`pagination[count]=3&pagination[cursor]=${next}`);
  expect(findList(dotted, "sources")).toHaveLength(3);
  expect(dotted.body).toEqual(bracketed.body);
  expect(harness.simulator.differences).toEqual([]);
});

test("a cursor also leads back, and is valid only for its own list", () => {
  const items = ["a", "b", "c", "d", "e"];
  const first = page(items, { count: 2 }, "letters");
  const second = page(items, { count: 2, cursor: first.pagination.next }, "letters");
  const last = page(items, { count: 2, cursor: second.pagination.next }, "letters");
  expect([first.items, second.items, last.items]).toEqual([["a", "b"], ["c", "d"], ["e"]]);
  expect(last.pagination.next).toBeUndefined();
  expect(first.pagination.previous).toBeUndefined();
  const back = page(items, { count: 2, cursor: second.pagination.previous }, "letters");
  expect(back.items).toEqual(first.items);
  expect(() => page(items, { count: 2, cursor: first.pagination.next }, "numbers")).toThrow(
    "cursor",
  );
});

test("a changed cursor is rejected", () => {
  const cursor = page(["a", "b"], { count: 1 }, "letters").pagination.next ?? "";
  const garbled = [
    "",
    " ",
    "MQ==",
    "null",
    "-1",
    `${cursor}=`,
    `${cursor} `,
    cursor.slice(1),
    cursor.slice(0, -4),
  ];
  for (const bad of garbled) {
    expect(() => page(["a", "b"], { count: 1, cursor: bad }, "letters")).toThrow("cursor");
  }
});
