/** A field whose value goes to a path of its own, instead of the argument that its key names. */
export interface PlacedField<Path extends string, Field> {
  at: Path;
  field: Field;
}

/**
 * Sends the value of a field to another place than the argument that the input's key names.
 * The operation's contract decides which paths and types compile: see `segmentAction`.
 * @param path the argument's name (`if`), or the dotted path to a part of it (`definition.query`).
 */
export const at = <const Path extends string, Field extends object>(
  path: Path,
  field: Field,
): PlacedField<Path, Field> => ({ at: path, field });

/** Reports if a field has a path of its own. */
export const isPlaced = (field: object): field is PlacedField<string, object> => "at" in field;
