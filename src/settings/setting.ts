import type { Models } from "../contract/models";
import { isSecretName } from "../http/secretNames";
import { type ExactNumber, isExact, writtenForm } from "../values/exactNumber";
import { oneLine } from "../values/oneLine";
import { isRecord } from "../values/record";

/** The kind of a setting's value; `any` if Segment does not say. */
export type SettingKind =
  | "text"
  | "number"
  | "integer"
  | "boolean"
  | "time"
  | "textMap"
  | "object"
  | "any";

/** One of the values that a setting accepts. */
interface SettingChoice {
  label: string;
  /** Of the setting's kind. */
  value: string | number | boolean | ExactNumber;
}

/** One setting of a source, destination, warehouse, subscription or function, as Segment describes it. */
export interface Setting {
  name: string;
  /** The title in a form. */
  label: string;
  /** Blank if Segment has none. */
  description: string;
  kind: SettingKind;
  /** A list of such values. */
  isList: boolean;
  required: boolean;
  /** The value that Segment sets by default, if any. */
  defaultValue?: unknown;
  /** Not to be shown. */
  secret: boolean;
  /** The only accepted values; empty if any value is accepted. */
  choices: readonly SettingChoice[];
  /** Null is a value of its own. */
  nullable: boolean;
  /** It can be filled from the event by a mapping directive such as `{"@path": "$.userId"}`. */
  mapped: boolean;
  /** Set by its default only; forms do not show it. */
  hidden: boolean;
  /** Text of several lines. */
  long: boolean;
  /** Any JSON is accepted: objects, lists and text of them. */
  mixed?: true;
}

/** The settings of an object or of a type, with its name in errors. */
export interface DescribedSettings {
  of: string;
  settings: readonly Setting[];
  /** The source of the list, for the log; Segment's catalog by default. */
  listedIn?: string;
  /** The existing values, as Segment shows them, if the object exists. */
  values?: Readonly<Record<string, unknown>>;
}

/** An existing object: its settings, its type, and its values as Segment shows them. */
export interface Existing extends DescribedSettings {
  /** Undefined if Segment does not return it. */
  typeId?: string;
  values: Readonly<Record<string, unknown>>;
}

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (typeof value === "object" && Object.keys(value).length === 0);

const PLAIN = {
  description: "",
  isList: false,
  required: false,
  secret: false,
  choices: [],
  nullable: false,
  mapped: false,
  hidden: false,
  long: false,
} satisfies Partial<Setting>;

/** Returns the title of a setting on one line; its name if Segment has no label. */
const labelOf = (label: string | undefined, name: string): string =>
  oneLine(label ?? "").trim() || oneLine(name);

/** Converts a default to the setting's kind, since some text options have numbers. */
const defaultOf = (kind: SettingKind, value: unknown): Pick<Setting, "defaultValue"> => {
  if (isNothing(value)) return {};
  return { defaultValue: (kind === "text" ? writtenForm(value) : undefined) ?? value };
};

/** The types of the catalog; any other type is `any`. */
const OPTION_KINDS: ReadonlyMap<string, Pick<Setting, "kind"> & Partial<Setting>> = new Map([
  ["string", { kind: "text" }],
  ["text", { kind: "text" }],
  ["select", { kind: "text" }],
  ["password", { kind: "text", secret: true }],
  ["number", { kind: "number" }],
  ["boolean", { kind: "boolean" }],
  ["array", { kind: "any", isList: true }],
  ["text-map", { kind: "textMap" }],
  ["map", { kind: "object" }],
]);

/** A `mixed` option: its empty default value tells lists from objects. */
function ofMixed(defaultValue: unknown): Pick<Setting, "kind"> & Partial<Setting> {
  if (Array.isArray(defaultValue)) return { kind: "any", isList: true, mixed: true };
  return isRecord(defaultValue) ? { kind: "object" } : { kind: "any", mixed: true };
}

function ofType(type: string, defaultValue: unknown): Pick<Setting, "kind"> & Partial<Setting> {
  if (type === "mixed") return ofMixed(defaultValue);
  return OPTION_KINDS.get(type) ?? { kind: "any" };
}

/** Describes a setting that Segment accepts although no catalog lists it. Forms do not show it. */
export const unlisted = (name: string): Setting => ({
  ...PLAIN,
  name,
  label: name,
  kind: "text",
  hidden: true,
});

/** Converts an option of the catalog (`IntegrationOptionBeta` of the contract) to a setting. */
export function settingFromOption(option: Models["IntegrationOptionBeta"]): Setting {
  const { name, type, required, description, label, defaultValue } = option;
  const typed = ofType(String(type).toLowerCase(), defaultValue);
  return {
    ...PLAIN,
    name,
    label: labelOf(label, name),
    description: description ?? "",
    required,
    // Among labels and rules `key` names things; among the settings of a type it is a secret.
    secret: isSecretName(name) || name.toLowerCase() === "key",
    ...typed,
    ...defaultOf(typed.kind, defaultValue),
  };
}

const FIELD_KINDS: Readonly<
  Record<Models["DestinationMetadataActionFieldV1"]["type"], SettingKind>
> = {
  BOOLEAN: "boolean",
  DATETIME: "time",
  HIDDEN: "text",
  INTEGER: "integer",
  NUMBER: "number",
  OBJECT: "object",
  PASSWORD: "text",
  STRING: "text",
  TEXT: "text",
};

/** Reads choices, which the contract does not type: values alone, or values with labels. */
function choicesOf(choices: unknown, kind: SettingKind): SettingChoice[] {
  if (!Array.isArray(choices)) return [];
  return choices.flatMap((choice: unknown) => {
    const { label, value }: Partial<Record<string, unknown>> = isRecord(choice)
      ? choice
      : { value: choice };
    if (!/^(string|number|boolean)$/.test(typeof value) && !isExact(value)) return [];
    const own = kind === "text" ? String(value) : (value as SettingChoice["value"]);
    return [{ label: oneLine(String(label ?? value)), value: own }];
  });
}

/** Converts a field of a destination's action (`DestinationMetadataActionFieldV1`) to a setting. */
export function settingFromField(field: Models["DestinationMetadataActionFieldV1"]): Setting {
  const { fieldKey, label, description, type, required, multiple, allowNull, hidden } = field;
  const kind = FIELD_KINDS[type];
  return {
    ...PLAIN,
    name: fieldKey,
    label: labelOf(label, fieldKey),
    description,
    kind,
    isList: multiple,
    required,
    secret: type === "PASSWORD",
    // Choices that Segment looks up during typing are not complete.
    choices: field.dynamic ? [] : choicesOf(field.choices, kind),
    nullable: allowNull,
    mapped: true,
    hidden: hidden === true || type === "HIDDEN",
    long: type === "TEXT",
    ...defaultOf(kind, field.defaultValue),
  };
}

const FUNCTION_KINDS: Readonly<
  Record<Models["FunctionSettingV1"]["type"], Pick<Setting, "kind"> & Partial<Setting>>
> = {
  STRING: { kind: "text" },
  BOOLEAN: { kind: "boolean" },
  ARRAY: { kind: "any", isList: true },
  TEXT_MAP: { kind: "textMap" },
};

/** Converts a setting that a function asks for (`FunctionSettingV1`) to a setting. */
export function settingFromFunctionSetting(setting: Models["FunctionSettingV1"]): Setting {
  const { name, label, description, type, required, sensitive } = setting;
  return {
    ...PLAIN,
    name,
    label: labelOf(label, name),
    description,
    required,
    secret: sensitive,
    ...FUNCTION_KINDS[type],
  };
}
