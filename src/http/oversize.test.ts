import { brotliCompressSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { readJson } from "./answer";
import { LIMITS } from "./limits";
import { checkJsonSize, OversizeAnswer } from "./oversize";
import { unpack } from "./unpack";

const MANY = "the response holds more values than the component reads";
const DEEP = "the response is nested deeper than 500 levels";
const check = (text: string, limits?: { jsonWeight: number; jsonDepth: number }) => () =>
  checkJsonSize(Buffer.from(text), limits);

/** What a value weighs, and how deep it is, by walking through it. */
function sizeOf(value: unknown): { weight: number; depth: number } {
  if (typeof value !== "object" || value === null) return { weight: 0, depth: 0 };
  const inner = Object.values(value).map(sizeOf);
  return {
    weight: inner.reduce((sum, { weight }) => sum + weight, 4 + Math.max(0, inner.length - 1)),
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
  };
}

test("the marks of JSON say how many values it holds and how deep they are, whatever its texts hold", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { weight, depth } = sizeOf(value);
      const text = JSON.stringify(value);
      expect(check(text, { jsonWeight: weight, jsonDepth: depth })).not.toThrow();
      if (weight === 0) return;
      expect(check(text, { jsonWeight: weight - 1, jsonDepth: depth })).toThrow(OversizeAnswer);
      expect(check(text, { jsonWeight: weight, jsonDepth: depth - 1 })).toThrow(OversizeAnswer);
    }),
    { seed: 3 },
  );
});

test("JSON may be nested 500 levels deep, and no deeper", () => {
  const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  expect(check(nested(500))).not.toThrow();
  expect(check(nested(501))).toThrow(DEEP);
  expect(check(`[${"[],".repeat(1000)}0]`)).not.toThrow();
});

test("a list just below 50 MiB is read", () => {
  const source = { id: "qhVsdKUwTqUTbHzZR4vHTy", slug: "ios-app", enabled: true, labels: [] };
  const one = `${JSON.stringify(source)},`;
  const text = `[${one.repeat(Math.floor((LIMITS.answerBytes - 100) / one.length))}0]`;
  expect(check(text)).not.toThrow();
});

const MIB = 1024 * 1024;
test.each<[string, string, string]>([
  ["objects", `[${"{},".repeat(16 * MIB)}0]`, MANY],
  ["lists", `[${"[],".repeat(16 * MIB)}0]`, MANY],
  ["numbers", `[${"0,".repeat(24 * MIB)}0]`, MANY],
  ["nested lists", "[".repeat(50 * MIB), DEEP],
  ["nested objects", '{"":'.repeat(12 * MIB), DEEP],
])("kilobytes that unpack to millions of %s are never parsed", async (_what, text, message) => {
  const packed = { gzip: gzipSync(text), br: brotliCompressSync(text) };
  const parse = jest.spyOn(JSON, "parse");
  for (const [encoding, body] of Object.entries(packed)) {
    expect(body.length).toBeLessThan(100_000);
    const unpacked = await unpack(body, encoding);
    expect(() => readJson(unpacked, 200, "application/json")).toThrow(new OversizeAnswer(message));
  }
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
});
