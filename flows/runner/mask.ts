import { formsOf } from "../../src/http/redact";

const MASK = "[secret]";
/** What is looked for is found by its first characters; shorter texts are no secrets. */
const START = 4;

/**
 * Hides secrets in texts, in every form they may come back in, however many there are: a trace can
 * hold the write keys of thousands of sources, and looking for each in every text takes minutes.
 */
export function maskerOf(secrets: readonly string[]): (text: string) => string {
  const byStart = new Map<string, string[]>();
  const forms = secrets.filter(({ length }) => length >= START).flatMap(formsOf);
  for (const form of new Set(forms)) {
    if (form.length < START) continue;
    const start = form.slice(0, START);
    byStart.set(start, [...(byStart.get(start) ?? []), form]);
  }
  return (text) => {
    let shown = "";
    let end = 0;
    for (let at = 0; at + START <= text.length; at += 1) {
      const candidates = byStart.get(text.slice(at, at + START)) ?? [];
      const found = candidates.filter((form) => text.startsWith(form, at));
      if (found.length === 0) continue;
      // Where several overlap, one mask stands for all of them.
      if (at >= end) shown += text.slice(end, at) + MASK;
      end = Math.max(end, ...found.map(({ length }) => at + length));
    }
    return shown + text.slice(end);
  };
}
