import { isRecord } from "../values/record";
import { type CompactSchema, isList, isOneOf, nonNull, propertiesOf } from "./compactSchema";
import { findMismatch } from "./mismatch";
import { resolveModel } from "./runtimeContract";

function omitNullsInObject(
  shape: { readonly [name: string]: CompactSchema },
  value: Record<string, unknown>,
) {
  const { properties, others } = propertiesOf(shape);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const property = properties.find((one) => one.name === name);
      const innerShape = property?.shape ?? others ?? "*";
      const mayBeOmitted = inner === null && property?.isRequired === false;
      if (mayBeOmitted && findMismatch(innerShape, null)) return [];
      return [[name, omitNulls(innerShape, inner)]];
    }),
  );
}

/**
 * Removes optional properties that are null and may not be. Segment refuses an explicit null, and earlier
 * steps return null for absent values. A null that the contract allows is kept. So is a null in a
 * required property, for the check that follows.
 */
export function omitNulls(given: CompactSchema, value: unknown): unknown {
  const shape = resolveModel(nonNull(given).shape);
  if (isOneOf(shape)) {
    const fits = shape["|"]
      .map((one) => ({ one, inner: omitNulls(one, value) }))
      .find(({ one, inner }) => findMismatch(one, inner) === undefined);
    return fits ? fits.inner : value;
  }
  if (isList(shape)) {
    return Array.isArray(value) ? value.map((one) => omitNulls(shape[0], one)) : value;
  }
  return typeof shape === "object" && isRecord(value) ? omitNullsInObject(shape, value) : value;
}
