import { problemIn } from "../contract/problem";
import { isList, type Shape } from "../contract/shape";
import { withoutNulls } from "../contract/withoutNulls";
import { type Cleaner, describeValue, fromJson, inputError, isBlank, named } from "../values/clean";
import { isRecord } from "../values/record";
import { withoutFields } from "./withoutFields";

/** What JSON of a shape is called. */
export function expectedOf(shape: Shape): string {
  if (shape === "*") return "JSON text or a value";
  return isList(shape) ? "a list of objects" : "an object";
}

/**
 * JSON as text or as a value, held against a shape of the contract; `{}` is blank if the shape requires
 * nothing of an object, an empty list is a value. The error names the path of what is wrong and quotes none of it: it may hold a secret. An
 * optional property that is null and cannot be is left out.
 * @param readOnly paths that are let through beside the shape; see `withoutFields`.
 */
export function asShape<Value>(shape: Shape, readOnly: readonly string[] = []): Cleaner<Value> {
  const expected =
    shape === "*" ? expectedOf(shape) : `${expectedOf(shape)}, as JSON text or as a value`;
  return (raw, label) => {
    if (isBlank(raw)) return undefined;
    const value = withoutNulls(shape, fromJson(raw, label, expected));
    const problem = problemIn(shape, withoutFields(value, readOnly).kept);
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
