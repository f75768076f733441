import fc from "fast-check";
import { chunksOf, jsonBytes } from "./chunks";

test("chunks contain all items in order, each as many as its bound allows", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 7 }), (items, most) => {
      const chunks = chunksOf(items, { items: most });
      expect(chunks.flat()).toEqual(items);
      expect(chunks).toHaveLength(Math.ceil(items.length / most));
      for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(most);
    }),
  );
});

test("no chunk exceeds its bytes, and the next item never fits", () => {
  const weights = fc.array(fc.integer({ min: 1, max: 20 }));
  const sum = (chunk: number[]) => chunk.reduce((total, weight) => total + weight, 0);
  fc.assert(
    fc.property(weights, fc.integer({ min: 20, max: 60 }), (items, most) => {
      const chunks = chunksOf(items, { bytes: most, bytesOf: (weight) => weight });
      expect(chunks.flat()).toEqual(items);
      for (const [index, chunk] of chunks.entries()) {
        expect(sum(chunk)).toBeLessThanOrEqual(most);
        const [next] = chunks[index + 1] ?? [];
        if (next !== undefined) expect(sum(chunk) + next).toBeGreaterThan(most);
      }
    }),
  );
});

test("chunks keep to both bounds", () => {
  const bounds = { items: 3, bytes: 10, bytesOf: (weight: number) => weight };
  expect(chunksOf([1, 1, 1, 1, 9, 2, 8, 0, 0, 0], bounds)).toEqual([
    [1, 1, 1],
    [1, 9],
    [2, 8, 0],
    [0, 0],
  ]);
});

test("an item that is too large gets a chunk of its own, or is refused", () => {
  const bounds = { bytes: 4, bytesOf: (weight: number) => weight };
  expect(chunksOf([1, 9, 1, 1], bounds)).toEqual([[1], [9], [1, 1]]);
  const tooLarge = (weight: number) => new Error(`${weight} is too large`);
  expect(() => chunksOf([1, 1, 1, 1, 1, 9], { ...bounds, tooLarge })).toThrow("9 is too large");
  expect(chunksOf([4], { ...bounds, tooLarge })).toEqual([[4]]);
});

test("the bytes of entries cover the JSON text of their list, and little more", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (entries) => {
      const bytes = entries.reduce((sum: number, entry) => sum + jsonBytes(entry), 0);
      expect(bytes + 1 - Buffer.byteLength(JSON.stringify(entries))).toBe(
        entries.length > 0 ? 0 : -1,
      );
    }),
  );
});

test("an empty list makes no chunk", () => {
  expect(chunksOf([], { items: 5 })).toEqual([]);
});
