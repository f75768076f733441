import fc from "fast-check";
import { parse } from "lossless-json";
import { inTime } from "../../test/support/watchdog";
import { parsePlainJson } from "./json";
import { markLong, unmark } from "./longNumbers";

const never = () => false;
const roundTrip = (json: string) => unmark(JSON.parse(markLong(json, never)), String);

test("long numbers are marked and read, but not within texts", () => {
  const json =
    '{"a": [227490627192107008, 1e400, -0.12345678901234567], "b": "12345678901234567890"}';
  expect(roundTrip(json)).toEqual({
    a: ["227490627192107008", "1e400", "-0.12345678901234567"],
    b: "12345678901234567890",
  });
  expect(
    roundTrip('{"\\\\": 12345678901234567, "\\"": 1, "x\\\\\\"": "12345678901234567"}'),
  ).toEqual({
    "\\": "12345678901234567",
    '"': 1,
    'x\\"': "12345678901234567",
  });
  expect(roundTrip("12345678901234567")).toBe("12345678901234567");
});

test("JSON without such numbers is the same text", () => {
  const json = '{"a": ": 12345678901234567", "b": [1, 2.5, true]}';
  expect(markLong(json, never)).toBe(json);
  expect(markLong('{"a": 12345678901234567}', () => true)).toBe('{"a": 12345678901234567}');
});

test("any JSON gives the same numbers as a reader of single characters", () => {
  const number = fc.oneof(
    fc.bigInt().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    fc.constantFrom("1e21", "-1.5E+300", "9223372036854775807", "0.1234567890123456789"),
  );
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('"', "\\", '\\"', "\u0000", "1e9", "9".repeat(20)),
  );
  // Node.js 24 up to 24.21 reads an escaped key of one character, such as "\\n", as a backslash.
  const key = text.filter((name) => name.length !== 1 || JSON.stringify(name).length === 3);
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      number,
      text.map((value) => JSON.stringify(value)),
      fc.array(tie("json"), { maxLength: 4 }).map((items) => `[${items.join(" , ")}]`),
      fc
        .array(fc.tuple(key, tie("json")), { maxLength: 4 })
        .map(
          (all) => `{${all.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`,
        ),
    ),
  }));
  const parseNumber = (digits: string) => parsePlainJson(digits);
  fc.assert(
    fc.property(json, (value) => {
      const onDuplicateKey = ({ newValue }: { newValue: unknown }) => newValue;
      const expected = parse(String(value), undefined, { parseNumber, onDuplicateKey });
      expect(parsePlainJson(String(value))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test("takes time in proportion to the text, however it is quoted", () => {
  for (const piece of ['"\\\\\\\\",', '"a\\"b",', "[],", '"",']) {
    const json = `[${piece.repeat(500_000)}12345678901234567]`;
    const read = inTime(() => unmark(JSON.parse(markLong(json, never)), String)) as unknown[];
    expect(read.at(-1)).toBe("12345678901234567");
  }
});
