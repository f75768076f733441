import { oneLine } from "../values/oneLine";

/** `[text](address "title")`; no part of it can be read in two ways, or long text would take hours. */
const LINK = /!?\[([^[\]]*)\]\(([^()\s]*)(?:\s[^()]*)?\)/g;

/** The largest number of characters of a description that a form shows. */
const LONGEST = 5000;

/** The marks of emphasis, the longest first. */
const MARKS = ["**", "__", "*", "`"] as const;

const isSpace = (text: string, at: number): boolean => /\s/.test(text.charAt(at));

/** Finds the places in a line that end emphasis: a mark without a space before it. */
class Closings {
  private next = 0;

  constructor(
    private readonly line: string,
    private readonly mark: string,
  ) {}

  /** Returns the first place at or after a given one, or -1. Given places must not decrease. */
  from(place: number): number {
    if (this.next === -1 || this.next >= place) return this.next;
    let at = this.line.indexOf(this.mark, place);
    while (at !== -1 && isSpace(this.line, at - 1)) at = this.line.indexOf(this.mark, at + 1);
    this.next = at;
    return at;
  }
}

/** Removes the marks around emphasized text, in linear time. */
function withoutEmphasis(line: string): string {
  const marks = MARKS.map((mark) => ({ mark, closings: new Closings(line, mark) }));
  let shown = "";
  let end = 0;
  for (let at = 0; at < line.length; at += 1) {
    for (const { mark, closings } of marks) {
      const first = at + mark.length;
      if (!line.startsWith(mark, at) || first >= line.length || isSpace(line, first)) continue;
      const closing = closings.from(first + 1);
      if (closing === -1) continue;
      shown += line.slice(end, at) + line.slice(first, closing);
      end = closing + mark.length;
      at = end - 1;
      break;
    }
  }
  return shown + line.slice(end);
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Converts Markdown to plain text on one line, of at most 5,000 characters, since forms show plain text. */
export const plainText = (markdown: string): string =>
  oneLine(
    cut(markdown)
      .replace(LINK, "$1 ($2)")
      .split(/[\n\r\u2028\u2029]/)
      .map(withoutEmphasis)
      .join(" "),
  )
    .replace(/\s+/g, " ")
    .trim();
