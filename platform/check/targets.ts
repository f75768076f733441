import type { BuiltInput } from "../component";
import type { BuiltInInput } from "../format/builtIn";
import type { Kind } from "./resultSchema";

/** A declared input of a step, data source or connection, and the values that it accepts. */
export interface Target {
  key: string;
  /** True if the step or the default of the input must provide a value. */
  required: boolean;
  hasDefault: boolean;
  kind: "connection" | "collection" | "conditions" | "mappings" | "single";
  /** The type of a collection in messages. */
  collection?: "list" | "valuelist" | "keyvaluelist";
  /** The accepted kinds; all if absent. */
  takes?: readonly Kind[];
  /** The allowed literal values. */
  values?: readonly string[];
  /** The format of literal text. */
  textFormat?: "json" | "javascript" | "date" | "timestamp" | "wholeNumber";
  /** True if the value, or each item of a collection, is a choice of a picklist. */
  isChoice: boolean;
}

const SCALARS: readonly Kind[] = ["text", "number", "boolean"];

/** Converts an input of the component. */
export function toTarget(input: BuiltInput): Target {
  const { key, type, collection, model, language, dataSource } = input;
  const preset = input.default;
  const target: Target = {
    key,
    required: input.required === true,
    hasDefault: preset !== undefined && preset !== null && preset !== "",
    kind: "single",
    isChoice: dataSource !== undefined || model !== undefined,
  };
  if (type === "connection") return { ...target, kind: "connection" };
  if (collection === "valuelist" || collection === "keyvaluelist") {
    const takes: readonly Kind[] = collection === "valuelist" ? ["list"] : ["list", "object"];
    return { ...target, kind: "collection", collection, takes };
  }
  if (model) return { ...target, takes: SCALARS, values: model.map(({ value }) => value) };
  switch (type) {
    case "boolean":
      return { ...target, takes: SCALARS, values: ["true", "false"] };
    case "string":
    case "text":
    case "password":
      return { ...target, takes: SCALARS };
    case "date":
    case "timestamp":
      return { ...target, takes: SCALARS, textFormat: type };
    case "code":
      return language === "json"
        ? { ...target, textFormat: "json" }
        : { ...target, takes: SCALARS };
    default:
      return target;
  }
}

/** Converts an input of a built-in step. */
export function toBuiltInTarget({ key, required = false, kind, values }: BuiltInInput): Target {
  const target: Target = {
    key,
    required,
    hasDefault: false,
    kind: "single",
    isChoice: values !== undefined,
  };
  switch (kind) {
    case "list":
      return { ...target, kind: "collection", collection: "list", takes: ["list"] };
    case "keyvaluelist":
      return { ...target, kind: "collection", collection: kind, takes: ["list", "object"] };
    case "conditions":
    case "mappings":
      return { ...target, kind };
    case "code":
      return { ...target, takes: ["text"], textFormat: "javascript" };
    case "number":
      return { ...target, takes: ["text", "number"], textFormat: "wholeNumber" };
    case "text":
      return { ...target, values };
  }
}
