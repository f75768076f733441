import fc from "fast-check";
import { anyText } from "../../test/support/anyText";
import { inTime } from "../../test/support/watchdog";
import { checkRawPath, staysWithin } from "./path";

const origin = "https://api.segmentapis.com";
const check = (path: string) => checkRawPath(path, "URL", origin);

test.each([
  "/",
  "/sources",
  "/sources/",
  "/sources/a%20b",
  "/sources//a",
  "/sources?pagination[count]=2&a=%2F",
  "/sources?a=../..&b=/./&c=%5c&d=%00",
  "/sources?a=b?c=/..",
  "/a.b/..c",
  "/a../.b/...",
  "/%2e%2ea/%2e%2e%2e",
  "/!\"$%&'()*+,-.:;<=>@[]^_`{|}~",
])("%p is accepted as a path", (path) => {
  expect(check(path)).toBe(path);
});

test.each([
  "",
  "sources",
  "https://evil.example/sources",
  "//evil.example/sources",
  "///evil.example",
  "/\\evil.example",
  "/a\\b",
  "/..",
  "/.",
  "/../sources",
  "/./sources",
  "/sources/..",
  "/sources/../users",
  "/sources/./a",
  "/sources/..?a=b",
  "/sources/%2e%2E/users",
  "/sources/.%2e",
  "/sources/%2E./users",
  "/sources/%2e",
  "/sources%2fa",
  "/sources%2Fa",
  "/sources%5Ca",
  "/sources%5ca",
  "/sources%00",
  "/sources#a",
  "/sources?a#b",
  "/sources a",
  "/sources\n",
  "\n/sources",
  "/sources\u0000",
  "/sources\u007f",
  "/söurces",
  "@evil.example",
  ":443/sources",
  " /sources",
])("%p is refused as a path", (path) => {
  expect(() => check(path)).toThrow(
    /^URL: expected a path of the Public API that begins with one slash, such as \/sources, got /,
  );
});

test("the error shows the refused path", () => {
  expect(() => check("sources")).toThrow('got text "sources".');
  expect(() => check("")).toThrow("got nothing.");
});

test.each([
  ["sources?token=t0psecret", "sources?…"],
  ["/a b?api_key=t0psecret", "/a b?…"],
  ["/a#t0psecret", "/a?…"],
  ["/a b?x=1?token=t0psecret", "/a b?…"],
  ["https://api.segmentapis.com/sources?token=t0psecret", "https://api.segmentapis.com/sources?…"],
  ["https://user:t0psecret@host.example/a", "https://[secret]@host.example/a"],
  ["https://t0psecret@host.example/a?t0psecret", "https://[secret]@host.example/a"],
  ["https://user:t0p?secret/t0psecret@host.example/a", "https://[secret]@host.example/a"],
  ["//user:t0psecret@host.example", "[secret]@host.example"],
  ["\\\\user:t0psecret@host.example", "[secret]@host.example"],
  ["user:t0psecret@host.example", "user:[secret]@host.example"],
  ["/users/a@b.example/c d", "/users/a@b.example/c d"],
])("%s is shown as %s", (path, shown) => {
  expect(() => check(path)).toThrow(`got text ${JSON.stringify(shown)}.`);
});

test("a path of a megabyte is refused in time in proportion to its size", () => {
  for (const piece of ["/a", "/.", "%2", "@", "a:", "?", "//"]) {
    expect(() => inTime(() => check(`${piece.repeat(500_000)} `))).toThrow("URL: expected a path");
  }
});

test.each([
  "https://evil.example/sources",
  "//evil.example/sources",
  "/\\evil.example/sources",
  "http://api.segmentapis.com/sources",
  "//api.segmentapis.com:444/sources",
  "//user@api.segmentapis.com/sources",
  "//:password@api.segmentapis.com/sources",
  "//",
  "https://[",
])("%p leaves its host", (path) => {
  expect(staysWithin(origin, path)).toBe(false);
});

test.each(["/", "/sources", "/sources?a=b", "//api.segmentapis.com/sources"])(
  "%p stays at its host",
  (path) => {
    expect(staysWithin(origin, path)).toBe(true);
  },
);

test("every accepted path stays at its host and below its root", () => {
  const pieces = fc.constantFrom(..."/ \\ . .. %2e %2E %2f @ : // a ? # http %".split(" "));
  const path = fc.oneof(
    fc.string(),
    anyText(),
    fc.array(pieces).map((parts) => parts.join("")),
    fc.array(pieces).map((parts) => `/${parts.join("")}`),
  );
  fc.assert(
    fc.property(path, (raw) => {
      try {
        check(raw);
      } catch (error) {
        expect(String(error)).toContain("SpectralError: URL: expected a path");
        return;
      }
      const url = new URL(`${origin}${raw}`);
      const [before = ""] = raw.split("?");
      expect(url.origin).toBe(origin);
      expect(url.username + url.password + url.hash).toBe("");
      expect(url.pathname.split("/")).toHaveLength(before.split("/").length);
    }),
    { numRuns: 2000 },
  );
});
