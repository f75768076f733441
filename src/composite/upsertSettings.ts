import type { StepContext } from "../api/step";
import { type GivenSettings, mergeSettings } from "../settings/inputs";
import { settingsToSend } from "../settings/send";
import type { DescribedSettings } from "../settings/setting";

/** The settings of an object that is made, or changed if it is there. */
export interface UpsertSettings {
  /**
   * To hold against the object there is, without masked secrets; undefined where none are given.
   * @param existing the object, once it is found: its settings say what a setting is that is not listed.
   */
  wanted(existing?: {
    settings?: Record<string, unknown>;
  }): Promise<Record<string, unknown> | undefined>;
  /** To make the object with: none may be missing or a masked secret. */
  ofNew(): Promise<Record<string, unknown> | undefined>;
}

/** Settings from the inputs of a step, as `describe` says they are. */
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
    ofNew: async () => send(undefined, "all"),
  };
}
