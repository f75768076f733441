import fc from "fast-check";
import { fromFormName, toFormName } from "./formName";

const ODD = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "",
  " ",
  "%",
  "%20",
  "%2e",
  "a.b",
  "a[0]",
];
const name = fc.oneof(
  fc.string(),
  fc.constantFrom(...ODD),
  fc.string({ unit: fc.constantFrom(..."%.[]~#/ 2e5bab_") }),
);

test.each([
  ["an ordinary name", "apiKey", "apiKey"],
  ["spaces, slashes and umlauts", "host name/ä", "host name/ä"],
  ["a dot", "ga.dimension", "ga%2edimension"],
  ["brackets", "a[0]", "a%5b0%5d"],
  ["a tilde and a hash", "~#", "%7e%23"],
  ["a percent sign", "100%", "100%25"],
  ["the name of every prototype", "__proto__", "%5f_proto__"],
  ["the name of every class", "constructor", "%63onstructor"],
  ["what every object has", "hasOwnProperty", "%68asOwnProperty"],
])("a form has %s as JSON Forms can keep it", (_, given, expected) => {
  expect(toFormName(given)).toBe(expected);
  expect(fromFormName(expected)).toBe(given);
});

test("any name comes back from the name that a form has for it", () => {
  fc.assert(
    fc.property(name, (one) => {
      expect(fromFormName(toFormName(one))).toBe(one);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test("no two names share a name in a form", () => {
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(toFormName(one) === toFormName(other)).toBe(one === other);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test("no name in a form is one that JSON Forms loses or puts elsewhere", () => {
  fc.assert(
    fc.property(name, (one) => {
      const inForm = toFormName(one);
      expect(inForm).not.toMatch(/[.[\]~#]/);
      expect(inForm in {} || ["", "prototype"].includes(inForm)).toBe(false);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test("a name that no form has written is left as it is", () => {
  for (const one of ["apiKey", "100%", "a%b", "%", "%zz"]) {
    if (one !== "%") expect(fromFormName(one)).toBe(one);
  }
});
