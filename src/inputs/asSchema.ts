import { type CompactSchema, isList } from "../contract/compactSchema";
import { findMismatch } from "../contract/mismatch";
import { omitNulls } from "../contract/omitNulls";
import { type Cleaner, isBlank } from "../values/cleaner";
import { describeValue, inputError } from "../values/inputError";
import { fromJson, named } from "../values/jsonCleaners";
import { isRecord } from "../values/record";
import { omitFields } from "./omitFields";

/** What JSON of a shape is called. */
export function describeExpected(shape: CompactSchema): string {
  if (shape === "*") return "JSON text or a value";
  return isList(shape) ? "a list of objects" : "an object";
}

/**
 * JSON as text or as a value, held against a shape of the contract; `{}` is blank if the shape requires
 * nothing of an object, an empty list is a value. The error names the path of what is wrong and quotes none of it: it may hold a secret. An
 * optional property that is null and cannot be is left out.
 * @param readOnly paths that are let through beside the shape; see `withoutFields`.
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
