/**
 * An object with the keys of another, each value of which is made when it is first read. To whoever
 * lists, spreads or serialises it, it is an object like any other.
 */
export function lazyRecord<Value, Made>(
  from: Readonly<Record<string, Value>>,
  make: (key: string, value: Value) => Made,
): Record<string, Made> {
  const made: Record<string, Made> = {};
  const define = (key: string, property: PropertyDescriptor) =>
    Object.defineProperty(made, key, { configurable: true, enumerable: true, ...property });
  for (const [key, given] of Object.entries(from)) {
    const put = (value: Made) => define(key, { writable: true, value });
    define(key, {
      get() {
        const value = make(key, given);
        put(value);
        return value;
      },
      set: put,
    });
  }
  return made;
}
