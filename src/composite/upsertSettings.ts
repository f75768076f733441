import { type SettingsGiven, settingsGiven, settingsToSend } from "../inputs/settings";
import type { Described } from "../settings/setting";
import type { Step } from "../step";

/** The settings of an object that is made, or changed if it is there. */
export interface UpsertSettings {
  /** To hold against the object there is, without masked secrets; undefined where none are given. */
  wanted(): Promise<Record<string, unknown> | undefined>;
  /** To make the object with: none may be missing or a masked secret. */
  ofNew(): Promise<Record<string, unknown> | undefined>;
}

/** Settings from the inputs of a step, as `describe` says they are. */
export function upsertSettings(
  step: Step,
  params: SettingsGiven,
  describe: () => Promise<Described>,
): UpsertSettings {
  const given = settingsGiven(params);
  const plan = params.settingsAsTheyAre ? {} : { describe };
  return {
    wanted: async () => given && settingsToSend(step, given, { ...plan, writes: "changes" }),
    ofNew: async () => given && settingsToSend(step, given, { ...plan, writes: "all" }),
  };
}
