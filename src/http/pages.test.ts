import type { Answer } from "./answer";
import { allPages, type Pagination } from "./pages";

const page = (items: unknown, next?: unknown): Answer => ({
  data: { items, pagination: { current: "c", next, totalEntries: 3 }, note: "kept" },
});

function pagesOf(...pages: Answer[]) {
  const asked: Pagination[] = [];
  const load = async (pagination: Pagination) => {
    asked.push(pagination);
    return pages[asked.length - 1] ?? null;
  };
  return { asked, load };
}

test("every page is followed and answered as one envelope, in order, without a next page", async () => {
  const { asked, load } = pagesOf(page([1, 2], "two"), page([3], "three"), page([], null));
  expect(await allPages(load, "items", 1000, "List")).toEqual({
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

test("a page that fails fails the whole", async () => {
  const load = async ({ cursor }: Pagination) => {
    if (cursor) throw new Error("page two failed");
    return page([1], "two");
  };
  await expect(allPages(load, "items", 10, "List")).rejects.toThrow("page two failed");
});

test.each([[undefined], [null], ["x"], [{}]])(
  "a page with %p in place of its list is an error, not an empty list",
  async (items) => {
    const { load } = pagesOf(page([1], "two"), page(items));
    await expect(allPages(load, "items", 10, "List Things")).rejects.toThrow(
      "List Things: a page came without its list of items.",
    );
  },
);

test("an answer without content is an error, not an empty list", async () => {
  const { load } = pagesOf(null);
  await expect(allPages(load, "items", 10, "List Things")).rejects.toThrow("without its list");
});

test("a cursor that comes twice is an error", async () => {
  const { asked, load } = pagesOf(page([1], "two"), page([2], "three"), page([3], "two"));
  await expect(allPages(load, "items", 10, "List Things")).rejects.toThrow(
    "List Things: Segment answered the same page cursor twice.",
  );
  expect(asked).toHaveLength(3);
});
