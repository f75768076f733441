import fc from "fast-check";
import { chunksOf } from "./chunks";

test("chunks hold all items in order, no more than so many each, and as many as they can", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 7 }), (items, most) => {
      const chunks = chunksOf(items, most);
      expect(chunks.flat()).toEqual(items);
      expect(chunks).toHaveLength(Math.ceil(items.length / most));
      for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(most);
    }),
  );
});

test("weighed chunks weigh no more than so much, and the next item never fits", () => {
  const weights = fc.array(fc.integer({ min: 1, max: 20 }));
  const sum = (chunk: number[]) => chunk.reduce((total, weight) => total + weight, 0);
  fc.assert(
    fc.property(weights, fc.integer({ min: 20, max: 60 }), (items, most) => {
      const chunks = chunksOf(items, most, (weight) => weight);
      expect(chunks.flat()).toEqual(items);
      for (const [index, chunk] of chunks.entries()) {
        expect(sum(chunk)).toBeLessThanOrEqual(most);
        const [next] = chunks[index + 1] ?? [];
        if (next !== undefined) expect(sum(chunk) + next).toBeGreaterThan(most);
      }
    }),
  );
});

test("an item that is too heavy goes alone", () => {
  expect(chunksOf([1, 9, 1, 1], 4, (weight) => weight)).toEqual([[1], [9], [1, 1]]);
});

test("nothing makes no chunk", () => {
  expect(chunksOf([], 5)).toEqual([]);
});
