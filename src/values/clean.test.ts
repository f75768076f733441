import fc from "fast-check";
import { anyText } from "../../test/support/anyText";
import { inTime } from "../../test/support/watchdog";
import {
  asBoolean,
  asChoice,
  asCode,
  asDate,
  asEntry,
  asId,
  asJson,
  asList,
  asName,
  asPairs,
  asRecord,
  asText,
  asTextUpTo,
  asTime,
  asWholeNumber,
  type Cleaner,
  describeValue,
  inputError,
} from "./clean";

const cleaners: [name: string, cleaner: Cleaner<unknown>][] = [
  ["text", asText],
  ["code", asCode],
  ["an id", asId],
  ["a boolean", asBoolean],
  ["a whole number", asWholeNumber(1, 1000)],
  ["a choice", asChoice(["DAY", "HOUR"])],
  ["a time", asTime],
  ["a date", asDate],
  ["pairs", asPairs],
  ["a record", asRecord],
  ["a list of ids", asList(asId)],
];

describe.each(cleaners)("a cleaner of %s", (_name, cleaner) => {
  test.each([undefined, null, "", "  \n "])("takes %p for a blank", (blank) => {
    expect(cleaner(blank, "Label")).toBeUndefined();
  });

  test("takes any value a reference can supply: it gives a value or an error naming the input", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (raw) => {
        try {
          const value = cleaner(raw, "The Label");
          expect(value === null || value === "").toBe(false);
        } catch (error) {
          expect((error as Error).message).toMatch(/^The Label.*: expected .+, got .+\.$/s);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("text takes numbers and booleans in their written form, and refuses objects and lists", () => {
  expect(asText("web", "Name")).toBe("web");
  expect(asText(42, "Name")).toBe("42");
  expect(asText(false, "Name")).toBe("false");
  expect(() => asText({ a: 1 }, "Name")).toThrow("Name: expected text, got an object.");
  expect(() => asText([1], "Name")).toThrow("Name: expected text, got a list of 1.");
  expect(() => asText(Number.NaN, "Name")).toThrow("Name: expected text, got the number NaN.");
});

test("text takes numbers that have all their digits, and no others", () => {
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

const NO_SEGMENT = [
  ...["..", ".", " a", "a ", "a\nb", "a\rb", "a\u0000b", "a\u007f", "\ud800", "a\u2028b"],
  ...["\ufeffa", "a\ufeff", "a\ufeffb", "\u200ba", "a\u200d", "\u202ea", "a\u2069"],
  ...[7, true, ["a"], 2 ** 60, 227490627192107008n],
];

test.each([...NO_SEGMENT, "a, b", "a,b", "undefined", "null", "NaN", "[object Object]"])(
  "an id is never %j",
  (raw) => {
    expect(() => asId(raw, "Source ID")).toThrow(/^Source ID: expected an id/);
  },
);

test.each(NO_SEGMENT)("a name that stands for an id is never %j", (raw) => {
  expect(() => asName(raw, "Event Name")).toThrow(/^Event Name: expected a name/);
});

test("a name that stands for an id may have commas, and be a word of programs", () => {
  for (const name of ["Order Completed, Paid", "null", "undefined"]) {
    expect(asName(name, "Event Name")).toBe(name);
  }
});

test.each(["a\nb", "a\rb", "\u0000", "\ufeffa", "a\ufeffb", "\u200ba", "a\u202e", "\u200b"])(
  "an entry of a list is not %j, which holds what nobody sees",
  (raw) => {
    expect(() => asList(asEntry)(["a", "b", "c", raw], "User IDs")).toThrow(
      "User IDs[3]: expected text without control characters and invisible ends, got text",
    );
  },
);

test.each(["undefined", "[object Object]"])("an entry of a list is not the text %j", (raw) => {
  expect(() => asList(asEntry)(["a", raw], "User IDs")).toThrow(
    `User IDs[1]: expected text, got text "${raw}".`,
  );
});

test("an entry of a list may hold spaces, commas, joined emoji and most words", () => {
  const entries = ["a b", "Doe, Jane", "null", "👩‍💻", "می‌خواهم", "a@b.c", "0042"];
  expect(asList(asEntry)(entries, "User IDs")).toEqual(entries);
});

test("an id is either refused or one segment of a path that decodes to itself", () => {
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

test("a boolean is true or false, as a value or as text of any case", () => {
  expect(asBoolean(true, "Enabled")).toBe(true);
  expect(asBoolean(" FALSE ", "Enabled")).toBe(false);
  for (const raw of [0, 1, "0", "yes", {}, []]) {
    expect(() => asBoolean(raw, "Enabled")).toThrow(/^Enabled: expected true or false, got /);
  }
});

test("a whole number comes as a number or as digits, within its range", () => {
  const asCount = asWholeNumber(1, 1000);
  expect(asCount("50", "Count")).toBe(50);
  expect(asCount(" 5 ", "Count")).toBe(5);
  expect(asWholeNumber(0)("9007199254740991", "Count")).toBe(Number.MAX_SAFE_INTEGER);
  expect(asCount(1000, "Count")).toBe(1000);
  for (const raw of [
    0,
    -1,
    1001,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e12,
    "-1",
    "1e3",
    "5.0",
    "0x10",
    "٣",
    "9007199254740993",
    "abc",
    true,
  ]) {
    expect(() => asCount(raw, "Count")).toThrow("Count: expected a whole number from 1 to 1000");
  }
});

test("a choice is one of its names, exactly", () => {
  const asGranularity = asChoice(["DAY", "HOUR"]);
  expect(asGranularity("DAY", "Granularity")).toBe("DAY");
  expect(() => asGranularity("day", "Granularity")).toThrow(
    'Granularity: expected one of DAY, HOUR, got text "day".',
  );
});

test("a time is ISO 8601 with its offset", () => {
  expect(asTime("2026-01-31T08:00:00.000Z", "Start Time")).toBe("2026-01-31T08:00:00.000Z");
  expect(asTime("2026-01-31T08:00:00+02:00", "Start Time")).toBe("2026-01-31T08:00:00+02:00");
  expect(asTime(new Date("2026-01-31T08:00:00Z"), "Start Time")).toBe("2026-01-31T08:00:00.000Z");
  for (const raw of [
    "2026-01-31",
    "yesterday",
    "2026-13-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-01-31T08:00Z",
    1767225600000,
    new Date(Number.NaN),
  ]) {
    expect(() => asTime(raw, "Start Time")).toThrow("Start Time: expected a date and time such as");
  }
});

test("text that is quoted is shortened, and spaces around names and times are nothing", () => {
  const long = "x".repeat(61);
  expect(describeValue(long)).toBe(`text "${"x".repeat(60)}…"`);
  expect(describeValue(long, false)).toBe("text of 61 characters");
  expect(asChoice(["DAY"])(" DAY ", "Granularity")).toBe("DAY");
  expect(asTime(" 2026-01-31T08:00:00Z ", "Start")).toBe("2026-01-31T08:00:00Z");
});

test("text beyond its longest length is refused by that length, and not quoted", () => {
  expect(asTextUpTo(3)("abc", "Query")).toBe("abc");
  expect(asTextUpTo(3)("😀😀😀", "Query")).toBe("😀😀😀");
  expect(() => asTextUpTo(3)("abcd", "Query")).toThrow(
    "Query: expected text of at most 3 characters, got text of 4 characters.",
  );
});

test.each([
  ['{"a" 1}', "line 1, column 6"],
  ['\ufeff{"a" 1}', "line 1, column 6"],
  ['{\r\n  "a": "😀",\n  "b" 1}', "line 3, column 7"],
  ['{"a": 1', "line 1, column 8"],
  ["secret", "line 1, column 1"],
])("broken JSON (%j) is refused by the place of its error, and not quoted", (text, place) => {
  expect(() => asJson(text, "Settings JSON")).toThrow(
    `Settings JSON: expected JSON text or a value, got JSON with an error at ${place}.`,
  );
});

test("JSON with a byte order mark is read like any other", () => {
  expect(asRecord('\ufeff{"ssl": true}', "Settings")).toEqual({ ssl: true });
  expect(asList(asText)('\ufeff["track"]', "Event Type")).toEqual(["track"]);
});

test("an instance of a class is no record", () => {
  expect(() => asRecord(new Map([["a", 1]]), "Settings")).toThrow("Settings: expected ");
});

test("an empty record is a blank", () => {
  expect(asRecord({}, "Settings")).toBeUndefined();
  expect(asRecord([], "Settings")).toBeUndefined();
});

test("a date is a day of the calendar", () => {
  expect(asDate(" 2026-01-31 ", "Period")).toBe("2026-01-31");
  expect(asDate(new Date("2026-01-31T23:30:00Z"), "Period")).toBe("2026-01-31");
  for (const wrong of ["2026-02-30", "2026-1-31", "2026-01-31T00:00:00Z", 20260131]) {
    expect(() => asDate(wrong, "Period")).toThrow("Period: expected a date such as 2026-01-31");
  }
});

test("settings take a key/value list or a whole object, and keep the types of values", () => {
  expect(asRecord([{ key: "port", value: 5432 }], "Settings")).toEqual({ port: 5432 });
  expect(asRecord({ ssl: true, tags: ["a"] }, "Settings")).toEqual({ ssl: true, tags: ["a"] });
  expect(asRecord('{"ssl": false}', "Settings")).toEqual({ ssl: false });
});

test("rows without a value are left out of a key/value list", () => {
  const rows = [
    { key: "a", value: "" },
    { key: "b", value: null },
    { key: "", value: "" },
  ];
  expect(asRecord(rows, "Settings")).toBeUndefined();
});

test("a key/value list with a value that has no key, or a key twice, is refused", () => {
  expect(() => asRecord([{ key: "", value: "x" }], "Settings")).toThrow(
    "Settings: expected a key as text for every value, got nothing.",
  );
  const twice = [
    { key: "a", value: 1 },
    { key: "a", value: 2 },
  ];
  expect(() => asRecord(twice, "Settings")).toThrow(
    "Settings: expected every key once, got a twice.",
  );
  expect(() => asRecord(["x"], "Settings")).toThrow(
    /^Settings: expected a list of keys and values/,
  );
});

test("__proto__ is refused as a key, at any depth and in any form", () => {
  const text = '{"a": [{"__proto__": {"polluted": true}}]}';
  const refusal = "Settings.a[0]: expected no key named __proto__, got one.";
  expect(() => asRecord(text, "Settings")).toThrow(refusal);
  expect(() => asRecord(JSON.parse(text), "Settings")).toThrow(refusal);
  expect(() => asRecord([{ key: "__proto__", value: "x" }], "Settings")).toThrow(
    "Settings: expected no key named __proto__, got one.",
  );
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test.each(["constructor", "prototype", "toString", "valueOf", "hasOwnProperty"])(
  "%s is a key like another",
  (key) => {
    const expected = { [key]: { [key]: "x" } };
    expect(asRecord(JSON.stringify(expected), "Settings")).toEqual(expected);
    expect(asRecord(expected, "Settings")).toEqual(expected);
    expect(asRecord([{ key, value: { [key]: "x" } }], "Settings")).toEqual(expected);
  },
);

test("lists leave out blanks and the 000xxx that older flows carry, and keep the ids beside it", () => {
  expect(asList(asId)(["000xxx", "abc", ""], "User IDs")).toEqual(["abc"]);
  expect(asList(asId)(["000xxx"], "User IDs")).toBeUndefined();
});

test("a list takes one text, or the JSON text of a list", () => {
  expect(asList(asText)("track", "Event Type")).toEqual(["track"]);
  expect(asList(asText)('["track", "page"]', "Event Type")).toEqual(["track", "page"]);
});

test("a list names the row it refuses", () => {
  expect(() => asList(asId)(["a", ".."], "User IDs")).toThrow(/^User IDs\[1\]: expected an id/);
  expect(() => asList(asId)(["000xxx", ".."], "User IDs")).toThrow(/^User IDs\[1\]:/);
});

test("a list that says who stays takes no blank row, one that says who goes no missing value", () => {
  const staying = asList(asEntry, "none");
  const going = asList(asEntry, "text");
  for (const blank of ["", " ", null, undefined]) {
    expect(() => staying(["a", blank], "Emails")).toThrow("Emails[1]: expected text, got nothing.");
    expect(staying([blank], "Emails")).toBeUndefined();
  }
  expect(going(["a", "", " "], "User IDs")).toEqual(["a"]);
  for (const missing of [null, undefined]) {
    expect(() => going([missing, "a"], "User IDs")).toThrow(
      "User IDs[0]: expected text, got nothing.",
    );
  }
  // A hole is a missing value too.
  // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
  expect(() => going(["a", , "b"], "User IDs")).toThrow("User IDs[1]: expected text");
});

const DIGITS = "expected a number that JavaScript keeps exactly, or its digits as text, got";

test.each<[string, () => unknown, string]>([
  ["a number whose digits are lost", () => ({ a: [{ b: 2 ** 53 }] }), `.a[0].b: ${DIGITS} the`],
  ["a BigInt", () => ({ a: [1n] }), `.a[0]: ${DIGITS} a bigint.`],
  ["a function", () => ({ a: () => 1 }), ".a: expected a value of JSON, got a function."],
  [
    "an object within itself",
    () => {
      const circle: Record<string, unknown> = {};
      circle.a = { b: [circle] };
      return circle;
    },
    ".a.b[0]: expected a value of JSON, got an object that contains itself.",
  ],
  [
    "100,000 levels",
    () => JSON.parse(`{"a": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`),
    ": expected JSON of at most 200 levels, got more.",
  ],
  [
    "100,000 levels as text",
    () => "[".repeat(100_000) + "]".repeat(100_000),
    ": expected JSON of at most 200 levels, got more.",
  ],
  [
    "100,000 levels of broken text",
    () => "[".repeat(100_000),
    ": expected JSON of at most 200 levels, got more.",
  ],
])("%s is refused by its path", (_, make, message) => {
  expect(() => asJson(make(), "Data")).toThrow(`Data${message}`);
});

test("an object that stands in two places is no circle", () => {
  const shared = { a: 1 };
  expect(asJson({ one: shared, two: [shared] }, "Data")).toEqual({ one: shared, two: [shared] });
});

test("an error is one line, whatever names are in it", () => {
  const error = inputError("One\n\u001b[31mTwo", "a\u2028b", "\u202ec");
  expect(error.message).toBe("One Two: expected a b, got c.");
});

describe("what is nested or many beyond all use is refused", () => {
  const DEEP = "Settings: expected JSON of at most 200 levels, got more.";

  test("as text and as a value, of 200 levels or less it is taken", () => {
    const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    expect(() => asJson(nested(200), "Settings")).not.toThrow();
    expect(() => asJson(JSON.parse(nested(200)), "Settings")).not.toThrow();
    expect(() => asJson(nested(201), "Settings")).toThrow(DEEP);
    expect(() => asJson(JSON.parse(nested(201)), "Settings")).toThrow(DEEP);
    expect(() => inTime(() => asJson("[".repeat(5_000_000), "Settings"))).toThrow(DEEP);
    expect(() => inTime(() => asJson(JSON.parse(nested(200_000)), "Settings"))).toThrow(DEEP);
  });

  test("text of millions of small values", () => {
    const text = `[${"{},".repeat(3_000_000)}0]`;
    expect(() => asJson(text, "Settings")).toThrow(
      `Settings: expected fewer values, got text of ${text.length} characters.`,
    );
  });

  test("but not bytes, however many", () => {
    const bytes = Buffer.alloc(50_000_000);
    expect(inTime(() => asPairs([{ key: "file", value: { data: bytes } }], "Files"))).toHaveLength(
      1,
    );
  });
});

test.each<[string, object]>([
  ["Map", new Map([["a", 1]])],
  ["Set", new Set([1])],
  ["Error", new Error("lost")],
  ["URLSearchParams", new URLSearchParams("a=1")],
])("a %s, of which JSON would write nothing, is refused by its path", (name, value) => {
  expect(() => asJson({ a: [value] }, "Data")).toThrow(
    `Data.a[0]: expected a value of JSON, got a ${name}.`,
  );
});
