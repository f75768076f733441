/** Names of fewer characters differ by one letter on purpose: `id` and `ip`, `url` and `uri`. */
const SHORTEST = 4;
/** Longer names are compared but for their case and separators only. */
const LONGEST = 100;

/** Numbered names, such as `dimension1` and `dimension2`, differ on purpose. */
const isDigit = (character: string): boolean => /\d/.test(character);

const folded = (name: string): string => name.toLowerCase().replace(/[_-]/g, "");

/** A name without each of its characters, but digits: what is left, and what is left of which place. */
function withoutOne(name: string): { rest: string; place: string }[] {
  return Array.from({ length: name.length }, (_, at) => at)
    .filter((at) => !isDigit(name.charAt(at)))
    .map((at) => {
      const rest = name.slice(0, at) + name.slice(at + 1);
      return { rest, place: `${at} ${rest}` };
    });
}

/** A name with each two neighbors exchanged, but digits. */
function exchanged(name: string): string[] {
  return Array.from({ length: Math.max(0, name.length - 1) }, (_, at) => at)
    .filter((at) => !isDigit(name.charAt(at)) && !isDigit(name.charAt(at + 1)))
    .map((at) => name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2));
}

/** Names by a key; several may share it. */
class Index {
  private readonly names = new Map<string, string[]>();

  add(key: string, name: string): void {
    const there = this.names.get(key);
    if (there) there.push(name);
    else this.names.set(key, [name]);
  }

  of(key: string): readonly string[] {
    return this.names.get(key) ?? [];
  }
}

/**
 * Tells which listed names a name that is not among them may be meant for: those that differ from it
 * only in case, `_` or `-`, by one letter, or by two adjacent letters exchanged. Digits are no letters,
 * and listed names of fewer than 4 characters are meant in another case only.
 */
export function findMisspelledName(listed: readonly string[]): (name: string) => string[] {
  const [exact, alike, shorter, replaced] = [new Index(), new Index(), new Index(), new Index()];
  for (const name of listed) {
    alike.add(folded(name), name);
    if (name.length < SHORTEST || name.length > LONGEST) continue;
    exact.add(name, name);
    for (const { rest, place } of withoutOne(name)) {
      shorter.add(rest, name);
      replaced.add(place, name);
    }
  }
  return (name) => {
    const same = alike.of(folded(name));
    if (name.length > LONGEST) return [...same];
    const one = withoutOne(name).flatMap(({ rest, place }) => [
      ...exact.of(rest),
      ...replaced.of(place),
    ]);
    const two = exchanged(name).flatMap((other) => exact.of(other));
    return [...new Set([...same, ...one, ...shorter.of(name), ...two])];
  };
}
