import fc from "fast-check";
import { addressBytes, addressProblem, entryBytes, roomFor } from "./address";
import type { SegmentRequest } from "./request";

const request = (query: SegmentRequest["query"], path = "/users"): SegmentRequest => ({
  method: "DELETE",
  path,
  template: path,
  query,
});

test("an address is as long as it goes out", () => {
  expect(addressBytes("/users")).toBe("/users".length);
  expect(addressBytes("/users", { ids: ["a b", "é"] })).toBe(
    "/users?ids%5B0%5D=a+b&ids%5B1%5D=%C3%A9".length,
  );
  expect(addressBytes("/users?a=1", new URLSearchParams({ b: "it's" }))).toBe(
    "/users?a=1&b=it%27s".length,
  );
});

test("entries that keep within the room for their list keep the address within its limit", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  const entry = fc.oneof(text, fc.record({ key: text, version: fc.nat() }));
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1 }), text, (entries, other) => {
      const whole = request({ other, ids: entries });
      const room = roomFor("ids", entries, whole);
      expect(room).toBe(8000 - addressBytes("/users", { other }));
      const many = Array.from({ length: 10 }, () => entries).flat();
      const bytes = many.reduce((sum: number, one) => sum + entryBytes("ids", one), 0);
      expect(addressBytes("/users", { other, ids: many })).toBeLessThanOrEqual(8000 - room + bytes);
    }),
    { numRuns: 30 },
  );
});

test("an entry takes the bytes of all its fields at the longest index", () => {
  expect(entryBytes("ids", "a b")).toBe("&ids%5B99999%5D=a+b".length);
  expect(entryBytes("ids", { key: "a", version: 1 })).toBe(
    "&ids%5B99999%5D%5Bkey%5D=a&ids%5B99999%5D%5Bversion%5D=1".length,
  );
});

test.each([
  [0, 3],
  [1, 2],
])("with %d bytes too few for three entries, the first %d fit", (missing, fitting) => {
  const path = `/${"x".repeat(7999 - 3 * entryBytes("ids", "abc") + missing)}`;
  expect(addressProblem(request({ ids: Array.from({ length: 9 }, () => "abc") }, path))).toMatch(
    new RegExp(`: of the 9 entries of ids, the first ${fitting} fit$`),
  );
});

test("a list that is too long is named, with how many of its entries fit", () => {
  const ids = Array.from({ length: 600 }, (_, index) => `user-${String(index).padStart(15, "0")}`);
  const whole = request({ groupBy: ["a"], filter: { ids } });
  const problem = addressProblem(whole);
  const [, bytes, fitting] =
    /^the address is (\d+) bytes long, and no more than 8000 reach Segment: of the 600 entries of filter\[ids\], the first (\d+) fit$/.exec(
      problem,
    ) ?? [];
  expect(Number(bytes)).toBe(addressBytes("/users", whole.query));
  const withFirst = (count: number) =>
    addressBytes("/users", { groupBy: ["a"], filter: { ids: ids.slice(0, count) } });
  expect(withFirst(Number(fitting))).toBeLessThanOrEqual(8000);
  // Not far below what fits.
  expect(withFirst(Number(fitting) * 1.2)).toBeGreaterThan(8000);
});

test.each([
  request({ id: "x".repeat(9000) }),
  request(new URLSearchParams({ id: "x".repeat(9000) })),
  request({ ids: ["x".repeat(9000)] }),
  request(undefined, `/${"x".repeat(9000)}`),
])("if no entry fits, only the length is given", (long) => {
  expect(addressProblem(long)).toMatch(
    /^the address is 90\d\d bytes long, and no more than 8000 reach Segment$/,
  );
});
