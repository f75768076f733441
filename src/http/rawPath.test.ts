import fc from "fast-check";
import { checkRawPath } from "./rawPath";

const origin = "https://api.segmentapis.com";
const check = (path: string) => checkRawPath(path, "URL", origin);

test.each(["/", "/sources", "/sources/a%20b", "/sources?pagination[count]=2&a=%2F", "/a.b/..c"])(
  "%p is a path",
  (path) => {
    expect(check(path)).toBe(path);
  },
);

test.each([
  "",
  "sources",
  "https://evil.example/sources",
  "//evil.example/sources",
  "/\\evil.example",
  "/../sources",
  "/sources/..",
  "/sources/./a",
  "/sources/%2e%2E/users",
  "/sources/.%2e",
  "/sources%2fa",
  "/sources%5Ca",
  "/sources%00",
  "/sources#a",
  "/sources a",
  "/sources\n",
  "/sources\u0000",
  "/söurces",
  "@evil.example",
  " /sources",
])("%p is refused as a path", (path) => {
  expect(() => check(path)).toThrow(/^URL: expected a path of the Public API that begins with/);
});

test("whatever is taken stays at its host and climbs nowhere", () => {
  const pieces = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "%2e",
    "@",
    ":",
    "//",
    "a",
    "?",
    "#",
    "http",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((p) => p.join("")),
      ),
      (path) => {
        try {
          check(path);
        } catch {
          return;
        }
        const url = new URL(`${origin}${path}`);
        expect(url.origin).toBe(origin);
        expect(url.pathname.split("/")).toHaveLength((path.split("?")[0] ?? "").split("/").length);
      },
    ),
    { numRuns: 2000 },
  );
});
