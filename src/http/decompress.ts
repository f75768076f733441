import { promisify } from "node:util";
import { brotliDecompress, gunzip, type ZlibOptions } from "node:zlib";
import { LIMITS } from "./limits";
import { MalformedResponse, OversizeResponse } from "./response";

/** How bodies may come; others are not asked for. */
export const ACCEPTED_ENCODINGS = "gzip, br";

type Unpacker = (body: Buffer, options: ZlibOptions) => Promise<Buffer>;

const UNPACKERS: Record<string, Unpacker> = {
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  "x-gzip": promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  br: promisify<Buffer, ZlibOptions, Buffer>(brotliDecompress),
};

/**
 * Unpacks a body as a whole, up to the largest answer. Unlike axios, which hands over what could be
 * unpacked of a body that is cut, it takes all or nothing.
 * @param encoding the answer's `Content-Encoding`; none or `identity` leaves the body as it is.
 * @param mostBytes the largest body, unpacked.
 * @throws MalformedAnswer, OversizeAnswer
 */
export async function decompress(
  body: Buffer,
  encoding: string,
  mostBytes: number = LIMITS.answerBytes,
): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === "" || name === "identity" || body.length === 0) return body;
  const unpacker = Object.hasOwn(UNPACKERS, name) ? UNPACKERS[name] : undefined;
  if (!unpacker) throw new MalformedResponse("the response has an encoding that was not requested");
  try {
    return await unpacker(body, { maxOutputLength: mostBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") throw new OversizeResponse();
    throw new MalformedResponse("the response cannot be decompressed");
  }
}
