import { isExact } from "../values/exactNumber";
import { parseJson } from "../values/json";
import { isSecretName } from "./secretNames";

/** True for a form. To ask for its class, Node would load all of undici. */
export const isForm = (value: unknown): value is FormData =>
  Object.prototype.toString.call(value) === "[object FormData]";

/** An entry of an object, and whether its name is that of a secret. */
export type NamedEntry = [name: string, entry: unknown, isSecret: boolean];

/** The name in a row such as `{ key: "password", value: … }` or `{ name: …, value: … }`. */
function rowName(given: object): string | undefined {
  if (!Object.hasOwn(given, "value")) return undefined;
  const { key, name } = given as Record<string, unknown>;
  if (typeof key === "string") return key;
  return typeof name === "string" ? name : undefined;
}

/**
 * The entries of an object, list, form or query. The value of a row goes by the name in the row.
 * @param isSecret says whether a name is that of a secret.
 */
export function namedEntries(given: object, isSecret = isSecretName): NamedEntry[] {
  const row = rowName(given);
  const entries: [string, unknown][] =
    isForm(given) || given instanceof URLSearchParams ? [...given] : Object.entries(given);
  return entries.map(([name, entry]) => [
    name,
    entry,
    isSecret(row !== undefined && name === "value" ? row : name),
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

/**
 * The texts and numbers that go by the name of a secret (`password`, `writeKey`…), at any depth, in
 * their order. Takes time in proportion to the value's size, however deep it is, and follows a circle
 * once.
 */
export const secretsIn = (value: unknown): string[] => collect(value, false);

/** Every text and number in a value that is a secret as a whole, as {@link secretsIn} finds them. */
export const secretsOf = (value: unknown): string[] => collect(value, true);

function collect(value: unknown, isWhole: boolean): string[] {
  const isSecret = rememberingNames();
  const secrets: string[] = [];
  const seen = { plain: new Set<object>(), secret: new Set<object>() };
  // What is still to be looked at, the next last.
  const rest: unknown[] = [value];
  const areSecret = [isWhole];
  const put = (entry: unknown, secret: boolean) => {
    if (typeof entry === "object" ? entry === null : !secret) return;
    rest.push(entry);
    areSecret.push(secret);
  };
  while (rest.length > 0) {
    const given = rest.pop();
    const secret = areSecret.pop() === true;
    if (typeof given === "string" || typeof given === "number" || isExact(given)) {
      if (secret) secrets.push(String(given));
      continue;
    }
    if (typeof given !== "object" || given === null || ArrayBuffer.isView(given)) continue;
    const known = secret ? seen.secret : seen.plain;
    if (known.has(given)) continue;
    known.add(given);
    if (Array.isArray(given)) {
      for (let at = given.length - 1; at >= 0; at -= 1) put(given[at], secret);
    } else {
      for (const [, entry, isNamed] of namedEntries(given, isSecret).reverse()) {
        put(entry, secret || isNamed);
      }
    }
  }
  return secrets;
}

/** The secrets in a request's body, given as a value or as JSON text. */
export function secretsInBody(body: unknown): string[] {
  if (typeof body !== "string") return secretsIn(body);
  try {
    return secretsIn(parseJson(body));
  } catch {
    return [];
  }
}

/** The secrets in the query of a path. A second `?` begins another query, as builders may mean it. */
export function secretsInPath(path: string): string[] {
  const [, ...queries] = path.split("?");
  return secretsIn(new URLSearchParams(queries.join("&")));
}
