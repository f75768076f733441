import type { StepContext } from "../api/step";
import { type GivenSettings, mergeSettings } from "../settings/inputs";
import { settingsToSend } from "../settings/send";
import type { DescribedSettings } from "../settings/setting";

/** The comments of the settings that an upsert takes. */
export const SETTINGS_COMMENTS =
  "The settings to set: keys and values, or a whole object from an earlier step. Other settings are not changed. Secrets are sent every time, because Segment does not show them. Text is converted to the type that Segment's catalog gives for the setting.";

/** The settings of an object that is created, or updated if it exists. */
interface UpsertSettings {
  /**
   * Returns the settings to compare with the object, without masked secrets; undefined without input.
   * @param existing the object, if it exists: its values give the types of settings that are not listed.
   */
  wanted(existing?: {
    settings?: Record<string, unknown>;
  }): Promise<Record<string, unknown> | undefined>;
  /** Returns the settings of a new object. Throws if one is missing or a masked secret. */
  forCreation(): Promise<Record<string, unknown> | undefined>;
}

/** Reads settings from the inputs of a step, with their types from `describe`. */
export function upsertSettings(
  step: StepContext,
  params: GivenSettings,
  describe: () => Promise<DescribedSettings>,
): UpsertSettings {
  const given = mergeSettings(params);
  const told = new Set<string>();
  const log = (text: string) => {
    if (!told.has(text)) step.log(text);
    told.add(text);
  };
  const send = (values: DescribedSettings["values"], writes: "all" | "changes") =>
    given &&
    settingsToSend({ ...step, log }, given, {
      writes,
      ...(!params.settingsAsTheyAre && {
        describe: async () => ({ ...(await describe()), values }),
      }),
    });
  return {
    wanted: async (existing) => send(existing?.settings ?? undefined, "changes"),
    forCreation: async () => send(undefined, "all"),
  };
}
