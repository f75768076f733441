import fc from "fast-check";
import { anyText } from "../../test/support/anyText";
import { ExactNumber } from "../values/exactNumber";
import { checkRawHeaders } from "./headers";

const check = (key: string, value: unknown = "x") => checkRawHeaders([{ key, value }], "Header");

test("headers of one line pass; numbers and booleans become text", () => {
  expect(check("Accept", "text/csv")).toEqual({ Accept: "text/csv" });
  expect(check("X-Count", 3)).toEqual({ "X-Count": "3" });
  expect(check("X-On", false)).toEqual({ "X-On": "false" });
  expect(check("X-Tab", "a\tb ÿ")).toEqual({ "X-Tab": "a\tb ÿ" });
  expect(check("X-None", "")).toEqual({ "X-None": "" });
});

test("several headers pass together, and an empty list gives no headers", () => {
  const pairs = [
    { key: "Accept", value: "text/csv" },
    { key: "X-Count", value: 3 },
  ];
  expect(checkRawHeaders(pairs, "Header")).toEqual({ Accept: "text/csv", "X-Count": "3" });
  expect(checkRawHeaders([], "Header")).toEqual({});
});

test("a number keeps all its digits", () => {
  expect(check("X-Id", new ExactNumber("9007199254740993"))).toEqual({
    "X-Id": "9007199254740993",
  });
});

test("a repeated header is refused, in any case", () => {
  const pairs = [
    { key: "X-A", value: "first" },
    { key: " x-a", value: "second" },
  ];
  expect(() => checkRawHeaders(pairs, "Header")).toThrow(
    "Header: expected x-a once, got it twice.",
  );
});

test("spaces around a name are not part of it", () => {
  expect(check(" Accept ")).toEqual({ Accept: "x" });
  expect(() => check(" Host ")).toThrow("got Host.");
});

test.each([
  "Host",
  "authorization",
  "Cookie",
  "Cookie2",
  "Content-Length",
  "transfer-encoding",
  "Connection",
  "Keep-Alive",
  "TE",
  "Trailer",
  "Upgrade",
  "Expect",
  "Proxy-Authorization",
  "proxy-connection",
])("%s is refused, because the component sets it", (name) => {
  for (const written of [name, name.toUpperCase(), name.toLowerCase()]) {
    expect(() => check(written)).toThrow(
      `Header: expected headers that the component does not set, got ${written}.`,
    );
  }
});

test.each([
  "X-Host",
  "Hosted",
  "X-Authorization",
  "Authorizations",
  "Cookie22",
  "Retry-Expect",
  "Expected",
  "X-Proxy-Hop",
  "Proxy",
  "Vote",
  "prototypes",
  "X-constructor",
])("%s is accepted", (name) => {
  expect(check(name)).toEqual({ [name]: "x" });
});

test.each([
  "X-A\r\nHost",
  "X A",
  "",
  " ",
  "X:A",
  "X-Ä",
  "X-A\n\nB",
  "(X)",
  "X-\u0000",
  " __proto__",
  "constructor",
  "prototype",
])("%p is refused as the name of a header", (name) => {
  const [start = ""] = name.trim().split(/[\s:]/);
  const shown = start === name.trim() ? start : `${start}…`;
  expect(() => check(name)).toThrow(
    `Header: expected names of headers, got ${JSON.stringify(shown)}.`,
  );
});

test.each([
  ["Authorization: Bearer sgp_token", "Authorization…"],
  ["X-Api-Key=sgp_token", "X-Api-Key…"],
  ["Cookie sgp_token", "Cookie…"],
  [`${"ü".repeat(1_000_000)}`, `${"ü".repeat(60)}…`],
])("an invalid name is shown up to the point where a value may begin", (name, shown) => {
  expect(() => check(name)).toThrow(
    `Header: expected names of headers, got ${JSON.stringify(shown)}.`,
  );
});

test.each<unknown>([
  "a\r\nHost: evil.example",
  "a\nb",
  "a\n",
  "\na",
  "a\u0000b",
  "a\u007f",
  "日",
  {},
  { toString: 1 },
  [],
  null,
])("%p is refused as a value and not quoted", (value) => {
  expect(() => check("X-A", value)).toThrow(
    "Header: expected one line of text for X-A, got something else.",
  );
});

test("Node can send every accepted header, and it stays one header", () => {
  const pair = fc.record({
    key: fc.oneof(fc.string(), anyText(), fc.constantFrom("Host", "TE", "X-A")),
    value: fc.oneof(fc.string(), anyText(), fc.anything()),
  });
  fc.assert(
    fc.property(pair, ({ key, value }) => {
      let taken: Record<string, string>;
      try {
        taken = check(key, value);
      } catch (error) {
        expect(String(error)).toMatch(/^SpectralError: Header: expected /);
        return;
      }
      const [name = "", text = ""] = Object.entries(taken)[0] ?? [];
      expect(Object.keys(taken)).toEqual([key.trim()]);
      expect(() => new Headers({ [name]: text })).not.toThrow();
      expect(text).not.toMatch(/[\r\n]/);
    }),
    { numRuns: 1000 },
  );
});
