import { oneLine } from "../values/oneLine";

/** `[text](address "title")`; no part of it can be read in two ways, or long text would take hours. */
const LINK = /!?\[([^[\]]*)\]\(([^()\s]*)(?:\s[^()]*)?\)/g;

/** Characters of a description that a form shows. */
const LONGEST = 5000;

/** What emphasizes text, the longest first. */
const MARKS = ["**", "__", "*", "`"] as const;

const isSpace = (text: string, at: number): boolean => /\s/.test(text.charAt(at));

/** Where a mark ends emphasis in a line: after something, with no space before it. */
class Closings {
  private next = 0;

  constructor(
    private readonly line: string,
    private readonly mark: string,
  ) {}

  /** The first at or after a place; -1 if there is none. Places asked for never go back. */
  from(place: number): number {
    if (this.next === -1 || this.next >= place) return this.next;
    let at = this.line.indexOf(this.mark, place);
    while (at !== -1 && isSpace(this.line, at - 1)) at = this.line.indexOf(this.mark, at + 1);
    this.next = at;
    return at;
  }
}

/** A line without the marks around emphasized text. Looks at each character a few times only. */
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

/** Markdown as it reads without its marks, on one line, of 5,000 characters: forms show plain text. */
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
