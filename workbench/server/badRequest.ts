/** Thrown for a request body that cannot be used. Its message names the field and quotes no value. */
export class BadRequest extends Error {
  override name = "BadRequest";
}

/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** @throws BadRequest unless the value is an object. */
export function readObject(field: string, value: unknown): Fields {
  if (isObject(value)) return value;
  throw new BadRequest(`${field}: expected an object.`);
}

/** The most levels of lists and objects in a value. JSON can be read at depths at which it cannot be written. */
const MOST_LEVELS = 500;

/** @throws BadRequest if the value is nested too deeply. */
export function refuseDeep(field: string, value: unknown): void {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MOST_LEVELS; depth += 1) {
    level = level.flatMap((one) => (typeof one === "object" && one ? Object.values(one) : []));
    if (level.length === 0) return;
  }
  throw new BadRequest(`${field}: expected at most ${MOST_LEVELS} levels of lists and objects.`);
}

/** @throws BadRequest unless the value is an object of texts. */
export function readTexts(field: string, value: unknown): Record<string, string> {
  const texts = Object.entries(readObject(field, value)).map(([name, text]): [string, string] => [
    name,
    readText(`${field}.${name}`, text),
  ]);
  return Object.fromEntries(texts);
}

/** @throws BadRequest unless the value is a text. */
export function readText(field: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw new BadRequest(`${field}: expected text.`);
}

/** @throws BadRequest unless the value is one of these. */
export function readOneOf<Option extends string>(
  field: string,
  value: unknown,
  options: readonly Option[],
): Option {
  const option = options.find((one) => one === value);
  if (option !== undefined) return option;
  throw new BadRequest(`${field}: expected ${listOf(options)}.`);
}

/** @throws BadRequest if the object has a field that is none of these. */
export function refuseOthers(prefix: string, given: Fields, known: readonly string[]): void {
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other === undefined) return;
  const expected = known.length === 0 ? "no fields" : `only ${listOf(known)}`;
  throw new BadRequest(`${prefix}${other.slice(0, 100)}: unknown field; expected ${expected}.`);
}

/** The options as a phrase: `a, b or c`. */
function listOf(options: readonly string[]): string {
  const [last = "nothing", ...others] = [...options].reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} or ${last}`;
}
