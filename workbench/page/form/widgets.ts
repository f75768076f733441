import type { InputDescription } from "../../protocol";

/** The widgets of a form. */
export type WidgetName =
  | "code"
  | "connection"
  | "fieldMap"
  | "list"
  | "multiPicker"
  | "pairs"
  | "password"
  | "picker"
  | "select"
  | "switch"
  | "text"
  | "textArea";

/** The types whose value is written as text, each with its widget. */
const TEXTS: ReadonlyMap<string, WidgetName> = new Map([
  ["string", "text"],
  ["text", "textArea"],
  ["data", "textArea"],
  ["template", "text"],
  ["date", "text"],
  ["timestamp", "text"],
]);

/** Other types with one widget. */
const OTHERS: ReadonlyMap<string, WidgetName> = new Map([
  ["boolean", "switch"],
  ["code", "code"],
  ["connection", "connection"],
  ["password", "password"],
]);

/** Finds the widget of an input; undefined if the workbench has none for its type or collection. */
export function findWidget({
  type,
  collection,
  model,
  dataSource,
}: InputDescription): WidgetName | undefined {
  const isText = TEXTS.has(type);
  if (collection === "keyvaluelist") return isText ? "pairs" : undefined;
  if (collection === "valuelist") {
    if (!isText) return undefined;
    return model || dataSource ? "multiPicker" : "list";
  }
  if (collection !== undefined) return undefined;
  if (type === "objectFieldMap") return dataSource ? "fieldMap" : undefined;
  if (!isText) return OTHERS.get(type);
  if (model) return "select";
  return dataSource ? "picker" : TEXTS.get(type);
}

/** The keys of the input for the address of a raw request. */
const ADDRESS_KEYS = ["url", "path"];

/** True if an input is the address of the request that the action sends: Prismatic's `rawRequest`. */
export const isRawPath = (stepKey: string, { key }: InputDescription): boolean =>
  stepKey === "rawRequest" && ADDRESS_KEYS.includes(key);
