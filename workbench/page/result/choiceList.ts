import type { Choice } from "../../protocol";

/** A choice of a data source. */
export interface ListedChoice extends Choice {
  /** Its place in the list. */
  id: number;
}

/** Reads the choices of a picklist, whose items are texts or labels with keys. Undefined for any other result. */
export function readChoices(result: unknown): ListedChoice[] | undefined {
  if (!Array.isArray(result)) return undefined;
  return result.map((item, id) => {
    const { label, key } = (typeof item === "object" && item !== null ? item : {}) as {
      label?: unknown;
      key?: unknown;
    };
    const text = String(key ?? label ?? item);
    return { id, label: String(label ?? text), value: text };
  });
}
