import { inTime } from "../../test/support/watchdog";
import { isMasked, refuseMasked, withoutMasked } from "./masked";

test.each([
  ["a masked secret", "••••••••••1234"],
  ["bullets alone", "••••••••••"],
  ["a bullet among other characters", "a•b"],
  ["one in a list", ["a", "••••"]],
  ["one deep within", { a: [{ b: "••••1" }] }],
  ["one that is a key", { "••••": "a" }],
])("%s is masked", (_, value) => {
  expect(isMasked(value)).toBe(true);
});

test.each([
  ["text"],
  [""],
  ["****1234"],
  ["…"],
  [0],
  [false],
  [null],
  [undefined],
  [["a"]],
  [{ a: 1 }],
])("%p is not masked", (value) => {
  expect(isMasked(value)).toBe(false);
});

test("writable values are separated from masked ones, in their order", () => {
  const given = { a: 1, b: "••••", c: { d: "•" }, e: "", f: undefined };
  expect(withoutMasked(given)).toEqual({ kept: { a: 1, e: "", f: undefined }, masked: ["b", "c"] });
  expect(withoutMasked({})).toEqual({ kept: {}, masked: [] });
});

test("of something new a masked secret is refused by its name, without being quoted", () => {
  const given = { region: "eu", apiKey: "••••••••••1234" };
  expect(() => refuseMasked(given, "Settings")).toThrow(
    new Error(
      "Settings.apiKey: expected the secret itself, got a masked secret, as Segment shows it.",
    ),
  );
  expect(() => refuseMasked({ apiKey: "1234" }, "Settings")).not.toThrow();
});

test("a value of any depth is looked through, and a circle once", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  let deep: unknown = ["••••", circle];
  for (let level = 0; level < 200_000; level += 1) deep = { deep };
  expect(inTime(() => isMasked(deep))).toBe(true);
  expect(inTime(() => isMasked([circle]))).toBe(false);
});
