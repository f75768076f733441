/** Shorter names differ by one letter on purpose: `id` and `ip`, `url` and `uri`. */
const SHORTEST = 4;
/** Longer names must match except for case and separators. */
const LONGEST = 100;

/** Numbered names, such as `dimension1` and `dimension2`, differ on purpose. */
const isDigit = (character: string): boolean => /\d/.test(character);

const folded = (name: string): string => name.toLowerCase().replace(/[_-]/g, "");

/** Removes each character of a name except digits: the rest, and the rest with its position. */
function withoutOne(name: string): { rest: string; place: string }[] {
  return Array.from({ length: name.length }, (_, at) => at)
    .filter((at) => !isDigit(name.charAt(at)))
    .map((at) => {
      const rest = name.slice(0, at) + name.slice(at + 1);
      return { rest, place: `${at} ${rest}` };
    });
}

/** Exchanges each two adjacent characters of a name except digits. */
function exchanged(name: string): string[] {
  return Array.from({ length: Math.max(0, name.length - 1) }, (_, at) => at)
    .filter((at) => !isDigit(name.charAt(at)) && !isDigit(name.charAt(at + 1)))
    .map((at) => name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2));
}

/** Names by a key, which several names may share. */
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
 * Finds the listed names that an unlisted name probably means: those that differ only in case, `_` or `-`,
 * by one letter, or by two exchanged adjacent letters. Digits must match. Listed names of fewer than 4
 * characters must match except for case and separators. The rule refuses input, so it is stricter than a
 * hint, and its index keeps it fast for many names.
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
