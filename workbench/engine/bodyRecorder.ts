import type { ClientRequest, IncomingMessage } from "node:http";
import zlib from "node:zlib";
import type { RecordedBody } from "../protocol";
import type { Mask } from "./mask";

/** The most bytes of a body that are shown. */
const SHOWN_BYTES = 256 * 1024;

/** The most bytes that are decompressed at once. */
const LONGEST_OUTPUT = 16 * 1024 * 1024;

type Decoder = (packed: Buffer) => Buffer;

const PARTIAL = { finishFlush: zlib.constants.Z_SYNC_FLUSH, maxOutputLength: LONGEST_OUTPUT };

const DECODERS: Record<string, Decoder> = {
  gzip: (packed) => zlib.gunzipSync(packed, PARTIAL),
  deflate: (packed) => zlib.inflateSync(packed, PARTIAL),
  br: (packed) =>
    zlib.brotliDecompressSync(packed, {
      finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
      maxOutputLength: LONGEST_OUTPUT,
    }),
};

/** Decompresses a body, or the start of one that is too long. @throws if it is not compressed this way. */
function decompress(packed: Buffer, decode: Decoder): { plain: Buffer; isCut: boolean } {
  try {
    return { plain: decode(packed), isCut: false };
  } catch (error) {
    const isLong = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    if (!isLong || packed.length < 2) throw error;
    const { plain } = decompress(packed.subarray(0, packed.length / 2), decode);
    return { plain, isCut: true };
  }
}

/** Records the start of a body without reading it, since a reader of its own would start its flow early. */
export class BodyRecorder {
  private readonly kept: Buffer[] = [];
  private keptBytes = 0;
  private bytes = 0;
  private readonly mostBytes: number;

  constructor(private readonly mask: Mask) {
    // A character takes at most 4 bytes.
    this.mostBytes = SHOWN_BYTES + 4 * mask.margin;
  }

  private add(chunk: unknown, encoding?: unknown): void {
    if (typeof chunk !== "string" && !(chunk instanceof Uint8Array)) return;
    const text = typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8";
    const data = typeof chunk === "string" ? Buffer.from(chunk, text) : chunk;
    this.bytes += data.byteLength;
    const room = this.mostBytes - this.keptBytes;
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
    const add = (chunk: unknown) => this.add(chunk, response.readableEncoding);
    response.emit = function (this: IncomingMessage, event: string, ...args: unknown[]) {
      if (event === "data") add(args[0]);
      return emit.call(this, event, ...args);
    } as typeof emit;
  }

  /** The start of the body as text without secrets; undefined if there was none. */
  recorded(encoding: unknown): RecordedBody | undefined {
    if (this.bytes === 0) return undefined;
    return { text: this.shown(String(encoding ?? "identity").toLowerCase()), bytes: this.bytes };
  }

  private shown(encoding: string): string {
    const packed = Buffer.concat(this.kept);
    const decoder = DECODERS[encoding];
    if (!decoder && encoding !== "identity") return "[compressed]";
    try {
      const { plain, isCut } = decoder
        ? decompress(packed, decoder)
        : { plain: packed, isCut: false };
      if (!isCut && this.bytes <= this.keptBytes && plain.length <= SHOWN_BYTES) {
        return this.mask.text(plain.toString());
      }
      return this.mask.start(plain.subarray(0, this.mostBytes).toString(), SHOWN_BYTES);
    } catch {
      return "[cannot be decompressed]";
    }
  }
}
