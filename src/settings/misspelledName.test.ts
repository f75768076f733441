import fc from "fast-check";
import { inTime } from "../../test/support/watchdog";
import { findMisspelledName } from "./misspelledName";

const LISTED = ["apiKey", "port", "host", "url", "id", "dimension1", "ga.dimension"];
const meant = findMisspelledName(LISTED);

test.each([
  ["api_key", ["apiKey"]],
  ["API-KEY", ["apiKey"]],
  ["apikey", ["apiKey"]],
  ["ID", ["id"]],
  ["prot", ["port"]],
  ["prt", ["port"]],
  ["ports", ["port"]],
  ["pork", ["port"]],
  ["apiKye", ["apiKey"]],
  ["hots", ["host"]],
  ["post", ["host", "port"]],
  ["gadimension", ["ga.dimension"]],
])("%s may be meant for %j", (name, expected) => {
  expect(meant(name)).toEqual(expected);
});

test.each([
  ["another name", "colour"],
  ["two letters more", "hostry"],
  ["a letter more and another changed", "horts"],
  ["a short name with another letter", "ip"],
  ["a short name with a letter more", "urls"],
  ["another number", "dimension2"],
  ["a number more", "host1"],
  ["a number less", "dimension"],
  ["two digits exchanged", "dimension12"],
  ["nothing", ""],
])("%s (%s) is a name of its own", (_, name) => {
  expect(findMisspelledName([...LISTED, "dimension21"])(name)).toEqual([]);
});

test("a name like two listed ones may be meant for either", () => {
  expect(findMisspelledName(["eVars", "lVars"])("hVars")).toEqual(["eVars", "lVars"]);
});

const word = fc.stringMatching(/^[a-z]{4,12}$/);
const edited = fc
  .tuple(word, fc.nat(), fc.stringMatching(/^[a-z]$/))
  .chain(([name, at, letter]) => {
    const cut = at % name.length;
    const [before, after] = [name.slice(0, cut), name.slice(cut)];
    return fc.constantFrom(
      { name, other: before + letter + after },
      { name, other: before + after.slice(1) },
      { name, other: before + letter + after.slice(1) },
      { name, other: before + after.charAt(1) + after.charAt(0) + after.slice(2) },
      { name, other: `${before}_${after}`.toUpperCase() },
    );
  });

test("every name with one letter more, less or changed, or two exchanged, is recognized", () => {
  fc.assert(
    fc.property(edited, ({ name, other }) => {
      expect(findMisspelledName(["unrelated-name-of-its-own", name])(other)).toEqual([name]);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test("takes no longer than there are names, however long they are", () => {
  const names = Array.from({ length: 15_000 }, (_, index) => `a setting called ${index}`);
  const long = "x".repeat(1_000_000);
  inTime(() => {
    const ask = findMisspelledName([...names, long]);
    expect(names.flatMap((name) => ask(`${name}y`))).toEqual(names);
    expect(ask(`${long}x`)).toEqual([]);
    expect(ask(long.toUpperCase())).toEqual([long]);
  });
});
