import { type CompactSchema, isList, isOneOf } from "../contract/compactSchema";
import { findMismatch } from "../contract/mismatch";
import { omitNulls } from "../contract/omitNulls";
import { type Cleaner, isBlank } from "../values/cleaner";
import { describeValue, inputError } from "../values/inputError";
import { fromJson, named } from "../values/jsonCleaners";
import { isRecord } from "../values/record";
import { omitFields } from "./omitFields";

/** Describes JSON of a schema in errors. */
export function describeExpected(shape: CompactSchema): string {
  if (shape === "*") return "JSON text or a value";
  if (isOneOf(shape)) return [...new Set(shape["|"].map(describeExpected))].join(" or ");
  return isList(shape) ? "a list of objects" : "an object";
}

/**
 * Reads JSON, as text or as a value, and checks it against a schema of the contract. An empty list is a
 * value; `{}` is blank if the schema requires no property. An optional property that cannot be null is
 * left out if it is.
 * @param readOnly paths to accept that the schema lacks; see `omitFields`.
 * @throws an input error that names the path of a mismatch. It quotes no value: it may be a secret.
 */
export function asSchema<Value>(
  shape: CompactSchema,
  readOnly: readonly string[] = [],
): Cleaner<Value> {
  const expected =
    shape === "*"
      ? describeExpected(shape)
      : `${describeExpected(shape)}, as JSON text or as a value`;
  return (raw, label) => {
    if (isBlank(raw)) return undefined;
    const value = omitNulls(shape, fromJson(raw, label, expected));
    const problem = findMismatch(shape, omitFields(value, readOnly).kept);
    if (!problem) {
      const isEmpty = isRecord(value) && Object.keys(value).length === 0;
      return isEmpty ? undefined : (value as Value);
    }
    const { path, came, stray } = problem;
    const isOtherKind = path === "" && /^(a list|an object)$/.test(problem.expected);
    throw inputError(
      named(label, path),
      isOtherKind ? expected : problem.expected,
      stray ?? describeValue(came, false),
    );
  };
}
