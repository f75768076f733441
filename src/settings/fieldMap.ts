import type { ObjectFieldMap } from "@prismatic-io/spectral";
import { type Cleaner, isBlank } from "../values/cleaner";
import { describeValue, inputError } from "../values/inputError";
import { fromJson } from "../values/jsonCleaners";
import { isRecord } from "../values/record";

const EXPECTED = "fields mapped to properties, as the platform's field map answers them";

const isElement = (value: unknown): value is { key: string } =>
  isRecord(value) && typeof value.key === "string" && value.key !== "";

/** The answer of an object field map, as a value or as JSON text; its rows alone will do. */
export const asFieldMap: Cleaner<ObjectFieldMap> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const value = fromJson(raw, label, EXPECTED);
  const rows: unknown = isRecord(value) ? value.fields : value;
  const isMap = Array.isArray(rows) && rows.every((row) => isRecord(row) && isElement(row.field));
  if (!isMap) throw inputError(label, EXPECTED, describeValue(value, false));
  return { fields: rows };
};

/** Settings that take each mapped field from its property; fields not mapped are left out. */
export function toDirectives({ fields }: ObjectFieldMap): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ field, mappedField }) =>
      isElement(mappedField) ? [[field.key, { "@path": mappedField.key }]] : [],
    ),
  );
}
