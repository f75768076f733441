import type { Inputs, ObjectFieldMap } from "@prismatic-io/spectral";
import type { StepContext } from "../api/step";
import { isCallError, withProgress } from "../http/errors";
import { listSecrets } from "../http/secretsIn";
import { checked, type FieldOptions, keyValues, toggle } from "../inputs/fields";
import type { InputGroup } from "../inputs/inputGroup";
import { asRecord, type Cleaner, inputError, isBlank } from "../values/clean";
import { asFieldMap, toDirectives } from "./fieldMap";
import { describeUnlisted, fitSettings } from "./fit";
import { fromFormName } from "./formName";
import { refuseMasked, withoutMasked } from "./masked";
import { expandOtherSettings } from "./otherSettings";
import type { DescribedSettings } from "./setting";

type Values = Record<string, unknown>;

const LABEL = "Settings";

/** How the settings of one operation are taken in. */
export interface SettingsPlan extends Pick<FieldOptions, "comments"> {
  example: string;
  /** The same settings as JSON. */
  jsonExample: string;
  /** The label of the form whose answer Settings JSON takes. */
  form: string;
  /** Reads what settings there are, by the other inputs of the step. */
  describe(step: StepContext, ids: never): Promise<DescribedSettings>;
  /** All of a new object's settings, or changes to those there are. */
  writes: "all" | "changes";
  /** Whether what is created may lack required settings, by the other inputs of the step; never unless given. */
  isDraft?(inputs: never): boolean;
  /** The key of the data source that maps fields to properties of events, where they map. */
  fieldMap?: string;
}

/** Rows or an object; one without keys is given all the same. */
const asGiven: Cleaner<Values> = (raw, label) =>
  asRecord(raw, label) ?? (isBlank(raw) ? undefined : {});

const asTheyAre = toggle({
  label: "Send Settings As They Are",
  comments:
    "When true, settings are sent without being held against what Segment publishes of them: nothing is read, converted or refused but masked secrets. Names that Segment does not publish need no such switch.",
});

const json = ({ form, jsonExample }: Pick<SettingsPlan, "form" | "jsonExample">) => ({
  type: "code" as const,
  language: "json" as const,
  ...checked(
    {
      label: "Settings JSON",
      comments: `Settings as one object, for nested values or the answer of the form ${form}. Where Settings names the same key, Settings wins. In both, a name that Segment does not list is sent as given, unless it is a listed one misspelled.`,
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
        "The fields of the action and the properties of events that fill them. Where Settings names the same field, Settings wins; where Settings JSON does, Field Map wins.",
      dataSource,
    },
    asFieldMap,
    "fields mapped to properties",
  ),
});

const isEmpty = (values: Values): boolean => Object.keys(values).length === 0;

/** Reads what settings there are; where Segment does not answer that, the error says what to do. */
async function read(describe: () => Promise<DescribedSettings>): Promise<DescribedSettings> {
  try {
    return await describe();
  } catch (error) {
    throw isCallError(error)
      ? withProgress(
          error,
          `This was to read what settings there are; nothing was written. ${asTheyAre.label} does without.`,
        )
      : error;
  }
}

function unmasked(
  step: StepContext,
  given: Values,
  { writes }: Pick<SettingsPlan, "writes">,
): Values {
  if (writes === "all") refuseMasked(given, LABEL);
  const { kept, masked } = withoutMasked(given);
  if (masked.length > 0) {
    step.log(`left out ${masked.join(", ")} of the settings: a masked secret is not written back.`);
  }
  return kept;
}

/** The values of those settings that Segment describes as secret, whatever their names are. */
function secretsAmong(values: Values, { settings }: DescribedSettings): string[] {
  const secret = new Set(settings.filter((one) => one.secret).map(({ name }) => name));
  return Object.entries(values).flatMap(([name, value]) =>
    secret.has(name) || secret.has(fromFormName(name)) ? listSecrets(value) : [],
  );
}

/**
 * What of the settings given is to be sent, each as Segment's description has it. Names that it lacks
 * go out as given, and the log says which. Masked secrets are never sent: a creation refuses them, an
 * update leaves them out and says so in the log.
 * @throws SpectralError naming every setting that cannot be sent, before anything is written.
 */
export async function settingsToSend(
  step: StepContext,
  given: Values,
  plan: Pick<SettingsPlan, "writes"> & {
    describe?: () => Promise<DescribedSettings>;
    /** Required settings may be missing, though it is new. */
    isDraft?: boolean;
  },
): Promise<Values> {
  const kept = unmasked(step, given, plan);
  if (isEmpty(kept) || !plan.describe) return kept;
  const complete = plan.writes === "all" && !plan.isDraft;
  const described = await read(plan.describe);
  const leftOut = Object.keys(given).filter((name) => !Object.hasOwn(kept, name));
  const fitted = fitSettings(described, kept, { label: LABEL, complete, leftOut });
  // Segment may quote a setting as it was given, or as it goes out.
  step.client.hide(() => [kept, fitted].flatMap((values) => secretsAmong(values, described)));
  // JSON text can spell a bullet by its code, which shows only now that it is read.
  const sent = unmasked(step, fitted, plan);
  for (const words of describeUnlisted(described, sent, LABEL)) step.log(words);
  return sent;
}

/** The cleaned values of the inputs that settings are taken from. */
export interface GivenSettings {
  settings?: Values;
  fieldMap?: ObjectFieldMap;
  settingsJson?: Values;
  settingsAsTheyAre?: boolean;
}

/** What the inputs of the settings say together: pairs before the map, the map before the JSON. */
export function mergeSettings({
  settings,
  fieldMap,
  settingsJson,
}: GivenSettings): Values | undefined {
  if (!settings && !fieldMap && !settingsJson) return undefined;
  return {
    ...(settingsJson && expandOtherSettings(settingsJson, LABEL)),
    ...(fieldMap && toDirectives(fieldMap)),
    ...(settings && expandOtherSettings(settings, LABEL)),
  };
}

/** The inputs that settings are taken from. */
export const settingsInputs = (plan: Omit<SettingsPlan, "describe" | "writes" | "isDraft">) => ({
  settings: {
    ...keyValues({ label: LABEL, comments: plan.comments, example: plan.example }),
    clean: (raw: unknown) => asGiven(raw, LABEL),
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
 * The settings of something that Segment describes: keys and values, JSON and a switch, which
 * together give one argument.
 */
export const describedSettings = (plan: SettingsPlan): InputGroup<Values | undefined> => ({
  inputs: settingsInputs(plan),
  async gather(step, params) {
    const sent = await gathered(plan, step, params);
    return sent && !isEmpty(sent) ? sent : undefined;
  },
});

/** The same where the API takes no request without settings; an object without keys is some. */
export const requiredSettings = (plan: SettingsPlan): InputGroup<Values> => ({
  inputs: settingsInputs(plan),
  async gather(step, params) {
    const sent = await gathered(plan, step, params);
    if (sent) return sent;
    throw inputError(LABEL, "keys and values, here or in Settings JSON", "nothing");
  },
});

/** Settings that nothing describes here, sent as they are but for masked secrets. */
export const plainSettings = <Value extends Values | undefined>(
  field: { clean: (raw: unknown) => Value },
  writes: SettingsPlan["writes"],
): InputGroup<Value> => ({
  inputs: { settings: field } as object as Inputs,
  async gather(step, { settings }) {
    if (!settings) return settings as Value;
    const sent = await settingsToSend(step, settings as Values, { writes });
    return (writes === "changes" && isEmpty(sent) ? undefined : sent) as Value;
  },
});
