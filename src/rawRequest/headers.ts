import { isExact, writtenForm } from "../values/exactNumber";
import { inputError } from "../values/inputError";
import type { Pair } from "../values/pairCleaners";

/** Not these three, which every object has: such a header would get lost on its way. */
const NAME = /^(?!(__proto__|constructor|prototype)$)[!#$%&'*+.^_`|~0-9a-z-]+$/i;
/** Visible characters, spaces and tabs; no line break or NUL can end the header early. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** These decide where a request goes, as whom, and where it ends: the component's to say. */
const DENIED =
  /^(host|authorization|cookie2?|content-length|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|proxy-.*)$/i;

/** Characters of a name that an error shows. */
const LONGEST_NAME = 60;

/** What cannot be a name, up to where a value may begin: a whole header may have been pasted. */
function shown(name: string): string {
  const [start = ""] = name.split(/[\s:=]/, 1);
  const cut = start.slice(0, LONGEST_NAME);
  return JSON.stringify(cut === name ? name : `${cut}…`);
}

/**
 * Checks the headers of a raw request.
 * @throws an input error naming the header: one the component sets itself, or one with a name or a
 *   value that a header cannot have, or one given twice in any case. The value is never quoted.
 */
export function checkRawHeaders(pairs: readonly Pair[], label: string): Record<string, string> {
  const headers: Record<string, string> = {};
  const given = new Set<string>();
  for (const { key, value } of pairs) {
    const name = key.trim();
    if (!NAME.test(name)) throw inputError(label, "names of headers", shown(name));
    if (DENIED.test(name)) {
      throw inputError(label, "headers the component does not set itself", name);
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
