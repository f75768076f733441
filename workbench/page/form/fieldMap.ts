import {
  type FieldMapValue,
  initialFieldMap,
  type MapElement,
  mapField,
  toFieldMapResult,
} from "../../../platform/config/fieldMap";

/** A property that a field can be mapped to. */
export interface MapOption {
  object: MapElement;
  field: MapElement;
}

/** The text of a field, or of a group of fields. */
export const nameOf = ({ key, label }: MapElement): string => label || key;

/**
 * Reads the result of the data source of a field map.
 * @returns the initial value and the options.
 * @throws if the result is no field map.
 */
export function readFieldMap(result: unknown): { initial: FieldMapValue; options: MapOption[] } {
  const read = toFieldMapResult(result);
  const { options = [] } = read;
  return {
    initial: initialFieldMap(read),
    options: options.flatMap(({ object, fields: properties }) =>
      properties.map((field) => ({ object, field })),
    ),
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
