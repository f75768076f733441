import { promisify } from "node:util";
import { brotliDecompress, gunzip, type ZlibOptions } from "node:zlib";
import { LIMITS } from "./limits";
import { MalformedResponse, OversizeResponse } from "./response";

/** The encodings that requests accept. */
export const ACCEPTED_ENCODINGS = "gzip, br";

type Decompressor = (body: Buffer, options: ZlibOptions) => Promise<Buffer>;

const DECOMPRESSORS: Record<string, Decompressor> = {
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  "x-gzip": promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  br: promisify<Buffer, ZlibOptions, Buffer>(brotliDecompress),
};

/**
 * Decompresses a whole body. Unlike axios, it never returns a part of a truncated one.
 * @param encoding the response's `Content-Encoding`; an empty one or `identity` leaves the body as it is.
 * @param mostBytes the largest decompressed body, in bytes.
 * @throws MalformedResponse, OversizeResponse
 */
export async function decompress(
  body: Buffer,
  encoding: string,
  mostBytes: number = LIMITS.responseBytes,
): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === "" || name === "identity" || body.length === 0) return body;
  const decompressor = Object.hasOwn(DECOMPRESSORS, name) ? DECOMPRESSORS[name] : undefined;
  if (!decompressor)
    throw new MalformedResponse("the response has an encoding that was not requested");
  try {
    return await decompressor(body, { maxOutputLength: mostBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") throw new OversizeResponse();
    throw new MalformedResponse("the response cannot be decompressed");
  }
}
