import { NO_COUNTERPART, omitCut, readParts, readText } from "./fields";
import type { Outcome } from "./model";
import type { Omit } from "./notes";

/** A URL to call once a profile has completed the journey. */
export interface Callback {
  name: string;
  url: string;
}

/**
 * Reads the callbacks of the active outcomes.
 * @param hasWebhook false if there is no destination that can call them.
 */
export const readCallbacks = (value: unknown, hasWebhook: boolean, omit: Omit): Callback[] =>
  readParts<Outcome>(
    value,
    "outcomes",
    ["type", "callback"],
    omit,
    ({ type }) =>
      (type !== "callback" && NO_COUNTERPART) || (!hasWebhook && "No webhook destination is set."),
  ).map(({ fields, path, name }) => {
    omitCut({ path, name }, omit);
    return { name, url: readText(fields.callback, `${path}.callback`) };
  });
