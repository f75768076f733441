import fc from "fast-check";
import {
  MalformedResponse,
  type ReadBody,
  readEnvelope,
  readPlainEnvelope,
} from "../http/response";
import { toJson } from "../values/json";
import { allPages, type Page, type Pagination } from "./pages";

const LIST = { items: "items", pagination: "pagination", most: 1000 };
const page = (items: unknown, next?: unknown, totalEntries?: unknown) => ({
  data: { items, pagination: { current: "c", next, totalEntries }, note: "kept" },
});
const bytes = (body: unknown) => Buffer.from(JSON.stringify(body));

/** Serves the pages one after the other, and keeps what was asked. */
function pagesOf(...pages: unknown[]) {
  const asked: Pagination[] = [];
  const load = async (pagination: Pagination, read: ReadBody<Page>) => {
    asked.push(pagination);
    return read(bytes(pages[asked.length - 1]), 200, "application/json");
  };
  return { asked, load };
}

test("pages are read only until there is enough", async () => {
  const { asked, load } = pagesOf(
    page([1, 2], "two", 9),
    page([3], "three", 9),
    page([4], null, 9),
  );
  const isEnough = (entries: readonly unknown[]) => entries.length >= 3;
  const { data } = await allPages(load, LIST, undefined, isEnough);
  expect(data.items).toEqual([1, 2, 3]);
  expect(asked).toHaveLength(2);
});

test("all pages are returned as one envelope, in order, without a next page", async () => {
  const { asked, load } = pagesOf(page([1, 2], "two", 3), page([3], "three", 3), page([], null, 3));
  expect(await allPages(load, LIST)).toEqual({
    data: {
      items: [1, 2, 3],
      note: "kept",
      pagination: { current: "c", next: null, totalEntries: 3 },
    },
  });
  expect(asked).toEqual([
    { count: 1000 },
    { count: 1000, cursor: "two" },
    { count: 1000, cursor: "three" },
  ]);
});

test("whatever the pages hold, every entry is in the list once and in order", async () => {
  const pages = fc.array(fc.array(fc.jsonValue(), { maxLength: 4 }), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(pages, async (lists) => {
      const { asked, load } = pagesOf(
        ...lists.map((list, at) => page(list, lists[at + 1] && `cursor ${at + 1}`, null)),
      );
      const whole = await allPages(load, LIST);
      expect(toJson(whole.data.items)).toBe(JSON.stringify(lists.flat()));
      expect(asked).toHaveLength(lists.length);
    }),
  );
});

test.each([[undefined], [null], [""]])("a next page of %p is none", async (next) => {
  const { asked, load } = pagesOf(page([1], next));
  expect((await allPages(load, LIST)).data.items).toEqual([1]);
  expect(asked).toHaveLength(1);
});

test.each([[7], [{}], [[]], [true], [false], [0]])(
  "a next page of %p is no cursor, and fails the list",
  async (next) => {
    const { asked, load } = pagesOf(page([1], next));
    await expect(allPages(load, LIST)).rejects.toThrow(MalformedResponse);
    expect(asked).toHaveLength(1);
  },
);

test.each([["5"], [1.5], [-1], [true], [{}]])(
  "a next page of %p is no cursor of a list whose cursors are numbers",
  async (next) => {
    const { load } = pagesOf(page([1], next));
    await expect(allPages(load, { ...LIST, numeric: true })).rejects.toThrow(
      /^the response's cursor of the next page is /,
    );
  },
);

test("a pagination that is null is none", async () => {
  const { load } = pagesOf({ data: { items: [1], pagination: null } });
  expect(await allPages(load, LIST)).toEqual({ data: { items: [1], pagination: null } });
});

test.each([
  [[], "a list of 0"],
  ["x", "text of 1 characters"],
  [7, "the number 7"],
  [false, "the boolean false"],
])("a pagination of %j fails the list, also of one that is not paged", async (pagination, came) => {
  for (const list of [LIST, { ...LIST, most: 0 }]) {
    const { load } = pagesOf({ data: { items: [1], pagination } });
    await expect(allPages(load, list)).rejects.toThrow(
      new MalformedResponse(`the response's pagination is ${came}, not an object`),
    );
  }
});

test("a list that ends before all the entries that its last page counts fails", async () => {
  const { load } = pagesOf(page([1, 2], "two", 4), page([3], null, 4));
  await expect(allPages(load, LIST)).rejects.toThrow(
    new MalformedResponse("the list ends after 3 of its 4 items"),
  );
});

