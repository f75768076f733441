/** A field, or a group of fields, of a field map. */
export interface MapElement {
  key: string;
  label?: string;
}

/** A field, and the property that it is mapped to. */
export interface MappedField {
  field: MapElement;
  mappedObject?: MapElement;
  mappedField?: MapElement;
}

/** The value of a field map, as the platform stores it. */
export interface FieldMapValue {
  fields: readonly MappedField[];
}

/** The result of the data source of a field map. */
export interface FieldMapResult {
  fields: (MappedField & { defaultObject?: MapElement; defaultField?: MapElement })[];
  options?: { object: MapElement; fields: MapElement[] }[];
}

/**
 * Reads the result of the data source of a field map.
 * @throws if it is no field map.
 */
export function toFieldMapResult(result: unknown): FieldMapResult {
  const { fields } = (result ?? {}) as Partial<FieldMapResult>;
  if (!Array.isArray(fields)) throw new Error("The data source returned no field map.");
  return result as FieldMapResult;
}

/** Maps a field to a property, or to none. */
export function mapField(
  { field }: MappedField,
  [mappedObject, mappedField]: readonly (MapElement | undefined)[],
): MappedField {
  return {
    field,
    ...(mappedObject && { mappedObject }),
    ...(mappedField && { mappedField }),
  };
}

/** The initial value of a field map. Each field has its property or its default. */
export const initialFieldMap = ({ fields }: FieldMapResult): FieldMapValue => ({
  fields: fields.map(({ field, mappedObject, mappedField, defaultObject, defaultField }) =>
    mapField({ field }, mappedField ? [mappedObject, mappedField] : [defaultObject, defaultField]),
  ),
});
