import { ENCODINGS, type Encoding, PLAIN } from "./encodings";

/** Shorter values are words of everyday language: hiding them would garble messages. */
const SHORTEST_SECRET = 4;
const MASK = "[secret]";
const CUT = "…";
/** Characters to compare with secrets in one text; what has not been compared by then is not shown. */
const MOST_WORK = 400_000;
/** What a comparison costs beside its characters. */
const COMPARISON = 2;
/** How many times sooner text that is as it is can be compared than text that has to be decoded. */
const PLAIN_SPEED = 32;

/** Secrets, ready to be found at a place in a text. */
interface SecretIndex {
  /** As they are, and as the bytes of their UTF-8. */
  all: Set<string>;
  /** The lengths of those that begin with these four characters. */
  lengths: Map<string, Set<number>>;
  /** 0 for a hash of four characters that none begins with. */
  starts: Uint8Array;
}

function indexOf(secrets: Iterable<string>): SecretIndex {
  const index: SecretIndex = {
    all: new Set(),
    lengths: new Map(),
    starts: new Uint8Array(0x10000),
  };
  const add = (secret: string) => {
    if (index.all.has(secret)) return;
    index.all.add(secret);
    index.starts[PLAIN.hash(secret, 0)] = 1;
    const start = secret.slice(0, SHORTEST_SECRET);
    const lengths = index.lengths.get(start);
    if (lengths) lengths.add(secret.length);
    else index.lengths.set(start, new Set([secret.length]));
  };
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    add(secret);
    const isAscii = Buffer.byteLength(secret) === secret.length;
    if (!isAscii) add(Buffer.from(secret).toString("latin1"));
  }
  return index;
}

/** Finds secrets in one text. */
class Search {
  private work = MOST_WORK;
  private readonly encodings: readonly Encoding[];

  constructor(
    private readonly text: string,
    private readonly index: SecretIndex,
  ) {
    this.encodings = ENCODINGS.filter((encoding) => encoding.isIn(text));
  }

  /** True once the text has taken all the work that one may. */
  get isOver(): boolean {
    return this.work < 0;
  }

  /** Where the longest secret ends that is written from this place on; undefined if none is. */
  endAt(at: number): number | undefined {
    let end: number | undefined;
    for (const encoding of this.encodings) {
      const hash = encoding.hash(this.text, at);
      if (hash < 0 || this.index.starts[hash] === 0) continue;
      const found = this.endIn(encoding, at);
      if (found !== undefined) end = Math.max(end ?? 0, found);
    }
    return end;
  }

  private endIn(encoding: Encoding, at: number): number | undefined {
    const start = encoding.decode(this.text, at, SHORTEST_SECRET);
    let end: number | undefined;
    for (const length of this.index.lengths.get(start?.text ?? "") ?? []) {
      // Nothing is written in fewer characters than it has.
      if (at + length > this.text.length) continue;
      this.work -= COMPARISON + (encoding === PLAIN ? length / PLAIN_SPEED : length);
      if (this.isOver) return undefined;
      const written = encoding.decode(this.text, at, length);
      if (written && this.index.all.has(written.text)) end = Math.max(end ?? 0, written.end);
    }
    return end;
  }
}

/**
 * Puts a mask over every stretch of a text that one secret takes up, or several that overlap.
 * @param longest the characters after which the rest is left out.
 */
function masked(text: string, index: SecretIndex, longest: number): string {
  const search = new Search(text, index);
  let shown = "";
  let end = 0;
  for (let at = 0; at + SHORTEST_SECRET <= text.length; at += 1) {
    const found = search.endAt(at);
    const isLong = shown.length + at - end > longest;
    if (search.isOver || isLong) return shown + text.slice(end, at) + CUT;
    if (found === undefined) continue;
    if (at >= end) shown += text.slice(end, at) + MASK;
    end = Math.max(end, found);
  }
  return shown + text.slice(end);
}

/**
 * Hides secrets in a text.
 * @param longest the characters of the result after which the rest may be left out, to save the time.
 */
export type Hide = (text: string, longest?: number) => string;

/**
 * A function that hides the given secrets in any text, in every form they may come back in: as they
 * are, in JSON, URL-encoded, in base64 and in hex. Texts shorter than 4 characters are not secrets.
 * The time it takes grows with the size of the secrets and of the text, never with their product: if a
 * text is made to take longer, its end is left out.
 * @param secrets asked for when the first text is to be hidden.
 */
export function createRedactor(secrets: () => readonly string[]): Hide {
  let index: SecretIndex | undefined;
  return (text, longest = Number.POSITIVE_INFINITY) => {
    index ??= indexOf(secrets());
    return index.all.size === 0 ? text : masked(text, index, longest);
  };
}
