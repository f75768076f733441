/** A way to write a text within another. Bytes are characters up to U+00FF. */
export interface Encoding {
  /** False if this encoding finds nothing in a text that a simpler one does not. */
  isIn(text: string): boolean;
  /** Hashes the four characters written from an index on to 16 bits; -1 if there are fewer. */
  hash(text: string, at: number): number;
  /** Decodes `count` characters from an index on; undefined if there are fewer. */
  decode(text: string, at: number, count: number): { text: string; end: number } | undefined;
}

/** Hashes four characters to 16 bits. */
const hashOf = (first: number, second: number, third: number, fourth: number): number =>
  (first ^ (second << 4) ^ (third << 8) ^ (fourth << 12)) & 0xffff;

/** The text as it is. */
export const PLAIN: Encoding = {
  isIn: () => true,
  hash: (text, at) =>
    at + 4 > text.length
      ? -1
      : hashOf(
          text.charCodeAt(at),
          text.charCodeAt(at + 1),
          text.charCodeAt(at + 2),
          text.charCodeAt(at + 3),
        ),
  decode: (text, at, count) => ({ text: text.slice(at, at + count), end: at + count }),
};

/** Returns a function that reads the value of a digit in these alphabets; -1 for other characters. */
function digitsOf(...alphabets: string[]): (text: string, at: number) => number {
  const digits = new Int8Array(0x80).fill(-1);
  for (const alphabet of alphabets) {
    for (let digit = 0; digit < alphabet.length; digit += 1) {
      digits[alphabet.charCodeAt(digit)] = digit;
    }
  }
  return (text, at) => {
    const code = text.charCodeAt(at);
    return code < 0x80 ? (digits[code] as number) : -1;
  };
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const hexDigit = digitsOf("0123456789abcdef", "0123456789ABCDEF");
const base64Digit = digitsOf(`${LETTERS}+/`, `${LETTERS}-_`);

/** Reads hex digits from an index on as a number; negative if one of them is no digit. */
function hexAt(text: string, at: number, digits: number): number {
  let value = 0;
  for (let place = at; place < at + digits; place += 1) {
    const digit = hexDigit(text, place);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** One more than the longest way to write a character. */
const STEP = 8;

/**
 * Creates an encoding that writes one character after the other.
 * @param mark a text that is part of everything encoded.
 * @param next returns the code of the character at an index times {@link STEP}, plus its written length.
 */
function characters(mark: string, next: (text: string, at: number) => number): Encoding {
  return {
    isIn: (text) => text.includes(mark),
    hash(text, at) {
      let place = at;
      let hash = 0;
      for (let shift = 0; shift < 16; shift += 4) {
        if (place >= text.length) return -1;
        const found = next(text, place);
        hash ^= Math.floor(found / STEP) << shift;
        place += found % STEP;
      }
      return hash & 0xffff;
    },
    decode(text, at, count) {
      const codes = new Uint16Array(count);
      let end = at;
      for (let index = 0; index < count; index += 1) {
        if (end >= text.length) return undefined;
        const found = next(text, end);
        codes[index] = Math.floor(found / STEP);
        end += found % STEP;
      }
      return { text: Buffer.from(codes.buffer).toString("utf16le"), end };
    },
  };
}

const codeOf = (character: string): number => character.charCodeAt(0);
const [BACKSLASH, UNICODE, PERCENT, PLUS, SPACE] = ["\\", "u", "%", "+", " "].map(codeOf) as [
  number,
  number,
  number,
  number,
  number,
];
/** The escapes of JSON: the letter after a backslash, and the character it stands for. */
const ESCAPES: ReadonlyMap<number, number> = new Map(
  ['""', "\\\\", "//", "b\b", "f\f", "n\n", "r\r", "t\t"].map((pair) => [
    pair.charCodeAt(0),
    pair.charCodeAt(1),
  ]),
);

const JSON_TEXT = characters("\\", (text, at) => {
  const code = text.charCodeAt(at);
  if (code !== BACKSLASH) return code * STEP + 1;
  const next = text.charCodeAt(at + 1);
  const unicode = next === UNICODE ? hexAt(text, at + 2, 4) : -1;
  if (unicode >= 0) return unicode * STEP + 6;
  const escaped = ESCAPES.get(next);
  return escaped === undefined ? code * STEP + 1 : escaped * STEP + 2;
});

const urlText = (mark: string, plus: number): Encoding =>
  characters(mark, (text, at) => {
    const code = text.charCodeAt(at);
    const byte = code === PERCENT ? hexAt(text, at + 1, 2) : -1;
    if (byte >= 0) return byte * STEP + 3;
    return (code === PLUS ? plus : code) * STEP + 1;
  });

/** Hex, in either case. */
const HEX: Encoding = {
  isIn: () => true,
  hash(text, at) {
    const first = hexAt(text, at, 4);
    const second = first < 0 ? -1 : hexAt(text, at + 4, 4);
    return second < 0 ? -1 : hashOf(first >> 8, first & 0xff, second >> 8, second & 0xff);
  },
  decode(text, at, count) {
    const end = at + 2 * count;
    const bytes = Buffer.from(text.slice(at, end), "hex");
    return bytes.length === count ? { text: bytes.toString("latin1"), end } : undefined;
  },
};

/** Reads three base64 digits from an index on as 18 bits; negative if one of them is no digit. */
function threeDigits(text: string, at: number): number {
  const first = base64Digit(text, at);
  const second = base64Digit(text, at + 1);
  const third = base64Digit(text, at + 2);
  return (first | second | third) < 0 ? -1 : (first << 12) | (second << 6) | third;
}

/**
 * Creates the encoding of base64, in either alphabet.
 * @param before the bytes of other text before the first byte, in its group of three.
 */
function base64After(before: number): Encoding {
  // Six digits are 36 bits. The four bytes leave 4 of them, of which 2 for each byte are before.
  const after = 4 - 2 * before;
  const filling = "A".repeat(before);
  return {
    isIn: () => true,
    hash(text, at) {
      const high = threeDigits(text, at);
      const low = high < 0 ? -1 : threeDigits(text, at + 3);
      if (low < 0) return -1;
      const bytes = (high << (18 - after)) | (low >> after);
      return hashOf(bytes >>> 24, (bytes >>> 16) & 0xff, (bytes >>> 8) & 0xff, bytes & 0xff);
    },
    decode(text, at, count) {
      const end = at - before + Math.ceil(((before + count) * 4) / 3);
      const bytes = Buffer.from(filling + text.slice(at, end), "base64").subarray(before);
      return bytes.length === count ? { text: bytes.toString("latin1"), end } : undefined;
    },
  };
}

/** All encodings: as it is, JSON, URL-encoded, hex and base64. */
export const ENCODINGS: readonly Encoding[] = [
  PLAIN,
  JSON_TEXT,
  urlText("%", PLUS),
  urlText("+", SPACE),
  HEX,
  ...[0, 1, 2].map(base64After),
];
