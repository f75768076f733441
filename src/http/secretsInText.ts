import { endOfText } from "../values/longNumbers";

/** The most characters of a name. Of a longer one, the end is read. */
const LONGEST_NAME = 100;
/** Matches the user and password of a URL. Each part ends at a slash, so no text is read twice. */
const USER_INFO = /:\/\/([^/?#\s@:"'<>]*)(?::([^/?#\s@"'<>]*))?@/g;
/** Matches an XML element that contains only text. */
const ELEMENT = /<([\w:.-]{1,100})(?:\s[^<>]*)?>([^<]+)</g;
/** Matches a name in an object, in quotes or not, with its colon. */
const MEMBER_NAME = /(?:(["'])((?:(?!\1)[^\\]|\\.){1,100})\1|(?<![\w$-])([\w$-]{1,100}))\s*:\s*/gs;
/** Matches a value without quotes that ends like one. */
const BARE_VALUE = /[^\s,;{}[\]"']{1,200}(?=\s*(?:[,}\]\r\n]|$))/y;
/** Matches the scheme and the credentials of `Bearer …`, `Basic …` and others. */
const SCHEME = /^\s*(bearer|basic|token|digest|api-?key|jwt|negotiate|ntlm)\s+(\S.*)$/is;
/** The characters that always end a pair, and those that may. */
const PAIR_ENDS = /[&\r\n]/;
const PART_ENDS = /[?#;,\s"'<>(){}|]/;
const PARTS_END = /[?#;,&\s"'<>(){}|]/;
/** The characters before the last word of a name. */
const NAME_STARTS = /[\s?#;,{(|/]/;

/** A name in a text, with its value. */
interface NamedText {
  name: string;
  /** The possible values: a text may or may not be encoded. */
  values: string[];
  /** A value that may contain pairs itself: decoded text, or JSON. */
  nested?: string;
}

/** Matches the start of a JSON object or list, but not of `{{id}}` or `[Admin] Clicked`. */
const JSON_START = /^[\ufeff\s]*(?:\{\s*["}]|\[\s*(?:["[{\]\d-]|true|false|null))/;

/** True for text that may be a JSON object or list. */
export const mayBeJson = (text: string): boolean => JSON_START.test(text);

/** Decodes percent-encoded text with plus signs for spaces; returns other text as it is. */
function decoded(text: string): string {
  if (!/[%+]/.test(text)) return text;
  return new URLSearchParams(`a=${text.replaceAll("&", "%26")}`).get("a") ?? text;
}

const unquoted = (text: string): string => {
  const trimmed = text.trim();
  return /^(["']).*\1$/s.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
};

/** Returns the last word before an index of a text. */
function nameBefore(text: string, end: number): string {
  const words = text.slice(Math.max(0, end - LONGEST_NAME), end).trim();
  return decoded(unquoted(words.split(NAME_STARTS).at(-1) ?? ""));
}

/** Returns the pair in a piece of text; undefined if it has none, or a comparison as in code. */
function pairIn(piece: string, sign: string): NamedText | undefined {
  const at = piece.indexOf(sign);
  if (at <= 0 || /[=>]/.test(piece.charAt(at + 1))) return undefined;
  const name = nameBefore(piece, at);
  const given = unquoted(piece.slice(at + 1));
  const meant = unquoted(decoded(given));
  // Percent signs show that the text is encoded. A plus sign alone may be literal.
  const values = meant === given || /%[\da-f]{2}/i.test(given) ? [meant] : [given, meant];
  return meant !== given || mayBeJson(meant) ? { name, values, nested: meant } : { name, values };
}

const pairs = (text: string, ends: RegExp, sign: string): NamedText[] =>
  text.includes(sign)
    ? text.split(ends).flatMap((piece) => {
        const pair = pairIn(piece, sign);
        return pair ? [pair] : [];
      })
    : [];

/**
 * Returns the pairs of a form, a query or a connection string in a text (`a=1&token=…`,
 * `Server=…;Password=…`). A value that may end before the next `&` is read both ways.
 */
export function namedInText(text: string): NamedText[] {
  const whole = pairs(text, PAIR_ENDS, "=");
  if (!PART_ENDS.test(text)) return whole;
  const known = new Set(whole.flatMap(({ values }) => values));
  const parts = pairs(text, PARTS_END, "=").map(({ name, values }) => ({
    name,
    values: values.filter((value) => !known.has(value)),
  }));
  return [...whole, ...parts];
}

/** Returns a text of JSON without its escapes; the same text if it has none, or wrong ones. */
function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}

/** Returns the value without its quotes that begins at an index of a text, and where to search next. */
function valueAt(text: string, at: number): { value: string; next: number } {
  const quote = text.charAt(at);
  if (quote === '"' || quote === "'") {
    const close = quote === '"' ? endOfText(text, at) : text.indexOf(quote, at + 1);
    // A text is searched too: if a quote is missing before it, it is none.
    return { value: text.slice(at + 1, close < 0 ? text.length : close), next: at };
  }
  BARE_VALUE.lastIndex = at;
  const [value = ""] = BARE_VALUE.exec(text) ?? [];
  return { value, next: at + value.length };
}

/** Adds the members of objects in JSON that cannot be parsed, for example because of a comma. */
function withMembers(lines: readonly NamedText[], text: string): NamedText[] {
  const known = new Set(["", ...lines.flatMap(({ values }) => values)]);
  const found = [...lines];
  const names = new RegExp(MEMBER_NAME);
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const { value, next } = valueAt(text, names.lastIndex);
    const plain = unescaped(value);
    const values = known.has(value) ? [] : [value];
    if (plain !== value) values.push(plain);
    const nested = mayBeJson(plain) ? plain : undefined;
    found.push({ name: unescaped(match[2] ?? match[3] ?? ""), values, nested });
    names.lastIndex = next;
  }
  return found;
}

/**
 * Returns the pairs in a whole document, including lines such as `token: …`, XML elements, and members of
 * objects in broken JSON.
 */
export const namedInDocument = (text: string): NamedText[] => [
  ...namedInText(text),
  ...withMembers(pairs(text, /[\r\n]/, ":"), text),
  ...[...text.matchAll(ELEMENT)].map(([, name = "", value = ""]) => ({
    name,
    values: [value.trim()],
  })),
];

/** Returns the passwords of URLs in a text, and users without a password, which are keys. */
export const passwordsIn = (text: string): string[] =>
  text.includes("@")
    ? [...text.matchAll(USER_INFO)].flatMap(([, user = "", password]) => {
        const secret = password ?? user;
        return [...new Set([secret, decoded(secret)])];
      })
    : [];

/**
 * Returns the forms of a secret: as it is, without its scheme, which a refusal may leave out of
 * `Bearer …`, and the password of `Basic …`.
 */
export function formFields(secret: string): string[] {
  const [, scheme = "", rest = ""] = SCHEME.exec(secret) ?? [];
  if (rest === "") return [secret];
  if (scheme.toLowerCase() !== "basic") return [secret, rest];
  const said = Buffer.from(rest, "base64").toString();
  const password = said.includes(":") ? [said.slice(said.indexOf(":") + 1)] : [];
  return [secret, rest, ...password];
}
