import fc from "fast-check";
import { anyText } from "../../test/support/anyText";
import { asId, asName } from "./idCleaners";

const NO_SEGMENT = [
  ...["..", ".", " a", "a ", "a\nb", "a\rb", "a\u0000b", "a\u007f", "\ud800", "a\u2028b"],
  ...["\ufeffa", "a\ufeff", "a\ufeffb", "\u200ba", "a\u200d", "\u202ea", "a\u2069"],
  ...[7, true, ["a"], 2 ** 60, 227490627192107008n],
];

test.each([...NO_SEGMENT, "a, b", "a,b", "undefined", "null", "NaN", "[object Object]"])(
  "an ID is never %j",
  (raw) => {
    expect(() => asId(raw, "Source ID")).toThrow(/^Source ID: expected an id/);
  },
);

test.each(NO_SEGMENT)("a name in a path is never %j", (raw) => {
  expect(() => asName(raw, "Event Name")).toThrow(/^Event Name: expected a name/);
});

test("a name in a path may have commas, and may be null or undefined", () => {
  for (const name of ["Order Completed, Paid", "null", "undefined"]) {
    expect(asName(name, "Event Name")).toBe(name);
  }
});

test("an ID is refused, or is one segment of a path that decodes to itself", () => {
  fc.assert(
    fc.property(anyText(), (raw) => {
      let id: string | undefined;
      try {
        id = asId(raw, "Source ID");
      } catch {
        return;
      }
      if (id === undefined) return;
      const { pathname } = new URL(`/sources/${encodeURIComponent(id)}`, "https://example.com");
      expect(pathname.split("/")).toHaveLength(3);
      expect(decodeURIComponent(pathname.split("/")[2] as string)).toBe(raw);
    }),
  );
});
