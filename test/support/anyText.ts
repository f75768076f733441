import fc from "fast-check";

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;
const anyCode = (most: number) => fc.nat(most).filter((code) => !isSurrogate(code));

/**
 * Well-formed text of any code points. fast-check's own `unit: "binary"` gives the same, and takes most
 * of a second to get ready in each test file.
 */
export const anyText = (lengths: { minLength?: number; maxLength?: number } = {}) =>
  fc
    .array(fc.oneof(anyCode(0x7f), anyCode(0xffff), anyCode(0x10ffff)), lengths)
    .map((codes) => String.fromCodePoint(...codes));
