import { asList } from "./listCleaners";
import { asEntry, asText, asTextUpTo } from "./textCleaners";

test("text accepts numbers and booleans in their written form, and refuses objects and lists", () => {
  expect(asText("web", "Name")).toBe("web");
  expect(asText(42, "Name")).toBe("42");
  expect(asText(false, "Name")).toBe("false");
  expect(() => asText({ a: 1 }, "Name")).toThrow("Name: expected text, got an object.");
  expect(() => asText([1], "Name")).toThrow("Name: expected text, got a list of 1.");
  expect(() => asText(Number.NaN, "Name")).toThrow("Name: expected text, got the number NaN.");
});

test("text accepts only numbers that have all their digits", () => {
  const ids = asList(asEntry);
  expect(ids("[227490627192107008, 42, 1.5]", "User IDs")).toEqual([
    "227490627192107008",
    "42",
    "1.5",
  ]);
  expect(ids([227490627192107008n], "User IDs")).toEqual(["227490627192107008"]);
  for (const lost of ["[1, 1e21]", [1, 1e21], [1, 2 ** 53], "[1, 0.123e40]"]) {
    expect(() => ids(lost, "User IDs")).toThrow(
      "User IDs[1]: expected text, which keeps the digits of a number this long, got the number",
    );
  }
});

test("text keeps its own spaces", () => {
  expect(asText(" two  words ", "Name")).toBe(" two  words ");
});

test.each(["a\nb", "a\rb", "\u0000", "\ufeffa", "a\ufeffb", "\u200ba", "a\u202e", "\u200b"])(
  "an entry of a list is not %j, which has invisible characters",
  (raw) => {
    expect(() => asList(asEntry)(["a", "b", "c", raw], "User IDs")).toThrow(
      "User IDs[3]: expected text without control characters and without invisible characters at its ends, got text",
    );
  },
);

test.each(["undefined", "[object Object]"])("an entry of a list is not the text %j", (raw) => {
  expect(() => asList(asEntry)(["a", raw], "User IDs")).toThrow(
    `User IDs[1]: expected text, got text "${raw}".`,
  );
});

test("an entry of a list may contain spaces, commas, joined emoji and most words", () => {
  const entries = ["a b", "Doe, Jane", "null", "👩‍💻", "می‌خواهم", "a@b.c", "0042"];
  expect(asList(asEntry)(entries, "User IDs")).toEqual(entries);
});

test("text that is too long is refused, and not quoted", () => {
  expect(asTextUpTo(3)("abc", "Query")).toBe("abc");
  expect(asTextUpTo(3)("😀😀😀", "Query")).toBe("😀😀😀");
  expect(() => asTextUpTo(3)("abcd", "Query")).toThrow(
    "Query: expected text of at most 3 characters, got text of 4 characters.",
  );
});
