/** A condition on the properties of an event. */
type Where =
  | { and: Where[] }
  | { or: Where[] }
  | { not: Where }
  | { compare: string[]; sign: string; value: unknown }
  | { one_of: string[]; values: unknown[] }
  | { exists: string[] }
  | { absent: string[] };

interface Definition {
  event: string;
  where?: Where;
  count: [sign: string, count: number];
}

/** Splits the path of a property at the dots that no backslash escapes. */
const splitPath = (path: string): string[] =>
  [...path.matchAll(/(?:^|\.)((?:\\.|[^.\\])*)/gsu)].map(([, name = ""]) =>
    name.replace(/\\(.)/gsu, "$1"),
  );

/** Reads one definition of Segment's query language, written against its reference alone. */
export function readDefinition(source: string): Definition {
  let rest = source;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = new RegExp(`^\\s*(?:${pattern.source})`, "su").exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found ?? undefined;
  };
  const need = (pattern: RegExp): RegExpExecArray => {
    const found = take(pattern);
    if (!found) throw new Error(`expected ${pattern.source} at: ${rest.slice(0, 80)}`);
    return found;
  };
  const TEXT = /'((?:\\.|[^'\\])*)'/;
  const withoutEscapes = (text = ""): string => text.replace(/\\(.)/gsu, "$1");
  const value = (): unknown => {
    const quoted = take(TEXT);
    if (quoted) return withoutEscapes(quoted[1]);
    return JSON.parse(need(/true|false|-?\d+(?:\.\d+)?/)[0]);
  };
  const primary = (): Where => {
    if (take(/NOT\b/)) return { not: primary() };
    if (take(/\(/)) {
      const inner = either();
      need(/\)/);
      return inner;
    }
    need(/property\(/);
    const path = splitPath(withoutEscapes(need(TEXT)[1]));
    need(/\)/);
    if (take(/\.exists\(\)/)) return { exists: path };
    if (take(/\.absent\(\)/)) return { absent: path };
    if (take(/\.one_of\(/)) {
      const values = [value()];
      while (take(/,/)) values.push(value());
      need(/\)/);
      return { one_of: path, values };
    }
    const [sign] = need(/>=|<=|=|>|</);
    return { compare: path, sign: sign.trim(), value: value() };
  };
  const both = (): Where => {
    const parts = [primary()];
    while (take(/AND\b/)) parts.push(primary());
    return parts.length === 1 ? (parts[0] as Where) : { and: parts };
  };
  const either = (): Where => {
    const parts = [both()];
    while (take(/OR\b/)) parts.push(both());
    return parts.length === 1 ? (parts[0] as Where) : { or: parts };
  };

  need(/event\(/);
  const event = withoutEscapes(need(TEXT)[1]);
  need(/\)/);
  let where: Where | undefined;
  if (take(/\.where\(/)) {
    where = either();
    need(/\)/);
  }
  need(/\.count\(\)/);
  const [sign] = need(/>=|=/);
  const count: [string, number] = [sign.trim(), Number(need(/\d+/)[0])];
  if (rest.trim() !== "") throw new Error(`unexpected: ${rest.slice(0, 80)}`);
  return where ? { event, where, count } : { event, count };
}

const valueAt = (properties: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | undefined)?.[name],
    properties,
  );

/** Decides if an event with these properties meets a condition, as the reference describes it. */
export function evaluate(where: Where | undefined, properties: object): boolean {
  if (!where) return true;
  if ("and" in where) return where.and.every((part) => evaluate(part, properties));
  if ("or" in where) return where.or.some((part) => evaluate(part, properties));
  if ("not" in where) return !evaluate(where.not, properties);
  if ("exists" in where) return valueAt(properties, where.exists) !== undefined;
  if ("absent" in where) return valueAt(properties, where.absent) === undefined;
  if ("one_of" in where) return where.values.includes(valueAt(properties, where.one_of));
  const found = valueAt(properties, where.compare);
  if (where.sign === "=") return found === where.value;
  if (typeof found !== "number" || typeof where.value !== "number") return false;
  if (where.sign === ">") return found > where.value;
  if (where.sign === ">=") return found >= where.value;
  return where.sign === "<" ? found < where.value : found <= where.value;
}
