import { isExact } from "../values/exactNumber";
import { parseJson } from "../values/json";

const SECRET_KEY =
  /passw|passphrase|^pass$|secret|token|credential|private|signature|(api|write|access|dev)[-_ ]?key|^key$/i;
/** Whether what goes by this name is likely to be a secret. */
export const isSecretName = (name: string): boolean => SECRET_KEY.test(name);

/** Shorter values are words of everyday language: hiding them would garble messages. */
const SHORTEST_SECRET = 4;
const MASK = "[secret]";

/** What stays of the base64 of a text wherever in a longer text it stands. */
function base64Within(secret: string): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const whole = bytes.length - (bytes.length % 3);
    // The first and the last characters also hold bits of what stands beside the secret.
    return bytes.toString("base64", 0, whole).slice(before === 0 ? 0 : 4);
  });
}

/** The forms in which a secret may come back: as it is, in JSON, URL-encoded, base64 and hex. */
export function formsOf(secret: string): string[] {
  const base64 = [
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    ...base64Within(secret),
  ];
  const component = encodeURIComponent(secret.toWellFormed());
  const encoded = [
    component,
    component.replaceAll("%20", "+"),
    new URLSearchParams({ "": secret }).toString().slice(1),
  ];
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    ...encoded,
    ...encoded.map((text) => text.replace(/%../g, (code) => code.toLowerCase())),
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
    Buffer.from(secret).toString("hex"),
    Buffer.from(secret).toString("hex").toUpperCase(),
  ];
}

/** Puts a mask over every stretch of a text that one form takes up, or several that overlap. */
function masked(text: string, forms: Iterable<string>): string {
  const stretches: [from: number, to: number][] = [];
  for (const form of forms) {
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + form.length)) {
      stretches.push([at, at + form.length]);
    }
  }
  let shown = "";
  let end = 0;
  for (const [from, to] of stretches.sort(([a], [b]) => a - b)) {
    if (from >= end) shown += text.slice(end, from) + MASK;
    end = Math.max(end, to);
  }
  return shown + text.slice(end);
}

/**
 * A function that hides the given secrets in any text, in every form they may come back in. Texts
 * shorter than 4 characters are not secrets.
 * @param secrets asked for when the first text is to be hidden.
 */
export function redactor(secrets: () => readonly string[]): (text: string) => string {
  const isLong = (text: string): boolean => text.length >= SHORTEST_SECRET;
  let forms: Set<string> | undefined;
  return (text) => {
    // Not one regular expression: beyond some 100 kB it fails, with an error that quotes the secrets.
    forms ??= new Set(secrets().filter(isLong).flatMap(formsOf).filter(isLong));
    return masked(text, forms);
  };
}

/** Whether a value is a form. Asked of its class, Node would load all of undici for the first answer. */
export const isForm = (value: unknown): value is FormData =>
  Object.prototype.toString.call(value) === "[object FormData]";

/** The entries of what may hold secrets under names. */
function entriesOf(value: object): [name: string, entry: unknown][] {
  const isListed = isForm(value) || value instanceof URLSearchParams;
  return isListed ? [...value] : Object.entries(value);
}

/** The texts under a name that speaks of a secret (`password`, `writeKey`...), at any depth. */
export function secretsIn(value: unknown, underSecretKey = false): string[] {
  const secrets: string[] = [];
  /** The objects that were looked through, apart and under a secret's name. */
  const seen = { plain: new Set<object>(), secret: new Set<object>() };
  // Not recursive: JSON may be nested deeper than calls.
  const left: [value: unknown, isSecret: boolean][] = [[value, underSecretKey]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [found, isSecret] = next;
    if (typeof found === "string" || typeof found === "number" || isExact(found)) {
      if (isSecret) secrets.push(String(found));
    } else if (typeof found === "object" && found !== null && !ArrayBuffer.isView(found)) {
      const before = isSecret ? seen.secret : seen.plain;
      if (before.has(found)) continue;
      before.add(found);
      for (const [name, entry] of entriesOf(found).reverse()) {
        left.push([entry, isSecret || isSecretName(name)]);
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
