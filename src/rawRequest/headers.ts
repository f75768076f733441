import { isExact, writtenForm } from "../values/exactNumber";
import { inputError } from "../values/inputError";
import type { Pair } from "../values/pairCleaners";

/** Excludes the names of inherited properties: such a header would be lost. */
const NAME = /^(?!(__proto__|constructor|prototype)$)[!#$%&'*+.^_`|~0-9a-z-]+$/i;
/** Visible characters, spaces and tabs. No line break or NUL can end the header early. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Headers that control the host, the identity or the framing of a request. Only the component sets them. */
const DENIED =
  /^(host|authorization|cookie2?|content-length|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|proxy-.*)$/i;

/** The most characters of a name in an error. */
const LONGEST_NAME = 60;

/** Shows an invalid name up to the point where a value may begin: it may be a whole pasted header. */
function describeName(name: string): string {
  const [start = ""] = name.split(/[\s:=]/, 1);
  const cut = start.slice(0, LONGEST_NAME);
  return JSON.stringify(cut === name ? name : `${cut}…`);
}

/**
 * Checks the headers of a raw request.
 * @throws an input error that names the header, if the component sets it, if its name or value is not
 * valid, or if it is repeated in any case. The value is never quoted.
 */
export function checkRawHeaders(pairs: readonly Pair[], label: string): Record<string, string> {
  const headers: Record<string, string> = {};
  const given = new Set<string>();
  for (const { key, value } of pairs) {
    const name = key.trim();
    if (!NAME.test(name)) throw inputError(label, "names of headers", describeName(name));
    if (DENIED.test(name)) {
      throw inputError(label, "headers that the component does not set", name);
    }
    const isObject = typeof value === "object" && !isExact(value);
    const text = isObject ? undefined : (writtenForm(value) ?? String(value));
    if (text === undefined || !VALUE.test(text)) {
      throw inputError(label, `one line of text for ${name}`, "something else");
    }
    if (given.has(name.toLowerCase())) throw inputError(label, `${name} once`, "it twice");
    given.add(name.toLowerCase());
    headers[name] = text;
  }
  return headers;
}
