import { ENCODINGS, type Encoding, PLAIN } from "./encodings";

/** Shorter values are everyday words. Hiding them would garble messages. */
const SHORTEST_SECRET = 4;
const MASK = "[secret]";
const CUT = "…";
/** The most characters of one text to compare with secrets. The rest is not shown. */
const MOST_WORK = 400_000;
/** The cost of a comparison besides its characters. */
const COMPARISON = 2;
/** The factor by which plain text is compared faster than encoded text. */
const PLAIN_SPEED = 32;

/** Secrets, indexed to be found in a text. */
interface SecretIndex {
  /** The secrets as they are and as their UTF-8 bytes. */
  all: Set<string>;
  /** The lengths of the secrets that begin with these four characters. */
  lengths: Map<string, Set<number>>;
  /** 0 for a hash of four characters that no secret begins with. */
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

  /** True once the text has used up its work. */
  get isOver(): boolean {
    return this.work < 0;
  }

  /** Returns the end of the longest secret that begins at an index; undefined if none does. */
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
      // No encoding is shorter than the text.
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
 * Masks every secret in a text. Secrets that overlap share one mask.
 * @param longest the characters of the result after which the rest is left out.
 */
function maskSecrets(text: string, index: SecretIndex, longest: number): string {
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
 * @param longest the characters of the result after which the rest may be left out, to save time.
 */
export type Hide = (text: string, longest?: number) => string;

/**
 * Creates a function that hides secrets in a text: as they are, in JSON, URL-encoded, in base64 and in
 * hex. Texts shorter than 4 characters are not secrets. Its time grows with the size of the secrets and
 * of the text, never with their product. If a text would take longer, its end is left out.
 * @param secrets called when the first text is hidden. If it throws, every text is hidden as a whole: the
 *   request is sent by then, and an error would report its success as a failure.
 */
export function createRedactor(secrets: () => readonly string[]): Hide {
  let index: SecretIndex | undefined;
  let hasFailed = false;
  return (text, longest = Number.POSITIVE_INFINITY) => {
    if (text.length < SHORTEST_SECRET) return text;
    try {
      if (!hasFailed) index ??= indexOf(secrets());
    } catch {
      hasFailed = true;
    }
    if (!index) return MASK;
    return index.all.size === 0 ? text : maskSecrets(text, index, longest);
  };
}
