import { ReceivedBody } from "./receivedBody";

const KIB = 1024;
/** The buffer of a body whose length nobody said. */
const FIRST = 64 * KIB;

/** Assembles pieces of these sizes, each of another byte. */
function assemble(expected: number, sizes: number[]): ReceivedBody {
  const body = new ReceivedBody(expected);
  for (const [index, size] of sizes.entries()) body.add(Buffer.alloc(size, index));
  return body;
}

const pieces = (sizes: number[]) =>
  Buffer.concat(sizes.map((size, index) => Buffer.alloc(size, index)));

test.each<[string, number, number[]]>([
  ["of the expected length", 40 * KIB, [10 * KIB, 30 * KIB]],
  ["shorter than expected", 90 * KIB, [40 * KIB, 40 * KIB]],
  ["longer than expected", 10 * KIB, [10 * KIB, 1, 30 * KIB]],
  ["of unknown length", 0, [1, 100, 70 * KIB, 200 * KIB]],
  ["with a first piece beyond the first buffer", 0, [100 * KIB, 5]],
  ["of one byte", 0, [1]],
])("a body %s is its pieces in their order", (_what, expected, sizes) => {
  const body = assemble(expected, sizes);
  const whole = pieces(sizes);
  expect(body.size).toBe(whole.length);
  expect(body.take(Number.POSITIVE_INFINITY).equals(whole)).toBe(true);
});

test("a body without pieces is empty", () => {
  const body = new ReceivedBody(0);
  expect(body.size).toBe(0);
  expect(body.take(10).length).toBe(0);
});

test("the beginning of a body can be taken alone", () => {
  const body = assemble(0, [2, 2]);
  expect([...body.take(3)]).toEqual([0, 0, 1]);
  expect([...body.take(9)]).toEqual([0, 0, 1, 1]);
});

test.each<[string, number, number[], number]>([
  ["the expected length, if that is right", 90 * KIB, [30 * KIB, 60 * KIB], 90 * KIB],
  ["the first buffer, if it fills most of it", 0, [40 * KIB], FIRST],
  ["the first buffer, if it fills it exactly", 0, [FIRST], FIRST],
  ["the first buffer, if it fills half of it", 0, [FIRST / 2], FIRST],
  ["twice the first buffer, if it is a little longer", 0, [FIRST, 1], 2 * FIRST],
  ["its size, if a piece is larger than twice what came before", 0, [FIRST, 3 * FIRST], 4 * FIRST],
])("a body keeps %s", (_what, expected, sizes, bytes) => {
  const taken = assemble(expected, sizes).take(Number.POSITIVE_INFINITY);
  expect(taken.buffer.byteLength).toBe(bytes);
});

test.each([FIRST / 2 - 1, 10 * KIB])(
  "a body of %i bytes is a copy, and does not keep the first buffer",
  (size) => {
    const body = assemble(0, [size]);
    const taken = body.take(Number.POSITIVE_INFINITY);
    expect(taken.length).toBe(size);
    // Not by the size of its buffer: a small copy may share one, which is as large in some versions of Node.
    taken.fill(1);
    expect(body.take(1)[0]).toBe(0);
  },
);
