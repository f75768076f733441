/** The value of a field of an object; undefined for a field that it only inherits, such as `constructor`. */
export const ownValue = <Value>(
  fields: Readonly<Record<string, Value>>,
  name: string,
): Value | undefined => (Object.hasOwn(fields, name) ? fields[name] : undefined);
