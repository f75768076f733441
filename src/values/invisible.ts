/** Characters that no line of text contains: control characters, line separators, the byte order mark. */
export const CONTROL = /[\p{Cc}\u2028\u2029\ufeff]/u;
/** Format characters at the start or end of a text, such as a zero-width space. */
export const INVISIBLE_ENDS = /^\p{Cf}|\p{Cf}$/u;
