/** Characters of a name that are looked at: longer ones are read from their end. */
const LONGEST_NAME = 100;
/** The user and password of a URL; each part ends at a slash, so no text is read twice. */
const USER_INFO = /:\/\/([^/?#\s@:"'<>]*)(?::([^/?#\s@"'<>]*))?@/g;
/** An element of XML that holds nothing but text. */
const ELEMENT = /<([\w:.-]{1,100})(?:\s[^<>]*)?>([^<]+)</g;
/** The name of a scheme, and what is to be kept of `Bearer …`, `Basic …` and others. */
const SCHEME = /^\s*(bearer|basic|token|digest|api-?key|jwt|negotiate|ntlm)\s+(\S.*)$/is;
/** What ends a pair for certain, and what may. */
const PAIR_ENDS = /[&\r\n]/;
const PART_ENDS = /[?#;,\s"'<>(){}|]/;
const PARTS_END = /[?#;,&\s"'<>(){}|]/;
/** What stands before the last word of a name. */
const NAME_STARTS = /[\s?#;,{(|/]/;

/** A name in a text. */
export interface NamedText {
  name: string;
  /** What its value may be: texts do not say whether they are encoded. */
  values: string[];
  /** What may have pairs of its own: text that was encoded, or JSON. */
  nested?: string;
}

/** Text that looks like an object or a list of JSON. */
const JSON_START = /^[\ufeff\s]*[[{]/;

/** True for text that may be an object or a list of JSON. */
export const mayBeJson = (text: string): boolean => JSON_START.test(text);

/** Percent-encoded text, with plus signs for spaces, as what it says; as it is if it says nothing. */
function decoded(text: string): string {
  if (!/[%+]/.test(text)) return text;
  return new URLSearchParams(`a=${text.replaceAll("&", "%26")}`).get("a") ?? text;
}

const unquoted = (text: string): string => {
  const trimmed = text.trim();
  return /^(["']).*\1$/s.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
};

/** The last word before a place of a text. */
function nameBefore(text: string, end: number): string {
  const words = text.slice(Math.max(0, end - LONGEST_NAME), end).trim();
  return decoded(unquoted(words.split(NAME_STARTS).at(-1) ?? ""));
}

/** The pair in a piece of text; undefined if there is none, or a comparison as in code. */
function pairIn(piece: string, sign: string): NamedText | undefined {
  const at = piece.indexOf(sign);
  if (at <= 0 || /[=>]/.test(piece.charAt(at + 1))) return undefined;
  const name = nameBefore(piece, at);
  const given = unquoted(piece.slice(at + 1));
  const meant = unquoted(decoded(given));
  // What is encoded is found by what it says; a plus sign alone may be one.
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
 * The pairs of a form, a query or a connection string that stand in a text (`a=1&token=…`,
 * `Server=…;Password=…`). A value is read twice if it may end sooner than at the next `&`.
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

/** The same for a whole document, which may have lines such as `token: …` and elements of XML. */
export const namedInDocument = (text: string): NamedText[] => [
  ...namedInText(text),
  ...pairs(text, /[\r\n]/, ":"),
  ...[...text.matchAll(ELEMENT)].map(([, name = "", value = ""]) => ({
    name,
    values: [value.trim()],
  })),
];

/** The passwords of URLs in a text, and the users without one, who are keys. */
export const passwordsIn = (text: string): string[] =>
  text.includes("@")
    ? [...text.matchAll(USER_INFO)].flatMap(([, user = "", password]) => {
        const secret = password ?? user;
        return [...new Set([secret, decoded(secret)])];
      })
    : [];

/**
 * A secret as it is, and its part after a scheme: a refusal may quote no more of `Bearer …`. Of
 * `Basic …` the password too.
 */
export function formFields(secret: string): string[] {
  const [, scheme = "", rest = ""] = SCHEME.exec(secret) ?? [];
  if (rest === "") return [secret];
  if (scheme.toLowerCase() !== "basic") return [secret, rest];
  const said = Buffer.from(rest, "base64").toString();
  const password = said.includes(":") ? [said.slice(said.indexOf(":") + 1)] : [];
  return [secret, rest, ...password];
}
