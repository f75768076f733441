/**
 * The kinds of differences in the order of the report, with their headings: the meaning for this component.
 */
export const HEADINGS = {
  newOperation: "New operations: each needs an action (docs/add-an-action.md)",
  removedOperation: "Removed operations: their actions fail",
  keptOperation: "Operations kept by hand (x-availability): carry them over",
  described: "Operations described otherwise: routes, labels and stability",
  nowRequired: "Request fields that are now required: steps fail without them",
  newRequest: "New request fields: each needs an input",
  nowOptional: "Request fields that are now optional: their inputs need not be required",
  goneRequest: "Request fields that are gone: their inputs fail or have no effect",
  goneResponse:
    "Response fields that are gone: picklists, forms, upserts and examples may depend on them",
  maybeMissing:
    "Response fields that may now be missing or null: picklists, forms and upserts must allow it",
  alwaysThere: "Response fields that are now always given, or never null",
  newResponse: "New response fields: examples may show them",
  keptField: "Fields kept by hand (x-from): carry them over",
  type: "Changed types: inputs, cleaners and examples",
  values: "Changed sets of values: choices of inputs",
  limit: "Changed limits: ranges of inputs, sizes of batches, rates",
  mediaType: "Changed media types",
  status: "Changed response statuses",
  wire: "Parameters written otherwise",
  hosts: "Changed hosts or authorization",
  other: "Other changes",
} as const;

export type Kind = keyof typeof HEADINGS;

/** A difference of another document from the contract. */
export interface Difference {
  kind: Kind;
  /** The place in the operation, such as `response 200 data.sources[].name`; empty for the operation itself. */
  place: string;
  text: string;
}

const shown = (value: unknown): string => (value === undefined ? "none" : JSON.stringify(value));

/** Describes a change of one value. */
export const wasAndIs = (was: unknown, is: unknown): string => `was ${shown(was)}, is ${shown(is)}`;
