import fc from "fast-check";
import { inTime } from "../../test/support/watchdog";
import { plainText } from "./plainText";

test.each([
  ["", ""],
  ["  plain \n\t text ", "plain text"],
  ["see [the docs](https://a.test/b) for more", "see the docs (https://a.test/b) for more"],
  ['[a](https://a.test "A title") ![b](c.png)', "a (https://a.test) b (c.png)"],
  ["[a]() and []", "a () and []"],
  ["[not [closed](a) and [b] (c)", "[not closed (a) and [b] (c)"],
  ["**bold**, __bold__, *italic* and `code`", "bold, bold, italic and code"],
  ["**a `b` c**", "a `b` c"],
  ["2 * 3 * 4, * a, ** b", "2 * 3 * 4, * a, ** b"],
  ["*a\nb* c", "*a b* c"],
  ["***a***", "*a*"],
  ["* one\n* two", "* one * two"],
  ["**", "**"],
  ["`a", "`a"],
])("%j reads %j", (markdown, text) => {
  expect(plainText(markdown)).toBe(text);
});

test("emphasis is what has the same mark on both sides, and no space within them", () => {
  const EMPHASIS = /(\*\*|__|[*`])(?=\S)(.+?)(?<=\S)\1/g;
  const piece = fc.constantFrom("*", "**", "_", "__", "`", " ", "a", "b", "\n");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const markdown = pieces.join("");
      const expected = markdown.replace(EMPHASIS, "$2").replace(/\s+/g, " ").trim();
      expect(plainText(markdown)).toBe(expected);
    }),
    { seed: 5, numRuns: 2000 },
  );
});

test.each([
  "[](a",
  "[",
  "[a](b ",
  "![",
  "*a ",
  "**a ",
  "`a",
  "__a **b *c `d ",
  " ",
  "a",
  "()[",
  "\n*",
])("a megabyte of %j takes no longer than it is large", (piece) => {
  const markdown = piece.repeat(1_000_000 / piece.length);
  expect(typeof inTime(() => plainText(markdown))).toBe("string");
});

test("escape sequences and marks that are not seen are left out", () => {
  expect(plainText("\u001b[31mThe **key**\u001b[0m\nof\u202e it")).toBe("The key of it");
});
