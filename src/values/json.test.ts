import fc from "fast-check";
import { ExactNumber } from "./exactNumber";
import { forFlow, isSameJson, NotJson, parseJson, parsePlainJson, toJson } from "./json";

const whole = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String);
const decimal = fc
  .tuple(whole, fc.stringMatching(/^\d{1,30}$/), fc.option(fc.integer({ min: -400, max: 400 })))
  .map(([units, rest, power]) => `${units}.${rest}${power === null ? "" : `e${power}`}`);

/** JSON text with any numbers, as it is written without spaces. */
const anyJson = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    whole,
    fc.string().map((text) => JSON.stringify(text)),
    fc.constantFrom("null", "true", "false", '"1e5, 12345678901234567890"'),
    fc.array(tie("value")).map((items) => `[${items.join(",")}]`),
    fc.dictionary(fc.string(), tie("value")).map(
      (entries) =>
        `{${Object.entries(entries)
          .map(([name, value]) => `${JSON.stringify(name)}:${value}`)
          .join(",")}}`,
    ),
  ),
})).value;

test("any JSON with whole numbers of any length keeps every digit", () => {
  fc.assert(
    fc.property(anyJson, (text) => {
      expect(toJson(parseJson(text))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test("a number keeps its value in any spelling", () => {
  fc.assert(
    fc.property(fc.oneof(whole, decimal), (digits) => {
      const written = toJson(parseJson(`[${digits}]`)).slice(1, -1);
      expect(isSameJson(parseJson(digits), parseJson(written))).toBe(true);
      expect(written === digits || String(Number(digits)) === written || written === "0").toBe(
        true,
      );
    }),
    { numRuns: 1000 },
  );
});

test.each(["9007199254740992", "-9223372036854775808", "1e21", "9007199254740993.0", "1e400"])(
  "%s, which JavaScript would change, keeps its digits",
  (digits) => {
    expect(parseJson(digits)).toEqual(new ExactNumber(digits));
    expect(parsePlainJson(`{"a": ${digits}}`)).toEqual({ a: digits });
  },
);

test.each(["90071992547409.93e2", "9.007199254740993e15", "0.1234567890123456789", "4.9e-324"])(
  "%s is not rounded, although none of its parts is long",
  (digits) => {
    expect(toJson(parseJson(` ${digits}`))).toBe(digits);
  },
);

test.each([
  ["9007199254740991", 9007199254740991],
  ["1e3", 1000],
  ["0.10", 0.1],
  ["-0.5E-3", -0.0005],
])("%s is a JavaScript number", (digits, value) => {
  expect(parseJson(digits)).toBe(value);
});

test("a flow gets the nearest number for a fraction, and text for a number out of range", () => {
  const digits = "[0.1234567890123456789, 100.00000000000000001, 1e400, 1e-400, 5, 5e20]";
  expect(parsePlainJson(digits)).toEqual([0.12345678901234568, 100, "1e400", "1e-400", 5, "5e20"]);
});

test("a value without such numbers is not copied for a flow", () => {
  const value = { a: [1, { b: "c" }] };
  expect(forFlow(value)).toBe(value);
  expect(forFlow({ a: [parseJson("9223372036854775807")], b: undefined })).toEqual({
    a: ["9223372036854775807"],
  });
});

test("an exact number is not rounded by other ways to write it", () => {
  const exact = new ExactNumber("9223372036854775807");
  expect(JSON.stringify({ exact })).toBe('{"exact":"9223372036854775807"}');
  expect(`${exact}`).toBe("9223372036854775807");
});

test("values are the same if JSON cannot tell them apart, numbers by their value", () => {
  const same = (one: string, other: string) => isSameJson(parseJson(one), parseJson(other));
  expect(same('{"a": 9223372036854775807, "b": 1}', '{"b": 1.0, "a": 9223372036854775807.0}')).toBe(
    true,
  );
  expect(same("9223372036854775807", "9223372036854775806")).toBe(false);
  expect(same("9223372036854775807", '"9223372036854775807"')).toBe(false);
  expect(same("1e21", "1000000000000000000000")).toBe(true);
});

test("the last of repeated names counts, as in JSON.parse", () => {
  expect(parseJson('{"a": 1, "b": 9223372036854775807, "a": [], "a": {}}')).toEqual({
    a: {},
    b: new ExactNumber("9223372036854775807"),
  });
});

test("names of inherited properties are kept, and no prototype changes", () => {
  const text = '{"__proto__":{"x":9223372036854775807},"constructor":1,"toString":2}';
  expect(toJson(parseJson(text))).toBe(text);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test("an error is located in a text of up to a million characters", () => {
  const broken = (characters: number) => `["${"a".repeat(characters - 2)}`;
  expect(() => parseJson(broken(1_000_000))).toThrow("an error at line 1, column 1000001");
  expect(() => parseJson(broken(1_000_001))).toThrow("text that is not JSON");
});

test("any text is parsed, or refused without being quoted", () => {
  const broken = fc.tuple(anyJson, fc.nat(), fc.string()).map(([text, at, put]) => {
    const cut = at % (text.length + 1);
    return text.slice(0, cut) + put + text.slice(cut);
  });
  fc.assert(
    fc.property(broken, (text) => {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      if (isJson) return void parseJson(text);
      // A byte order mark at the start is removed.
      fc.pre(!text.startsWith("\ufeff"));
      expect(() => parseJson(text)).toThrow(NotJson);
      expect(() => parseJson(text)).toThrow(/^JSON with an error at line \d+, column \d+$/);
    }),
    { numRuns: 500 },
  );
});
