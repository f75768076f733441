import { describeValue, inputError } from "../values/inputError";

const EXPECTED = "a path of the Public API that begins with one slash, such as /sources";
/** Visible ASCII without backslash and number sign; other characters must be URL-encoded. */
const PLAIN = /^\/(?!\/)[\x21\x22\x24-\x5b\x5d-\x7e]*$/;
const DOT_SEGMENT = /\/(\.|%2e){1,2}(\/|$)/i;
const HIDDEN_SEPARATOR = /%(2f|5c|00)/i;

/**
 * Checks the path of a raw request, which may include a query. Refuses everything that could lead to
 * another host or path: a scheme or host, `//`, `\`, `#`, spaces, control characters, dot segments, and
 * encoded separators.
 * @returns the path, unchanged.
 * @throws an input error that shows the path without its query.
 */
export function checkRawPath(raw: string, label: string, origin: string): string {
  const path = raw.split("?")[0] as string;
  const refused =
    !PLAIN.test(raw) ||
    DOT_SEGMENT.test(path) ||
    HIDDEN_SEPARATOR.test(path) ||
    !staysWithin(origin, raw);
  if (refused) throw inputError(label, EXPECTED, describeValue(withoutSecrets(raw)));
  return raw;
}

/** Removes the query, and a user and password before a host, so that an error can show the path. */
function withoutSecrets(raw: string): string {
  const [path = "", ...rest] = raw.split(/[?#]/);
  const shown = rest.length > 0 ? `${path}?…` : path;
  const isPath = PLAIN.test(path) || /^\/[^/\\]/.test(path);
  if (isPath) return shown;
  const [scheme = ""] = /^\s*[a-z][a-z\d+.-]*:[/\\]*/i.exec(raw) ?? [];
  const end = raw.lastIndexOf("@");
  if (end < scheme.length) return shown;
  // A password may contain any character, even a question mark, so it ends at the last @.
  const host = raw.slice(end + 1).split(/[?#]/)[0];
  return `${scheme}[secret]@${host}`;
}

/** Returns true if a path stays at its host. A second check, in case the patterns miss something. */
export function staysWithin(origin: string, path: string): boolean {
  if (!URL.canParse(path, origin)) return false;
  const url = new URL(path, origin);
  return url.origin === origin && url.username === "" && url.password === "";
}
