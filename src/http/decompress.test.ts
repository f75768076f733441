import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import fc from "fast-check";
import { ACCEPTED_ENCODINGS, decompress } from "./decompress";
import { MalformedResponse, OversizeResponse } from "./response";

const MOST_BYTES = 50 * 1024 * 1024;
const PACKERS: Record<string, (body: Uint8Array) => Buffer> = {
  gzip: (body) => gzipSync(body),
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};
const packings = Object.entries(PACKERS);

test("requests accept exactly the encodings that can be decompressed", () => {
  expect(ACCEPTED_ENCODINGS.split(", ")).toEqual(Object.keys(PACKERS));
});

test.each(packings)("whatever is packed as %s is unpacked as it was", async (encoding, pack) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), async (bytes) => {
      const body = Buffer.from(bytes);
      expect(await decompress(pack(body), encoding)).toEqual(body);
    }),
  );
});

test.each(packings)("a truncated %s body is never read in part", async (encoding, pack) => {
  const packed = pack(Buffer.from(JSON.stringify({ data: { list: [1, 2, 3], name: "orders" } })));
  for (let length = 1; length < packed.length; length += 1) {
    await expect(decompress(packed.subarray(0, length), encoding)).rejects.toThrow(
      new MalformedResponse("the response cannot be decompressed"),
    );
  }
});

test.each([" GZip ", "x-gzip", "X-GZIP"])("%p is gzip, too", async (encoding) => {
  expect(await decompress(gzipSync("text"), encoding)).toEqual(Buffer.from("text"));
});

test.each(["", " ", "identity", "Identity"])(
  "a body that is not packed (%p) stays",
  async (none) => {
    expect(await decompress(Buffer.from("text"), none)).toEqual(Buffer.from("text"));
  },
);

test.each(["gzip", "br", "deflate"])(
  "without a body nothing is unpacked (%s)",
  async (encoding) => {
    expect(await decompress(Buffer.alloc(0), encoding)).toEqual(Buffer.alloc(0));
  },
);

test.each(["deflate", "zstd", "gzip, gzip", "gzip, br", "constructor", "__proto__"])(
  "%p was not asked for",
  async (encoding) => {
    await expect(decompress(gzipSync("text"), encoding)).rejects.toThrow(
      new MalformedResponse("the response has an encoding that was not requested"),
    );
  },
);

test.each(packings)("50 MiB may be packed as %s, and not a byte more", async (encoding, pack) => {
  const whole = Buffer.alloc(MOST_BYTES + 1);
  expect(await decompress(pack(whole.subarray(1)), encoding)).toHaveLength(MOST_BYTES);
  await expect(decompress(pack(whole), encoding)).rejects.toThrow(OversizeResponse);
});
