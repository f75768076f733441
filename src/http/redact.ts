const SECRET_KEY =
  /passw|passphrase|^pass$|secret|token|credential|private|api_?key|write_?key|^key$/i;
/** Shorter values are words of everyday language: hiding them would garble messages. */
const SHORTEST_SECRET = 4;
const MASK = "[secret]";

/** The forms in which a secret may come back: as it is, base64, and URL-encoded. */
function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64");
  const forms = [
    secret,
    base64,
    base64.replace(/=+$/, ""),
    Buffer.from(secret).toString("base64url"),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
  return [...new Set(forms)];
}

/**
 * A function that hides the given secrets in any text, in every form they may come back in. Texts
 * shorter than 4 characters are not secrets.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap(formsOf)
    .sort((a, b) => b.length - a.length);
  return (text) => forms.reduce((hidden, form) => hidden.replaceAll(form, MASK), text);
}

/** The texts under a name that speaks of a secret (`password`, `writeKey`...), at any depth. */
export function secretsIn(value: unknown, underSecretKey = false): string[] {
  if (typeof value === "string") return underSecretKey ? [value] : [];
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    secretsIn(entry, underSecretKey || SECRET_KEY.test(key)),
  );
}

/** The secrets in a request's body, given as a value or as JSON text. */
export function secretsInBody(body: unknown): string[] {
  if (typeof body !== "string") return secretsIn(body);
  try {
    return secretsIn(JSON.parse(body));
  } catch {
    return [];
  }
}
