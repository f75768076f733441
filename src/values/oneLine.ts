/** A sequence that moves a terminal's cursor or colors its text: ESC or C1's CSI, and what belongs to it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const TERMINAL_SEQUENCE = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/g;
/** Ends of lines, and what else moves on: each is a space on one line. */
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/**
 * Other control characters (C0, DEL, C1), and characters that are not seen but change how others are:
 * marks that turn the direction of text, byte order marks and tags.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * Makes text of elsewhere one line that is safe to print, in a message or a log: line breaks become
 * spaces; escape sequences, control characters and marks that reverse text are left out.
 */
export const oneLine = (text: string): string =>
  text.replace(TERMINAL_SEQUENCE, "").replace(BREAK, " ").replace(UNSEEN, "");
