import { isUtf8 } from "node:buffer";
import { bytesIn, plainBytes } from "../values/bytes";
import { isExact } from "../values/exactNumber";
import { findJson } from "../values/json";
import { isSecretName } from "./secretNames";
import { formFields, mayBeJson, namedInDocument, namedInText, passwordsIn } from "./secretsInText";

/** True for a form. `instanceof` would make Node load all of undici. */
export const isForm = (value: unknown): value is FormData =>
  Object.prototype.toString.call(value) === "[object FormData]";

/** An entry of an object. The last part is true if its name is that of a secret. */
type NamedEntry = [name: string, entry: unknown, isSecret: boolean];

const ROW_VALUE = /^(?:value|default[-_ ]?value)$/i;
const ROW_NAME = /^(?:name|id|label)$/i;
/** Matches a name in a pair, but no sentence. */
const PAIR_NAME = /^[\w.-]{1,100}$/;

/** Returns the names in a row such as `{ key: "password", value: … }`; only the key if there is one. */
function rowNames(entries: readonly [string, unknown][]): string[] {
  if (!entries.some(([name]) => ROW_VALUE.test(name))) return [];
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const keys = texts.filter(([name]) => name.toLowerCase() === "key");
  return (keys.length > 0 ? keys : texts.filter(([name]) => ROW_NAME.test(name))).map(
    ([, text]) => text,
  );
}

/** Returns the items of a list without names. In a pair such as `["password", …]`, the first names the second. */
function items(given: readonly unknown[], isSecret: typeof isSecretName): NamedEntry[] {
  const [first] = given;
  const isPair =
    given.length === 2 && typeof first === "string" && PAIR_NAME.test(first) && isSecret(first);
  // Array.from fills the holes of a list, which map would keep.
  return Array.from(given, (item, at) => ["", item, isPair && at === 1]);
}

/**
 * Returns the entries of an object, list, form or query. The names in a row also name its value.
 * @param isSecret returns true for the name of a secret.
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

/** Creates a copy of {@link isSecretName} that remembers names, since those of one value repeat. */
function rememberingNames(): typeof isSecretName {
  const known = new Map<string, boolean>();
  return (name) => {
    const found = known.get(name) ?? isSecretName(name);
    known.set(name, found);
    return found;
  };
}

/** The levels of texts within texts that are read. Each level reads the text again. */
const DEEPEST_TEXT = 3;

/** The most lines of a text that look like JSON and are not. Beyond it, the text is not JSON lines. */
const MOST_BROKEN_LINES = 100;

/** The most texts in all that look like JSON and are not. Beyond it, texts are not parsed. */
const MOST_BROKEN_TEXTS = 10_000;

/** A value to search. */
interface Task {
  value: unknown;
  /** True if it has the name of a secret. */
  secret: boolean;
  /** The number of texts that contain it. */
  depth: number;
}

/** Searches one value for secrets. */
class Search {
  readonly secrets: string[] = [];
  private readonly isSecret = rememberingNames();
  private readonly seen = { plain: new Set<object>(), secret: new Set<object>() };
  /** The tasks left. The next one is last. */
  private readonly rest: Task[] = [];

  /** The texts so far that look like JSON and are not. */
  private broken = 0;

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

  /** @param isDocument true for a whole body, false for a value in one. */
  readText(text: string, secret: boolean, depth: number, isDocument = false): void {
    if (secret) this.secrets.push(...formFields(text));
    for (const password of passwordsIn(text)) this.secrets.push(password);
    if (depth >= DEEPEST_TEXT) return;
    const values = this.jsonIn(text);
    for (let at = values.length - 1; at >= 0; at -= 1) this.put(values[at], secret, depth + 1);
    // JSON needs no second reading as text.
    if (values.length > 0) return;
    for (const { name, values: texts, nested } of (isDocument ? namedInDocument : namedInText)(
      text,
    )) {
      const isNamed = this.isSecret(name);
      if (isNamed) for (const one of texts) this.secrets.push(...formFields(one));
      if (nested !== undefined) this.put(nested, isNamed && mayBeJson(nested), depth + 1);
    }
  }

  /** Parses the JSON of a text, or of each of its lines; an empty list for other text. */
  private jsonIn(text: string): unknown[] {
    const values: unknown[] = [];
    const read = (part: string) => {
      if (this.broken > MOST_BROKEN_TEXTS || !mayBeJson(part)) return;
      const value = findJson(part);
      if (value === undefined) this.broken += 1;
      else values.push(value);
    };
    read(text);
    if (values.length > 0 || !text.includes("\n")) return values;
    const most = this.broken + MOST_BROKEN_LINES;
    for (const line of text.split("\n")) if (this.broken < most) read(line);
    return values;
  }

  private open(given: object, secret: boolean, depth: number): void {
    const known = secret ? this.seen.secret : this.seen.plain;
    if (known.has(given)) return;
    known.add(given);
    const bytes = plainBytes(given);
    if (bytes) {
      // Other encodings, such as Windows-1252, have the same ASCII.
      const text = bytes.toString(isUtf8(bytes) ? "utf8" : "latin1");
      this.readText(text, secret, depth, true);
      return;
    }
    // The media type beside bytes is no secret, even if the bytes are.
    const mediaType = bytesIn(given)?.contentType;
    const entries = namedEntries(given, this.isSecret);
    for (let at = entries.length - 1; at >= 0; at -= 1) {
      const [, entry, isNamed] = entries[at] as NamedEntry;
      this.put(entry, isNamed || (secret && entry !== mediaType), depth);
    }
  }
}

function collect(value: unknown, secret: boolean): string[] {
  const search = new Search();
  search.put(value, secret, 0);
  return search.run();
}

/**
 * Returns the texts and numbers with the name of a secret (`password`, `writeKey`…), at any depth and in
 * order. Also searches texts that are JSON, queries or URLs, and bytes that are text. The time is
 * proportional to the size of the value, at any depth. Circular references are followed once.
 */
export const secretsIn = (value: unknown): string[] => collect(value, false);

/** Returns every text and number in a value that is secret as a whole, like {@link secretsIn}. */
export const listSecrets = (value: unknown): string[] => collect(value, true);

/** Returns the secrets in the body of a request: a value, JSON or other text, or bytes of one of them. */
export function secretsInBody(body: unknown): string[] {
  if (typeof body !== "string") return secretsIn(body);
  const search = new Search();
  search.readText(body, false, 0, true);
  return search.run();
}
