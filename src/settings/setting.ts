import type { Models } from "../contract/models";
import { isSecretName } from "../http/secretNames";
import { type ExactNumber, isExact, writtenForm } from "../values/exactNumber";
import { oneLine } from "../values/oneLine";
import { isRecord } from "../values/record";

/** What a setting's value is; `any` where Segment does not say. */
export type SettingKind =
  | "text"
  | "number"
  | "integer"
  | "boolean"
  | "time"
  | "textMap"
  | "object"
  | "any";

/** One of the values that a setting takes. */
interface SettingChoice {
  label: string;
  /** Of the setting's kind. */
  value: string | number | boolean | ExactNumber;
}

/** One setting of a source, destination, warehouse, subscription or function, as Segment describes it. */
export interface Setting {
  name: string;
  /** What a form calls it. */
  label: string;
  /** Blank where Segment says nothing. */
  description: string;
  kind: SettingKind;
  /** A list of such values. */
  isList: boolean;
  required: boolean;
  /** What Segment sets where nothing is given; absent where that is nothing. */
  defaultValue?: unknown;
  /** Not to be shown. */
  secret: boolean;
  /** The only values it takes; none where any value goes. */
  choices: readonly SettingChoice[];
  /** Null is a value of its own. */
  nullable: boolean;
  /** It can be filled from the event by a mapping directive such as `{"@path": "$.userId"}`. */
  mapped: boolean;
  /** Set by its default alone; forms do not show it. */
  hidden: boolean;
  /** Text of several lines. */
  long: boolean;
  /** Segment says no more than that it is JSON: objects and lists go, and text that is one of them. */
  mixed?: true;
}

/** The settings that something takes, and what it is called in errors. */
export interface DescribedSettings {
  of: string;
  settings: readonly Setting[];
  /** What lists them, for the log; Segment's catalog unless given. */
  listedIn?: string;
  /** What is held of them, as Segment shows it, if they are those of something that exists. */
  values?: Readonly<Record<string, unknown>>;
}

/** What there is already: the settings it takes, its type, and the values as Segment shows them. */
export interface Existing extends DescribedSettings {
  typeId: string;
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

/** What a form calls a setting, on one line; its name if Segment has no words for it. */
const labelOf = (label: string | undefined, name: string): string =>
  oneLine(label ?? "").trim() || oneLine(name);

/** A default as the setting's kind has it: text options have been seen with numbers. */
const defaultOf = (kind: SettingKind, value: unknown): Pick<Setting, "defaultValue"> => {
  if (isNothing(value)) return {};
  return { defaultValue: (kind === "text" ? writtenForm(value) : undefined) ?? value };
};

/** What the catalog calls the types; one that is not here is `any`. */
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

/** A `mixed` option: the empty value that the catalog has for it tells lists from objects. */
function ofMixed(defaultValue: unknown): Pick<Setting, "kind"> & Partial<Setting> {
  if (Array.isArray(defaultValue)) return { kind: "any", isList: true, mixed: true };
  return isRecord(defaultValue) ? { kind: "object" } : { kind: "any", mixed: true };
}

function ofType(type: string, defaultValue: unknown): Pick<Setting, "kind"> & Partial<Setting> {
  if (type === "mixed") return ofMixed(defaultValue);
  return OPTION_KINDS.get(type) ?? { kind: "any" };
}

/** A setting that Segment takes although no catalog lists it, and which no form shows. */
export const unlisted = (name: string): Setting => ({
  ...PLAIN,
  name,
  label: name,
  kind: "text",
  hidden: true,
});

/** An option of the catalog (`IntegrationOptionBeta` of the contract) as a setting. */
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

/** Choices, which the contract leaves open: values alone, or values with labels. */
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

/** A field of a destination's action (`DestinationMetadataActionFieldV1`) as a setting. */
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
    // Choices that Segment looks up while one types are not all there are.
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

/** What a function asks for (`FunctionSettingV1`) as a setting. */
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
