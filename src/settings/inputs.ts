import type { Inputs, ObjectFieldMap } from "@prismatic-io/spectral";
import type { StepContext } from "../api/step";
import { checked, type FieldOptions, keyValues, toggle } from "../inputs/fields";
import type { InputGroup } from "../inputs/inputGroup";
import { type Cleaner, isBlank } from "../values/cleaner";
import { inputError } from "../values/inputError";
import { asRecord } from "../values/pairCleaners";
import { asFieldMap, toDirectives } from "./fieldMap";
import { SEND_AS_THEY_ARE } from "./fit";
import { expandOtherSettings } from "./otherSettings";
import { SETTINGS, settingsToSend, type Writes } from "./send";
import type { DescribedSettings } from "./setting";

type Values = Record<string, unknown>;

/** The inputs of the settings of one operation, and the way to describe and write them. */
export interface SettingsPlan extends Pick<FieldOptions, "comments"> {
  example: string;
  /** The same settings as JSON. */
  jsonExample: string;
  /** The label of the form whose result Settings JSON accepts. */
  form: string;
  /** Reads the description of the settings, by the other inputs of the step. */
  describe(step: StepContext, ids: never): Promise<DescribedSettings>;
  /** The settings of a new object, or changes to those of an existing one. */
  writes: Writes;
  /** True if the new object may lack required settings, by the other inputs of the step. Never by default. */
  isDraft?(inputs: never): boolean;
  /** The key of the data source that maps fields to properties of events, if there is one. */
  fieldMap?: string;
}

const isEmpty = (values: Values): boolean => Object.keys(values).length === 0;

/** Reads rows or an object. An empty object is a value. */
const asGiven: Cleaner<Values> = (raw, label) =>
  asRecord(raw, label) ?? (isBlank(raw) ? undefined : {});

const asTheyAre = toggle({
  label: SEND_AS_THEY_ARE,
  comments:
    "When true, settings are sent unchecked: nothing is read, converted or refused except masked secrets. Settings that Segment does not list are sent without this switch too.",
});

const json = ({ form, jsonExample }: Pick<SettingsPlan, "form" | "jsonExample">) => ({
  type: "code" as const,
  language: "json" as const,
  ...checked(
    {
      label: "Settings JSON",
      comments: `Settings as one object, for nested values or the result of the form ${form}. If Settings has the same key, Settings wins. In both, a name that Segment does not list is sent as given, unless it is a misspelled listed name.`,
      example: jsonExample,
    },
    asGiven,
    "an object",
  ),
});

const fieldMap = (dataSource: string) => ({
  type: "objectFieldMap" as const,
  ...checked(
    {
      label: "Field Map",
      comments:
        "The fields of the action and the properties of events that fill them. If Settings has the same field, Settings wins; if Settings JSON has it, Field Map wins.",
      dataSource,
    },
    asFieldMap,
    "fields mapped to properties",
  ),
});

/** The cleaned values of the inputs of settings. */
export interface GivenSettings {
  settings?: Values;
  fieldMap?: ObjectFieldMap;
  settingsJson?: Values;
  settingsAsTheyAre?: boolean;
}

/** Merges the inputs of settings: Settings wins over Field Map, which wins over Settings JSON. */
export function mergeSettings({
  settings,
  fieldMap,
  settingsJson,
}: GivenSettings): Values | undefined {
  if (!settings && !fieldMap && !settingsJson) return undefined;
  return {
    ...(settingsJson && expandOtherSettings(settingsJson, SETTINGS)),
    ...(fieldMap && toDirectives(fieldMap)),
    ...(settings && expandOtherSettings(settings, SETTINGS)),
  };
}

/** The inputs of settings. */
export const settingsInputs = (plan: Omit<SettingsPlan, "describe" | "writes" | "isDraft">) => ({
  settings: {
    ...keyValues({ label: SETTINGS, comments: plan.comments, example: plan.example }),
    clean: (raw: unknown) => asGiven(raw, SETTINGS),
  },
  settingsJson: json(plan),
  ...(plan.fieldMap !== undefined && { fieldMap: fieldMap(plan.fieldMap) }),
  settingsAsTheyAre: asTheyAre,
});

async function gathered(
  plan: SettingsPlan,
  step: StepContext,
  params: GivenSettings,
): Promise<Values | undefined> {
  const given = mergeSettings(params);
  if (given === undefined) return undefined;
  const { writes } = plan;
  if (params.settingsAsTheyAre) return settingsToSend(step, given, { writes });
  const describe = () => plan.describe(step, params as never);
  const isDraft = plan.isDraft?.(params as never);
  return settingsToSend(step, given, { writes, describe, isDraft });
}

/**
 * The settings of an object whose settings Segment describes: keys and values, JSON and a switch give
 * one argument.
 */
export const describedSettings = (plan: SettingsPlan): InputGroup<Values | undefined> => ({
  inputs: settingsInputs(plan),
  async gather(step, params) {
    const sent = await gathered(plan, step, params);
    return sent && !isEmpty(sent) ? sent : undefined;
  },
});

/** The same for an operation that requires settings. An empty object is accepted. */
export const requiredSettings = (plan: SettingsPlan): InputGroup<Values> => ({
  inputs: settingsInputs(plan),
  async gather(step, params) {
    const sent = await gathered(plan, step, params);
    if (sent) return sent;
    throw inputError(SETTINGS, "keys and values, here or in Settings JSON", "nothing");
  },
});

/** Settings without a description, sent unchanged except for masked secrets. */
export const plainSettings = <Value extends Values | undefined>(
  field: { clean: (raw: unknown) => Value },
  writes: Writes,
): InputGroup<Value> => ({
  inputs: { settings: field } as object as Inputs,
  async gather(step, { settings }) {
    if (!settings) return settings as Value;
    const sent = await settingsToSend(step, settings as Values, { writes });
    return (writes === "changes" && isEmpty(sent) ? undefined : sent) as Value;
  },
});
