import { describeValue, inputError } from "../inputs/clean";

const EXPECTED = "a path of the Public API that begins with one slash, such as /sources";
/** Anything but visible ASCII without backslash and number sign; other letters come URL-encoded. */
const PLAIN = /^\/(?!\/)[\x21\x22\x24-\x5b\x5d-\x7e]*$/;
const DOT_SEGMENT = /\/(\.|%2e){1,2}(\/|$)/i;
const HIDDEN_SEPARATOR = /%(2f|5c|00)/i;

/**
 * Checks the path of a raw request, which may carry a query. Whatever could lead to another host or
 * climb out of the path is refused: a scheme or host, `//`, `\`, `#`, spaces, control characters,
 * dot segments, and encoded separators.
 * @returns the path as it was given.
 * @throws an input error naming the input.
 */
export function checkRawPath(raw: string, label: string, origin: string): string {
  const path = raw.split("?")[0] as string;
  const refused =
    !PLAIN.test(raw) ||
    DOT_SEGMENT.test(path) ||
    HIDDEN_SEPARATOR.test(path) ||
    !staysAt(origin, raw);
  if (refused) throw inputError(label, EXPECTED, describeValue(raw));
  return raw;
}

/** Whether a path stays at its host: a second lock, which the patterns leave nothing to refuse. */
export function staysAt(origin: string, path: string): boolean {
  if (!URL.canParse(path, origin)) return false;
  const url = new URL(path, origin);
  return url.origin === origin && url.username === "" && url.password === "";
}
