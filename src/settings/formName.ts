const CODED = /[%.[\]~#]/g;
const NAMELESS = "%";

const codeOf = (character: string): string => `%${character.charCodeAt(0).toString(16)}`;

/** Tells whether JSON Forms cannot use a name, because every object has it or forms refuse to set it. */
const isTaken = (name: string): boolean => name in {} || name === "prototype";

/**
 * Encodes the name of a setting for a form. JSON Forms joins names with dots, reads brackets as list
 * indexes and finds no control for some other characters, so they are replaced by their codes.
 */
export function toFormName(name: string): string {
  if (name === "") return NAMELESS;
  return isTaken(name) ? codeOf(name.charAt(0)) + name.slice(1) : name.replace(CODED, codeOf);
}

/** Decodes the name of a setting in a form. */
export const fromFormName = (name: string): string =>
  name === NAMELESS
    ? ""
    : name.replace(/%([0-9a-f]{2})/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
