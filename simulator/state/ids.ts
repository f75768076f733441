const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const HEX = "0123456789abcdef";

/** Returns a repeatable stream of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Returns a 32-bit hash of a text (FNV-1a with a final mix), the same on every run. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

/** Makes ids that look like Segment's. The same seed gives the same ids. */
export class Ids {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** Returns an id in the usual form: by default 22 characters, without 0, O, I and l. */
  next(length = 22): string {
    return this.pick(BASE58, length);
  }

  /** Returns an id of lower-case hexadecimal digits, as catalog destinations have. */
  hex(length: number): string {
    return this.pick(HEX, length);
  }

  private pick(alphabet: string, length: number): string {
    let id = "";
    while (id.length < length) {
      id += alphabet[Math.floor(this.random() * alphabet.length)];
    }
    return id;
  }
}
