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
/** Segment leaves some secrets out of its answers, so that it is not known whether there is one. */
const UNKNOWN_SECRET = "Leave empty to keep the existing secret, if any.";
const FROM_EVENT = "Text such as $.userId reads a property of the event.";
const NOTHING = "Segment lists no settings here.";
const OTHERS_OF_NEW = "Settings that Segment does not list.";
const OTHERS_HELD =
  "Settings that Segment does not list. Secrets are not shown. A setting that is not in the table keeps its value.";

/** Sentences, each with its full stop. */
const sentences = (...parts: (string | false | undefined)[]): string =>
  parts
    .filter((part) => typeof part === "string" && part !== "")
    .map((part) => (/[.!?:]$/.test(String(part)) ? part : `${part}.`))
    .join(" ");

/** A property's name within a scope of JSON Forms, which is a JSON pointer. */
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

/** The table of what is held beyond the settings, to which rows can be added. */
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

/** What a form calls each setting: the label, and the name too if something else has that title. */
function titlesOf(settings: readonly Setting[]): string[] {
  const repeated = repeatedIn([...settings.map(({ label }) => label), OTHER_SETTINGS_TITLE]);
  return settings.map(({ label, name }) => (repeated.has(label) ? `${label} (${name})` : label));
}

/** What is to be known before filling in the form. */
function noteOn(settings: readonly Setting[]): object[] {
  if (settings.length === 0) return [{ type: "Label", text: NOTHING }];
  return settings.some(({ mapped }) => mapped) ? [{ type: "Label", text: FROM_EVENT }] : [];
}

/** The defaults of settings that forms do not show, which a new object is to have all the same. */
const hiddenDefaults = (settings: readonly Setting[]) =>
  settings
    .filter(({ hidden, defaultValue }) => hidden && defaultValue !== undefined)
    .map(({ name, defaultValue }): [string, unknown] => [toFormName(name), defaultValue]);

/**
 * A form of settings for the platform's JSON Forms, whose answer the steps take as Settings JSON. A
 * new object's form shows the defaults; that of an object there is shows its values without masked
 * secrets, and what is left empty there stays as it is. A table takes what Segment does not list.
 * @param values of the object there is; undefined for a new one.
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
