import type { StepContext } from "../api/step";
import { isCallError, withProgress } from "../http/errors";
import { listSecrets } from "../http/secretsIn";
import { fitSettings, SEND_AS_THEY_ARE } from "./fit";
import { fromFormName } from "./formName";
import { refuseMasked, withoutMasked } from "./masked";
import type { DescribedSettings } from "./setting";
import { describeUnlisted } from "./unlisted";

type Values = Record<string, unknown>;

/** The label of the input, which paths in errors and log lines begin with. */
export const SETTINGS = "Settings";

/** All settings of a new object, or changes to an existing one. */
export type Writes = "all" | "changes";

/** Reads the description of settings. If Segment does not return it, the error says what to do. */
async function read(describe: () => Promise<DescribedSettings>): Promise<DescribedSettings> {
  try {
    return await describe();
  } catch (error) {
    throw isCallError(error)
      ? withProgress(
          error,
          `The step could not read which settings exist. Nothing was written; ${SEND_AS_THEY_ARE} skips this check.`,
        )
      : error;
  }
}

function unmasked(step: StepContext, given: Values, { writes }: { writes: Writes }): Values {
  if (writes === "all") refuseMasked(given, SETTINGS);
  const { kept, masked } = withoutMasked(given);
  if (masked.length > 0) {
    step.log(`left out ${masked.join(", ")} of the settings: a masked secret is not written back.`);
  }
  return kept;
}

/** Lists the values of the settings that Segment describes as secret. */
function secretsAmong(values: Values, { settings }: DescribedSettings): string[] {
  const secret = new Set(settings.filter((one) => one.secret).map(({ name }) => name));
  return Object.entries(values).flatMap(([name, value]) =>
    secret.has(name) || secret.has(fromFormName(name)) ? listSecrets(value) : [],
  );
}

/**
 * Converts given settings to the types that Segment describes. Unlisted settings are sent as given, and
 * the log names them. Masked secrets are never sent: a creation refuses them; an update leaves them out
 * and logs it.
 * @throws a SpectralError that names each setting that cannot be sent, before anything is written.
 */
export async function settingsToSend(
  step: StepContext,
  given: Values,
  plan: {
    writes: Writes;
    describe?: () => Promise<DescribedSettings>;
    /** True if required settings may be missing from a new object. */
    isDraft?: boolean;
  },
): Promise<Values> {
  const kept = unmasked(step, given, plan);
  if (Object.keys(kept).length === 0 || !plan.describe) return kept;
  const complete = plan.writes === "all" && !plan.isDraft;
  const described = await read(plan.describe);
  const leftOut = Object.keys(given).filter((name) => !Object.hasOwn(kept, name));
  const fitted = fitSettings(described, kept, { label: SETTINGS, complete, leftOut });
  // Segment may quote a setting as given or as sent.
  step.client.hide(() => [kept, fitted].flatMap((values) => secretsAmong(values, described)));
  // JSON text can hold a bullet as an escape, which is visible only after parsing.
  const sent = unmasked(step, fitted, plan);
  for (const words of describeUnlisted(described, sent, SETTINGS)) step.log(words);
  return sent;
}
