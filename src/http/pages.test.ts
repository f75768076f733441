import fc from "fast-check";
import { toJson } from "../values/json";
import { MalformedAnswer, type ReadBody, readEnvelope, readPlainEnvelope } from "./answer";
import { allPages, type Page, type Pagination } from "./pages";

const LIST = { items: "items", pagination: "pagination", most: 1000 };
const page = (items: unknown, next?: unknown) => ({
  data: { items, pagination: { current: "c", next, totalEntries: 3 }, note: "kept" },
});
const bytes = (answer: unknown) => Buffer.from(JSON.stringify(answer));

/** Serves the pages one after the other, and keeps what was asked. */
function pagesOf(...pages: unknown[]) {
  const asked: Pagination[] = [];
  const load = async (pagination: Pagination, read: ReadBody<Page>) => {
    asked.push(pagination);
    return read(bytes(pages[asked.length - 1]), 200, "application/json");
  };
  return { asked, load };
}

test("every page is followed and answered as one envelope, in order, without a next page", async () => {
  const { asked, load } = pagesOf(page([1, 2], "two"), page([3], "three"), page([], null));
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
        ...lists.map((list, at) => page(list, lists[at + 1] && `cursor ${at + 1}`)),
      );
      const whole = await allPages(load, LIST);
      expect(toJson(whole.data.items)).toBe(JSON.stringify(lists.flat()));
      expect(asked).toHaveLength(lists.length);
    }),
  );
});

test.each([[undefined], [null], [""], [7], [{}]])("a next page of %p is none", async (next) => {
  const { asked, load } = pagesOf(page([1], next));
  expect((await allPages(load, LIST)).data.items).toEqual([1]);
  expect(asked).toHaveLength(1);
});

test.each([[null], [[]], ["x"]])(
  "a list that is not paged (%p) is answered as it is",
  async (no) => {
    const { load } = pagesOf({ data: { items: [1], pagination: no } });
    expect(await allPages(load, LIST)).toEqual({ data: { items: [1], pagination: no } });
  },
);

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
      new MalformedAnswer("the answer is a page without its list of items"),
    );
  },
);

test("an answer without content is an error, not an empty list", async () => {
  const load = async (_pagination: Pagination, read: ReadBody<Page>) =>
    read(Buffer.alloc(0), 204, "");
  await expect(allPages(load, LIST)).rejects.toThrow(
    "the answer is a page without its list of items",
  );
});

test("a page that is no envelope is an error", async () => {
  const { load } = pagesOf([]);
  await expect(allPages(load, LIST)).rejects.toThrow("the answer has no data");
});

test.each([
  ["itself", [page([1], "two"), page([2], "two")], 2],
  ["an earlier page", [page([1], "two"), page([2], "three"), page([3], "two")], 3],
])("a page that leads to %s is an error", async (_where, pages, requests) => {
  const { asked, load } = pagesOf(...pages);
  await expect(allPages(load, LIST)).rejects.toThrow(
    new MalformedAnswer("the answer names a page as the next one that was read before"),
  );
  expect(asked).toHaveLength(requests);
});

test("a list whose cursors are numbers follows numbers only", async () => {
  const numeric = { ...LIST, numeric: true };
  const text = pagesOf(page([1], "5"));
  expect((await allPages(text.load, numeric)).data.items).toEqual([1]);
  const number = pagesOf(page([1], 0), page([2]));
  expect((await allPages(number.load, numeric)).data.items).toEqual([1, 2]);
  expect(number.asked).toEqual([{ count: 1000 }, { count: 1000, cursor: 0 }]);
});

const bare = (items?: unknown) => ({ data: { items } });

test("a full page that does not say what follows is an error, since it may not be all", async () => {
  const two = { ...LIST, most: 2 };
  const { load } = pagesOf(bare([1, 2]));
  await expect(allPages(load, two)).rejects.toThrow(
    new MalformedAnswer("the answer is a full page that does not say whether there are more"),
  );
  expect((await allPages(pagesOf(bare([1])).load, two)).data.items).toEqual([1]);
  expect((await allPages(pagesOf(page([1, 2])).load, two)).data.items).toEqual([1, 2]);
});

test("a list that does not come in pages is whole as it is", async () => {
  const whole = { ...LIST, most: 0 };
  expect((await allPages(pagesOf(bare([1, 2])).load, whole)).data.items).toEqual([1, 2]);
  expect((await allPages(pagesOf(bare([])).load, whole)).data.items).toEqual([]);
});

test("a list that may be left out is empty where it is", async () => {
  const optional = { ...LIST, optional: true };
  expect((await allPages(pagesOf(bare()).load, optional)).data.items).toEqual([]);
  await expect(allPages(pagesOf(bare("x")).load, optional)).rejects.toThrow("without its list");
  const nothing = async (_page: Pagination, read: ReadBody<Page>) => read(Buffer.alloc(0), 204, "");
  await expect(allPages(nothing, optional)).rejects.toThrow("without its list");
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
