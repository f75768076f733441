import fc from "fast-check";
import { anyText } from "../../test/support/anyText";
import { inTime } from "../../test/support/watchdog";
import { oneLine } from "./oneLine";

test.each([
  ["", ""],
  ["slug is already taken", "slug is already taken"],
  ["Grüße, 東京 👩‍👩‍👧 $ [31m", "Grüße, 東京 👩‍👩‍👧 $ [31m"],
  ["one\r\ntwo\n\nthree\tfour\u2028five\u2029six\u0085seven", "one two three four five six seven"],
  ["\u001b[31;1mred\u001b[0m \u009b2Jgone", "red gone"],
  ["\u001b]0;title\u0007text", "]0;titletext"],
  ["a\u0000b\u0008c\u007fd\u0090e", "abcde"],
  ["sgp\u202e_edoc\u2066x\u200f\u061c\ufeff\u{e0041}", "sgp_edocx"],
])("%j becomes %j", (text, line) => {
  expect(oneLine(text)).toBe(line);
});

test("control characters, line breaks and marks of direction are removed from any text, and nothing else is", () => {
  const unit = fc.constantFrom(
    "a",
    " ",
    "é",
    "\n",
    "\u001b",
    "[",
    "1",
    "m",
    "\u009b",
    "\u2028",
    "\u202e",
  );
  fc.assert(
    fc.property(fc.string({ unit }), anyText(), (some, any) => {
      for (const text of [some, any]) {
        expect(oneLine(text)).not.toMatch(/[\p{Cc}\u2028\u2029\p{Bidi_Control}]/u);
        expect(oneLine(oneLine(text))).toBe(oneLine(text));
      }
    }),
    { seed: 4, numRuns: 1000 },
  );
});

test.each(["\u001b[", "\u009b0", "\n", "\u202e", "a", "\u001b[0 "])(
  "a megabyte of %j takes time in proportion to its size",
  (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    expect(typeof inTime(() => oneLine(text))).toBe("string");
  },
);
