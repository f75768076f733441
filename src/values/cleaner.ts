/**
 * Turns what an input received into the value to send. A reference to an earlier step can supply any
 * type whatever the input's own type, so each cleaner takes text, numbers, booleans, objects and
 * lists. `undefined` stands for a blank input.
 * @throws SpectralError naming the input's label, what was expected and what came.
 */
export type Cleaner<Value> = (raw: unknown, label: string) => Value | undefined;

/** True for undefined, null and text of nothing but space. */
export function isBlank(raw: unknown): raw is undefined | null | "" {
  return raw === undefined || raw === null || (typeof raw === "string" && raw.trim() === "");
}
