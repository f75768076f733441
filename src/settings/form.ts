import type { JSONForm } from "@prismatic-io/spectral";
import { repeatedIn } from "../values/repeated";
import { controlFor } from "./control";
import { distinct } from "./distinct";
import { toFormName } from "./formName";
import { isMasked } from "./masked";
import {
  OTHER_SETTINGS,
  OTHER_SETTINGS_SCHEMA,
  OTHER_SETTINGS_TITLE,
  otherSettingsRows,
} from "./otherSettings";
import { plainText } from "./plainText";
import type { DescribedSettings, Setting } from "./setting";

const KEPT_SECRET = "Leave empty to keep the existing secret.";
/** Segment leaves some secrets out of its responses, so a secret may or may not exist. */
const UNKNOWN_SECRET = "Leave empty to keep the existing secret, if any.";
const FROM_EVENT = "Text such as $.userId reads a property of the event.";
const NOTHING = "Segment lists no settings here.";
const OTHERS_OF_NEW = "Settings that Segment does not list.";
const OTHERS_HELD =
  "Settings that Segment does not list. Secrets are not shown. A setting that is not in the table keeps its value.";

/** Joins sentences, each with a period. */
const sentences = (...parts: (string | false | undefined)[]): string =>
  parts
    .filter((part) => typeof part === "string" && part !== "")
    .map((part) => (/[.!?:]$/.test(String(part)) ? part : `${part}.`))
    .join(" ");

/** Escapes the name of a property for a scope of JSON Forms, which is a JSON pointer. */
const pointer = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

interface Part {
  name: string;
  schema: object;
  element: object;
  required: boolean;
  shown: unknown;
}

const elementFor = (name: string, options?: object): object => ({
  type: "Control",
  scope: `#/properties/${pointer(name)}`,
  options: { showUnfocusedDescription: true, ...options },
});

function partFor(
  setting: Setting,
  title: string,
  values: Readonly<Record<string, unknown>> | undefined,
): Part | undefined {
  const existing = values && Object.hasOwn(values, setting.name) ? values[setting.name] : undefined;
  const isKept = isMasked(existing);
  const isUnknown = values !== undefined && setting.secret && !Object.hasOwn(values, setting.name);
  const value = values === undefined ? setting.defaultValue : (existing ?? undefined);
  const required = values === undefined && setting.required;
  const control = controlFor({ ...setting, required }, isKept ? undefined : value);
  if (!control) return undefined;
  const { schema, options, shown, hint } = control;
  const name = toFormName(setting.name);
  const takesText = "type" in schema && schema.type === "string" && !("oneOf" in schema);
  const description = sentences(
    plainText(setting.description),
    hint,
    isKept && KEPT_SECRET,
    isUnknown && UNKNOWN_SECRET,
  );
  return {
    name,
    schema: {
      ...schema,
      title,
      ...(description !== "" && { description }),
      ...(required && takesText && { minLength: 1 }),
    },
    element: elementFor(name, options),
    required,
    shown,
  };
}

/** The table of existing settings that Segment does not list; rows can be added. */
function othersPart(
  settings: readonly Setting[],
  values: Readonly<Record<string, unknown>> | undefined,
): Part {
  const rows = values === undefined ? [] : otherSettingsRows(settings, values);
  const description = values === undefined ? OTHERS_OF_NEW : OTHERS_HELD;
  return {
    name: OTHER_SETTINGS,
    schema: { ...OTHER_SETTINGS_SCHEMA, title: OTHER_SETTINGS_TITLE, description },
    element: elementFor(OTHER_SETTINGS),
    required: false,
    shown: rows.length > 0 ? rows : undefined,
  };
}

/** Returns the title of each setting: its label, with its name if the label is not unique. */
function titlesOf(settings: readonly Setting[]): string[] {
  const repeated = repeatedIn([...settings.map(({ label }) => label), OTHER_SETTINGS_TITLE]);
  return settings.map(({ label, name }) => (repeated.has(label) ? `${label} (${name})` : label));
}

/** Returns the note at the top of the form. */
function noteOn(settings: readonly Setting[]): object[] {
  if (settings.length === 0) return [{ type: "Label", text: NOTHING }];
  return settings.some(({ mapped }) => mapped) ? [{ type: "Label", text: FROM_EVENT }] : [];
}

/** Returns the defaults of hidden settings, which a new object needs too. */
const hiddenDefaults = (settings: readonly Setting[]) =>
  settings
    .filter(({ hidden, defaultValue }) => hidden && defaultValue !== undefined)
    .map(({ name, defaultValue }): [string, unknown] => [toFormName(name), defaultValue]);

/**
 * Creates a form of settings for the platform's JSON Forms. The steps accept its result as Settings JSON.
 * The form of a new object shows defaults. The form of an existing object shows its values without masked
 * secrets; a setting left empty is not changed. A table holds the settings that Segment does not list.
 * @param values the values of the existing object; undefined for a new one.
 */
export function settingsForm(
  { settings: given }: DescribedSettings,
  values?: Readonly<Record<string, unknown>>,
): JSONForm {
  const settings = distinct(given);
  const shown = settings.filter(({ hidden }) => !hidden);
  const titles = titlesOf(shown);
  const parts = [
    ...shown.map((setting, index) => partFor(setting, titles[index] ?? setting.label, values)),
    othersPart(settings, values),
  ].filter((part) => part !== undefined);
  const prefilled = parts.filter((part) => part.shown !== undefined);
  return {
    schema: {
      type: "object",
      properties: Object.fromEntries(parts.map(({ name, schema }) => [name, schema])),
      required: parts.filter(({ required }) => required).map(({ name }) => name),
    },
    uiSchema: {
      type: "VerticalLayout",
      elements: [...noteOn(shown), ...parts.map(({ element }) => element)],
    } as JSONForm["uiSchema"],
    data: Object.fromEntries([
      ...(values === undefined ? hiddenDefaults(settings) : []),
      ...prefilled.map(({ name, shown }): [string, unknown] => [name, shown]),
    ]),
  };
}
