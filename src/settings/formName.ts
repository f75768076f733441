const CODED = /[%.[\]~#]/g;
const NAMELESS = "%";

const codeOf = (character: string): string => `%${character.charCodeAt(0).toString(16)}`;

/** What every object has, or forms refuse to set: JSON Forms would show or keep something else there. */
const isTaken = (name: string): boolean => name in {} || name === "prototype";

/**
 * The name of a setting as a form has it: JSON Forms joins names with dots, reads brackets as places
 * in a list, and finds no control for some others. Their characters are written by their codes.
 */
export function toFormName(name: string): string {
  if (name === "") return NAMELESS;
  return isTaken(name) ? codeOf(name.charAt(0)) + name.slice(1) : name.replace(CODED, codeOf);
}

/** The name of a setting from the name a form has for it. */
export const fromFormName = (name: string): string =>
  name === NAMELESS
    ? ""
    : name.replace(/%([0-9a-f]{2})/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
