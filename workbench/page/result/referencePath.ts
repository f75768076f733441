/** The names and indices that lead to a value in a result. */
export type Path = readonly (string | number)[];

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

const quote = (name: string): string => `["${name.replace(/(["\\])/g, "\\$1")}"]`;

/**
 * Writes the path of a value as inputs of a flow refer to it, such as `results.data.sources[0].id`.
 * A name that is no identifier is written in brackets.
 * @param base the name of the whole value, such as `results`.
 */
export const formatPath = (base: string, path: Path): string =>
  path.reduce<string>((before, name) => {
    if (typeof name === "number") return `${before}[${name}]`;
    return IDENTIFIER.test(name) ? `${before}.${name}` : `${before}${quote(name)}`;
  }, base);
