import { isUtf8 } from "node:buffer";
import { bytesIn } from "../values/bytes";
import { isExact } from "../values/exactNumber";
import { parseJson } from "../values/json";
import { isSecretName } from "./secretNames";
import { formFields, mayBeJson, namedInDocument, namedInText, passwordsIn } from "./secretsInText";

/** True for a form. To ask for its class, Node would load all of undici. */
export const isForm = (value: unknown): value is FormData =>
  Object.prototype.toString.call(value) === "[object FormData]";

/** An entry of an object, and whether its name is that of a secret. */
export type NamedEntry = [name: string, entry: unknown, isSecret: boolean];

const ROW_VALUE = /^(?:value|default[-_ ]?value)$/i;
const ROW_NAME = /^(?:name|id|label)$/i;
/** What may be the name in a pair, and no sentence. */
const PAIR_NAME = /^[\w.-]{1,100}$/;

/** The names in a row such as `{ key: "password", value: … }`; no other counts beside a key. */
function rowNames(entries: readonly [string, unknown][]): string[] {
  if (!entries.some(([name]) => ROW_VALUE.test(name))) return [];
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const keys = texts.filter(([name]) => name.toLowerCase() === "key");
  return (keys.length > 0 ? keys : texts.filter(([name]) => ROW_NAME.test(name))).map(
    ([, text]) => text,
  );
}

/** The items of a list, nameless; the second of a pair such as `["password", …]` goes by the first. */
function items(given: readonly unknown[], isSecret: typeof isSecretName): NamedEntry[] {
  const [first] = given;
  const isPair =
    given.length === 2 && typeof first === "string" && PAIR_NAME.test(first) && isSecret(first);
  return given.map((item, at) => ["", item, isPair && at === 1]);
}

/**
 * The entries of an object, list, form or query. The value of a row goes by the names in the row.
 * @param isSecret says whether a name is that of a secret.
 */
export function namedEntries(given: object, isSecret = isSecretName): NamedEntry[] {
  if (Array.isArray(given)) return items(given, isSecret);
  const entries: [string, unknown][] =
    isForm(given) || given instanceof URLSearchParams ? [...given] : Object.entries(given);
  const names = rowNames(entries);
  return entries.map(([name, entry]) => [
    name,
    entry,
    names.length > 0 && ROW_VALUE.test(name) ? names.some(isSecret) : isSecret(name),
  ]);
}

/** {@link isSecretName} for the names of one value, which are the same ones again and again. */
function rememberingNames(): typeof isSecretName {
  const known = new Map<string, boolean>();
  return (name) => {
    const found = known.get(name) ?? isSecretName(name);
    known.set(name, found);
    return found;
  };
}

/** How many texts within texts are read: each reads all of the one it stands in. */
const DEEPEST_TEXT = 3;

/** Lines that look like JSON and are not, after which a text is taken for something else. */
const MOST_BROKEN_LINES = 100;

/** JSON in a text, or in each of its lines; none for text that is neither. */
function jsonIn(text: string): unknown[] {
  const values: unknown[] = [];
  let broken = 0;
  const read = (part: string) => {
    if (!mayBeJson(part)) return;
    try {
      values.push(parseJson(part));
    } catch {
      broken += 1;
    }
  };
  read(text);
  if (values.length > 0 || !text.includes("\n")) return values;
  for (const line of text.split("\n")) if (broken <= MOST_BROKEN_LINES) read(line);
  return values;
}

/** Bytes as the text they are; undefined if they are none. */
function textOf(given: object): string | undefined {
  const binary = bytesIn(given);
  return binary && isUtf8(binary.bytes) ? binary.bytes.toString() : undefined;
}

/** What is still to be looked at. */
interface Task {
  value: unknown;
  /** It stands under the name of a secret. */
  secret: boolean;
  /** How many texts it stands in. */
  depth: number;
}

/** Looks through one value for its secrets. */
class Search {
  readonly secrets: string[] = [];
  private readonly isSecret = rememberingNames();
  private readonly seen = { plain: new Set<object>(), secret: new Set<object>() };
  /** The next last. */
  private readonly rest: Task[] = [];

  put(value: unknown, secret: boolean, depth: number): void {
    const isSearched = typeof value === "object" ? value !== null : secret;
    if (isSearched || typeof value === "string") this.rest.push({ value, secret, depth });
  }

  run(): string[] {
    for (let task = this.rest.pop(); task; task = this.rest.pop()) {
      const { value, secret, depth } = task;
      if (typeof value === "string") this.readText(value, secret, depth);
      else if (typeof value === "number" || isExact(value)) {
        if (secret) this.secrets.push(String(value));
      } else if (typeof value === "object" && value !== null) this.open(value, secret, depth);
    }
    return this.secrets;
  }

  /** @param isDocument it is a body of its own, and no value within one. */
  readText(text: string, secret: boolean, depth: number, isDocument = false): void {
    if (secret) this.secrets.push(...formFields(text));
    this.secrets.push(...passwordsIn(text));
    if (depth >= DEEPEST_TEXT) return;
    const values = jsonIn(text);
    for (let at = values.length - 1; at >= 0; at -= 1) this.put(values[at], secret, depth + 1);
    // The JSON has been read as what it is.
    if (values.length > 0) return;
    for (const { name, values: texts, nested } of (isDocument ? namedInDocument : namedInText)(
      text,
    )) {
      const isNamed = this.isSecret(name);
      if (isNamed) for (const one of texts) this.secrets.push(...formFields(one));
      if (nested !== undefined) this.put(nested, isNamed && mayBeJson(nested), depth + 1);
    }
  }

  private open(given: object, secret: boolean, depth: number): void {
    const known = secret ? this.seen.secret : this.seen.plain;
    if (known.has(given)) return;
    known.add(given);
    const text = textOf(given);
    if (text !== undefined) this.readText(text, secret, depth, true);
    if (text !== undefined || bytesIn(given)) return;
    const entries = namedEntries(given, this.isSecret);
    for (let at = entries.length - 1; at >= 0; at -= 1) {
      const [, entry, isNamed] = entries[at] as NamedEntry;
      this.put(entry, secret || isNamed, depth);
    }
  }
}

function collect(value: unknown, secret: boolean): string[] {
  const search = new Search();
  search.put(value, secret, 0);
  return search.run();
}

/**
 * The texts and numbers that go by the name of a secret (`password`, `writeKey`…), at any depth, in
 * their order; also those in texts that are JSON, queries or URLs, and in bytes that are text. Takes
 * time in proportion to the value's size, however deep it is, and follows a circle once.
 */
export const secretsIn = (value: unknown): string[] => collect(value, false);

/** Every text and number in a value that is a secret as a whole, as {@link secretsIn} finds them. */
export const listSecrets = (value: unknown): string[] => collect(value, true);

/** The secrets in a request's body: a value, JSON or other text, or bytes of one of them. */
export function secretsInBody(body: unknown): string[] {
  if (typeof body !== "string") return secretsIn(body);
  const search = new Search();
  search.readText(body, false, 0, true);
  return search.run();
}
