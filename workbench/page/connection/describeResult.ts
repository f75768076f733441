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

/** Describes the texts, numbers and booleans in the data of an action's result. */
export function describeResult(result: unknown): NamedText[] {
  const data = isRecord(result) ? result.data : undefined;
  if (!isRecord(data)) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    ["string", "number", "boolean"].includes(typeof value)
      ? [{ name: nameOf(key), text: String(value) }]
      : [],
  );
}
