/**
 * Creates an object with the keys of another, and makes each value when it is first read. Listing,
 * spreading and serializing it work as for any object.
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
