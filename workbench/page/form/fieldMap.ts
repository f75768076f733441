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

/** A property that a field can be mapped to. */
export interface MapOption {
  object: MapElement;
  field: MapElement;
}

/** The result of the data source of a field map. */
interface FieldMapResult {
  fields: (MappedField & { defaultObject?: MapElement; defaultField?: MapElement })[];
  options?: { object: MapElement; fields: MapElement[] }[];
}

/** The text of a field, or of a group of fields. */
export const nameOf = ({ key, label }: MapElement): string => label || key;

/**
 * Reads the result of the data source of a field map.
 * @returns the initial value, in which each field has its property or its default, and the options.
 * @throws if the result is no field map.
 */
export function readFieldMap(result: unknown): { initial: FieldMapValue; options: MapOption[] } {
  const { fields, options = [] } = (result ?? {}) as Partial<FieldMapResult>;
  if (!Array.isArray(fields)) throw new Error("The data source returned no field map.");
  const initial = fields.map(({ field, mappedObject, mappedField, defaultObject, defaultField }) =>
    mapField({ field }, mappedField ? [mappedObject, mappedField] : [defaultObject, defaultField]),
  );
  return {
    initial: { fields: initial },
    options: options.flatMap(({ object, fields: properties }) =>
      properties.map((field) => ({ object, field })),
    ),
  };
}

/** Maps a field to a property, or to none. */
function mapField(
  { field }: MappedField,
  [mappedObject, mappedField]: readonly (MapElement | undefined)[],
): MappedField {
  return {
    field,
    ...(mappedObject && { mappedObject }),
    ...(mappedField && { mappedField }),
  };
}

/** Returns the value with one field mapped to an option, or to none. */
export const setMapping = (
  { fields }: FieldMapValue,
  key: string,
  option: MapOption | undefined,
): FieldMapValue => ({
  fields: fields.map((row) =>
    row.field.key === key ? mapField(row, [option?.object, option?.field]) : row,
  ),
});

/** The value of an input as a field map; undefined if it is not set. */
export const toFieldMap = (value: unknown): FieldMapValue | undefined =>
  typeof value === "object" && value !== null && "fields" in value && Array.isArray(value.fields)
    ? (value as FieldMapValue)
    : undefined;
