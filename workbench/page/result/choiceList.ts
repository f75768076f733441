/** A choice of a data source. */
export interface Choice {
  /** Its place in the list. */
  id: number;
  label: string;
  key: string;
}

/** Reads the choices of a picklist, whose items are texts or labels with keys. Undefined for any other result. */
export function readChoices(result: unknown): Choice[] | undefined {
  if (!Array.isArray(result)) return undefined;
  return result.map((item, id) => {
    const { label, key } = (typeof item === "object" && item !== null ? item : {}) as {
      label?: unknown;
      key?: unknown;
    };
    const text = String(key ?? label ?? item);
    return { id, label: String(label ?? text), key: text };
  });
}

/** The choices whose label or key has all the typed words. */
export function filterChoices(choices: readonly Choice[], typed: string): readonly Choice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter(({ label, key }) => {
    const text = `${label} ${key}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
