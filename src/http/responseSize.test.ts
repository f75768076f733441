import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { decompress } from "./decompress";
import { LIMITS } from "./limits";
import { MalformedResponse, OversizeResponse, readJson } from "./response";

const MANY = new OversizeResponse("the response holds more values than the component reads");
const DEEP = new MalformedResponse("the response is nested deeper than 200 levels");
const read = (text: string) => readJson(Buffer.from(text), 200, "application/json");

test("JSON may be nested 200 levels deep, and no deeper", () => {
  const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  expect(() => read(nested(200))).not.toThrow();
  expect(() => read(nested(201))).toThrow(DEEP);
  expect(() => read(`[${"[],".repeat(1000)}0]`)).not.toThrow();
});

test("a list just below 50 MiB is read", () => {
  const source = { id: "qhVsdKUwTqUTbHzZR4vHTy", slug: "ios-app", enabled: true, labels: [] };
  const one = `${JSON.stringify(source)},`;
  const count = Math.floor((LIMITS.responseBytes - 100) / one.length);
  expect(read(`[${one.repeat(count)}0]`)).toHaveLength(count + 1);
});

const MIB = 1024 * 1024;
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
test.each<[string, string, Error]>([
  ["objects", `[${"{},".repeat(3 * MIB)}0]`, MANY],
  ["lists", `[${"[],".repeat(3 * MIB)}0]`, MANY],
  ["numbers", `[${"0,".repeat(11 * MIB)}0]`, MANY],
  ["nested lists", "[".repeat(8 * MIB), DEEP],
  ["nested objects", '{"":'.repeat(3 * MIB), DEEP],
])("kilobytes that unpack to millions of %s are never parsed", async (_what, text, error) => {
  const packed = { gzip: gzipSync(text), br: brotliCompressSync(text, FAST) };
  const parse = jest.spyOn(JSON, "parse");
  for (const [encoding, body] of Object.entries(packed)) {
    expect(body.length).toBeLessThan(100_000);
    const unpacked = await decompress(body, encoding);
    expect(() => readJson(unpacked, 200, "application/json")).toThrow(error);
  }
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
});
