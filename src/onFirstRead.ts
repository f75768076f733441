/**
 * An object with the keys of another, each value of which is made when it is first read. To whoever
 * lists, spreads or serialises it, it is an object like any other.
 */
export function onFirstRead<Value, Made>(
  from: Readonly<Record<string, Value>>,
  make: (key: string, value: Value) => Made,
): Record<string, Made> {
  const made: Record<string, Made> = {};
  for (const [key, given] of Object.entries(from)) {
    const shared = { configurable: true, enumerable: true };
    Object.defineProperty(made, key, {
      ...shared,
      get() {
        const value = make(key, given);
        Object.defineProperty(made, key, { ...shared, writable: true, value });
        return value;
      },
    });
  }
  return made;
}
