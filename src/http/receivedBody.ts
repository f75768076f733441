/** The size of the first buffer for a body of unknown length, in bytes. */
const FIRST_BUFFER = 64 * 1024;

/**
 * Assembles a body from its pieces. It takes at most three times the size of the body. A list of small
 * pieces could take more: each keeps a whole buffer of the network alive.
 */
export class ReceivedBody {
  private bytes: Buffer | undefined;
  private length = 0;

  /** @param expected the length of the whole in bytes, or 0 if it is unknown. */
  constructor(private readonly expected: number) {}

  /** Appends a piece, which it copies. */
  add(piece: Buffer): void {
    const end = this.length + piece.length;
    if (this.bytes === undefined || end > this.bytes.length) this.grow(end);
    piece.copy(this.bytes as Buffer, this.length);
    this.length = end;
  }

  /** The bytes so far. */
  get size(): number {
    return this.length;
  }

  /** Returns the body, at most the first `most` bytes of it. */
  take(most: number): Buffer {
    const whole = this.bytes?.subarray(0, Math.min(this.length, most)) ?? Buffer.alloc(0);
    // A small view would keep the whole buffer alive.
    return whole.length * 2 < (this.bytes?.length ?? 0) ? Buffer.from(whole) : whole;
  }

  private grow(end: number): void {
    const before = this.bytes?.subarray(0, this.length);
    const least = before === undefined ? this.expected || FIRST_BUFFER : 2 * before.length;
    this.bytes = Buffer.allocUnsafe(Math.max(end, least));
    before?.copy(this.bytes);
  }
}