test("entries that went while the list was read fail nothing, and only the last page counts", async () => {
  const { load } = pagesOf(page([1, 2], "two", 9), page([3], null, 2));
  expect((await allPages(load, LIST)).data.items).toEqual([1, 2, 3]);
});

test.each([[-1], [1.5], ["3"], [{}], [true]])(
  "%j is no number of entries, and fails the list on whatever page it is",
  async (total) => {
    for (const pages of [[page([1], "two", total), page([2])], [page([1, 2, 3, 4], null, total)]]) {
      await expect(allPages(pagesOf(...pages).load, LIST)).rejects.toThrow(
        /^the response's totalEntries is .*, not a number of entries$/,
      );
    }
  },
);

test("an entry that lacks what its reader needs fails the list, and is named by its position", async () => {
  const lacks = (entry: unknown) => (entry === null ? "" : entry === 0 ? ".id" : undefined);
  for (const [odd, at] of [
    [null, "items[2]"],
    [0, "items[2].id"],
  ] as const) {
    const { load } = pagesOf(page([1, 2], "two"), page([odd, 4]));
    await expect(allPages(load, { ...LIST, lacks })).rejects.toThrow(
      new MalformedResponse(`the response has no usable ${at}`),
    );
  }
});

test("whatever a server says comes next, a list is the whole of what it has, or fails", async () => {
  const SIZE = 3;
  const junk = fc.oneof(fc.jsonValue(), fc.constantFrom("", null, undefined, 0, "p1", "p2"));
  const bend = fc.record({
    next: fc.option(junk, { nil: "as it is" as never }),
    pagination: fc.option(junk, { nil: "as it is" as never }),
  });
  const server = fc.record({
    entries: fc.integer({ min: 0, max: 10 }),
    bends: fc.array(bend, { maxLength: 4 }),
    counts: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(server, async ({ entries, bends, counts }) => {
      const all = Array.from({ length: entries }, (_, index) => index);
      const load = async ({ cursor = "p0" }: Pagination, read: ReadBody<Page>) => {
        const number = Number(/^p(\d+)$/.exec(String(cursor))?.[1] ?? Number.NaN);
        if (Number.isNaN(number)) throw new MalformedResponse("not a cursor of this list");
        const from = number * SIZE;
        const own = from + SIZE < entries ? `p${number + 1}` : null;
        const { next = "as it is", pagination = "as it is" } = bends[number] ?? {};
        const about = {
          current: cursor,
          next: next === "as it is" ? own : next,
          ...(counts && { totalEntries: entries }),
        };
        const shown = pagination === "as it is" ? about : pagination;
        const data = { items: all.slice(from, from + SIZE), pagination: shown };
        return read(bytes({ data }), 200, "application/json");
      };
      const { data } = await allPages(load, { ...LIST, most: SIZE }).catch((error: Error) => {
        expect(error).toBeInstanceOf(MalformedResponse);
        return { data: { items: undefined } };
      });
      // Without a count nobody can tell a list that claims to end from one that does.
      const isHonest = counts || bends.every(({ next }) => next === "as it is");
      const isPaged = bends.every(({ pagination }) => pagination === "as it is");
      if (data.items === undefined || !isHonest || !isPaged) return;
      expect((data.items as number[]).toSorted((a, b) => a - b)).toEqual(all);
    }),
  );
});

test("a list without pagination gets none", async () => {
  const { load } = pagesOf({ data: { items: [1] } });
  expect(await allPages(load, LIST)).toEqual({ data: { items: [1] } });
});

test("what the first page says beside its list stands for all of them", async () => {
  const { load } = pagesOf(page([1], "two"), { data: { items: [2], note: "other" } });
  expect((await allPages(load, LIST)).data.note).toBe("kept");
});

test("a page that fails fails the whole", async () => {
  const pages = pagesOf(page([1], "two"));
  const load: typeof pages.load = async (pagination, read) => {
    if (pagination.cursor) throw new Error("page two failed");
    return pages.load(pagination, read);
  };
  await expect(allPages(load, LIST)).rejects.toThrow("page two failed");
});

test.each([[undefined], [null], ["x"], [{}]])(
  "a page with %p in place of its list is an error, not an empty list",
  async (items) => {
    const { load } = pagesOf(page([1], "two"), page(items));
    await expect(allPages(load, LIST)).rejects.toThrow(
      new MalformedResponse("the response has no list of items"),
    );
  },
);

test("a response without content is an error, not an empty list", async () => {
  const load = async (_pagination: Pagination, read: ReadBody<Page>) =>
    read(Buffer.alloc(0), 204, "");
  await expect(allPages(load, LIST)).rejects.toThrow("the response has no list of items");
});

test("a page that is no envelope is an error", async () => {
  const { load } = pagesOf([]);
  await expect(allPages(load, LIST)).rejects.toThrow("the response has no data");
});

test.each([
  ["itself", [page([1], "two"), page([2], "two")], 2],
  ["an earlier page", [page([1], "two"), page([2], "three"), page([3], "two")], 3],
])("a page that leads to %s is an error", async (_where, pages, requests) => {
  const { asked, load } = pagesOf(...pages);
  await expect(allPages(load, LIST)).rejects.toThrow(
    new MalformedResponse("the next page of the response was already read"),
  );
  expect(asked).toHaveLength(requests);
});

test("a list whose cursors are numbers follows them, 0 too", async () => {
  const numeric = { ...LIST, numeric: true };
  const number = pagesOf(page([1], 0), page([2]));
  expect((await allPages(number.load, numeric)).data.items).toEqual([1, 2]);
  expect(number.asked).toEqual([{ count: 1000 }, { count: 1000, cursor: 0 }]);
});

const bare = (items?: unknown) => ({ data: { items } });

test("a full page that does not say what follows is an error, since it may not be all", async () => {
  const two = { ...LIST, most: 2 };
  const { load } = pagesOf(bare([1, 2]));
  await expect(allPages(load, two)).rejects.toThrow(
    new MalformedResponse("the response is a full page that does not say if more pages follow"),
  );
  const none = { data: { items: [1, 2], pagination: null } };
  await expect(allPages(pagesOf(none).load, two)).rejects.toThrow("is a full page");
  expect((await allPages(pagesOf(bare([1])).load, two)).data.items).toEqual([1]);
  for (const about of [{}, { current: "c" }, { current: "c", totalEntries: null }]) {
    const full = { data: { items: [1, 2], pagination: about } };
    await expect(allPages(pagesOf(full).load, two)).rejects.toThrow("is a full page");
  }
  for (const last of [page([1, 2], null), page([1, 2], ""), page([1, 2], undefined, 2)]) {
    expect((await allPages(pagesOf(last).load, two)).data.items).toEqual([1, 2]);
  }
});

test("a last page that counts nothing is held against the last count before it", async () => {
  const ends = [page([3]), { data: { items: [3] } }];
  for (const last of ends) {
    await expect(
      allPages(pagesOf(page([1], "two", 9), page([2], "three", 5), last).load, LIST),
    ).rejects.toThrow(new MalformedResponse("the list ends after 3 of its 5 items"));
  }
});

test("entries that are listed twice do not fill a list", async () => {
  const two = [{ id: "a" }, { id: "b" }];
  const { load } = pagesOf(page(two, "two", 4), page(two, null, 4));
  await expect(allPages(load, LIST)).rejects.toThrow(
    new MalformedResponse("the list ends after 2 of its 4 items"),
  );
});

test("a cursor that is not well-formed Unicode fails the list", async () => {
  const { load } = pagesOf(page([1], "a\ud83d"));
  await expect(allPages(load, LIST)).rejects.toThrow("cursor of the next page");
});

test("a list that does not come in pages is whole as it is", async () => {
  const whole = { ...LIST, most: 0 };
  expect((await allPages(pagesOf(bare([1, 2])).load, whole)).data.items).toEqual([1, 2]);
  expect((await allPages(pagesOf(bare([])).load, whole)).data.items).toEqual([]);
});

test("an optional list that is left out is empty", async () => {
  const optional = { ...LIST, optional: true };
  expect((await allPages(pagesOf(bare()).load, optional)).data.items).toEqual([]);
  await expect(allPages(pagesOf(bare("x")).load, optional)).rejects.toThrow("has no list of items");
  const nothing = async (_page: Pagination, read: ReadBody<Page>) => read(Buffer.alloc(0), 204, "");
  await expect(allPages(nothing, optional)).rejects.toThrow("has no list of items");
});

test("a numeric cursor beyond 2^53 leads to the page that it names", async () => {
  const numeric = { ...LIST, numeric: true };
  const asked: Pagination[] = [];
  const load = async (pagination: Pagination, read: ReadBody<Page>) => {
    asked.push(pagination);
    const next = asked.length === 1 ? "9007199254740993" : "null";
    return read(Buffer.from(`{"data": {"items": [1], "pagination": {"next": ${next}}}}`), 200, "");
  };
  for (const envelope of [readEnvelope, readPlainEnvelope]) {
    asked.length = 0;
    expect((await allPages(load, numeric, envelope)).data.items).toEqual([1, 1]);
    expect(asked[1]).toEqual({ count: 1000, cursor: "9007199254740993" });
  }
});
