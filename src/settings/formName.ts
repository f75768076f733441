const CODED = /[%.[\]~#]/g;
const NO_PROPERTY = /^(__proto__|constructor|prototype)$/;
const NAMELESS = "%";

const codeOf = (character: string): string => `%${character.charCodeAt(0).toString(16)}`;

/**
 * The name of a setting as a form has it: JSON Forms joins names with dots, reads brackets as places
 * in a list, and finds no control for some others. Their characters are written by their codes.
 */
export function toFormName(name: string): string {
  if (name === "") return NAMELESS;
  return NO_PROPERTY.test(name)
    ? codeOf(name.charAt(0)) + name.slice(1)
    : name.replace(CODED, codeOf);
}

/** The name of a setting from the name a form has for it. */
export const fromFormName = (name: string): string =>
  name === NAMELESS
    ? ""
    : name.replace(/%([0-9a-f]{2})/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
