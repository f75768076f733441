import type { ClientRequest, IncomingMessage } from "node:http";
import zlib from "node:zlib";
import type { RecordedBody } from "../protocol";

/** The most bytes of a body that are kept. */
const KEPT_BYTES = 256 * 1024;

const PARTIAL = { finishFlush: zlib.constants.Z_SYNC_FLUSH, maxOutputLength: 4 * KEPT_BYTES };

const DECODERS: Record<string, (packed: Buffer) => Buffer> = {
  gzip: (packed) => zlib.gunzipSync(packed, PARTIAL),
  deflate: (packed) => zlib.inflateSync(packed, PARTIAL),
  br: (packed) =>
    zlib.brotliDecompressSync(packed, {
      finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
      maxOutputLength: 4 * KEPT_BYTES,
    }),
};

/** Records the start of a body without reading it, since a reader of its own would start its flow early. */
export class BodyRecorder {
  private readonly kept: Buffer[] = [];
  private keptBytes = 0;
  private bytes = 0;

  private add(chunk: unknown, encoding?: unknown): void {
    if (typeof chunk !== "string" && !(chunk instanceof Uint8Array)) return;
    const text = typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8";
    const data = typeof chunk === "string" ? Buffer.from(chunk, text) : chunk;
    this.bytes += data.byteLength;
    const room = KEPT_BYTES - this.keptBytes;
    if (room <= 0) return;
    // A copy: the sender may use its memory again.
    const part = Buffer.from(data.subarray(0, room));
    this.kept.push(part);
    this.keptBytes += part.byteLength;
  }

  /** Records the body that is written to a request. */
  recordWrites(request: ClientRequest): void {
    for (const name of ["write", "end"] as const) {
      const original = request[name] as (...args: unknown[]) => never;
      Object.assign(request, {
        [name]: (...args: unknown[]) => {
          this.add(args[0], args[1]);
          return original.apply(request, args);
        },
      });
    }
  }

  /** Records the body that is read from a response. */
  recordReads(response: IncomingMessage): void {
    const emit = response.emit;
    const add = (chunk: unknown) => this.add(chunk);
    response.emit = function (this: IncomingMessage, event: string, ...args: unknown[]) {
      if (event === "data") add(args[0]);
      return emit.call(this, event, ...args);
    } as typeof emit;
  }

  /** The start of the body as text; undefined if there was none. */
  recorded(encoding: unknown): RecordedBody | undefined {
    if (this.bytes === 0) return undefined;
    return { text: this.decode(encoding).subarray(0, KEPT_BYTES).toString(), bytes: this.bytes };
  }

  private decode(encoding: unknown): Buffer {
    const packed = Buffer.concat(this.kept);
    const decoder = DECODERS[String(encoding)];
    if (!decoder) return packed;
    try {
      return decoder(packed);
    } catch {
      return Buffer.from("[cannot be decompressed]");
    }
  }
}
