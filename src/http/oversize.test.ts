import { brotliCompressSync, gzipSync } from "node:zlib";
import { readJson } from "./answer";
import { LIMITS } from "./limits";
import { checkJsonSize, OversizeAnswer } from "./oversize";
import { unpack } from "./unpack";

const MANY = "the response holds more values than the component reads";
const DEEP = "the response is nested deeper than 500 levels";
const check = (text: string) => () => checkJsonSize(Buffer.from(text));

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
