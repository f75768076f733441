/** A value of a result, with its name for the reader. */
export interface NamedText {
  name: string;
  text: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Turns a key such as `workspaceName` into `Workspace name`. */
const nameOf = (key: string): string => {
  const words = key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Describes the texts, numbers and booleans in the result of an action, at any depth but not in lists. */
export function describeResult(result: unknown): NamedText[] {
  if (!isRecord(result)) return [];
  return Object.entries(result).flatMap(([key, value]) => {
    if (isRecord(value)) return describeResult(value);
    return ["string", "number", "boolean"].includes(typeof value)
      ? [{ name: nameOf(key), text: String(value) }]
      : [];
  });
}
