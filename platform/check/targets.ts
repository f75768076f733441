import type { BuiltInput } from "../component";
import type { BuiltInInput } from "../format/builtIn";
import type { Kind } from "./resultSchema";

/** An input as a step, data source or connection declares it, and what it takes. */
export interface Target {
  key: string;
  /** Given in every case: by the step, or by its default. */
  required: boolean;
  hasDefault: boolean;
  kind: "connection" | "collection" | "conditions" | "mappings" | "single";
  /** What a collection is called when something else comes. */
  collection?: "list" | "valuelist" | "keyvaluelist";
  /** The kinds that fit; all where it is absent. */
  takes?: readonly Kind[];
  /** The values it may have when it is written down. */
  values?: readonly string[];
  /** What text has to be when it is written down. */
  textFormat?: "json" | "javascript" | "date" | "timestamp" | "wholeNumber";
  /** It names one of what a picklist offers, each item of a collection as well. */
  isChoice: boolean;
}

const SCALARS: readonly Kind[] = ["text", "number", "boolean"];

/** An input of the component. */
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

/** An input of one of the platform's own steps. */
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
