import { NO_COUNTERPART, omitOthers, readFlag, readName, readObjects, readText } from "./fields";
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
export function readCallbacks(value: unknown, hasWebhook: boolean, omit: Omit): Callback[] {
  return readObjects<Outcome>(value, "outcomes").flatMap(([outcome, path], index) => {
    const { description, isActive, type, callback } = outcome;
    const leave = (why: string): Callback[] => {
      omit(path, why);
      return [];
    };
    if (!readFlag(isActive, `${path}.isActive`, true)) return leave("The outcome is inactive.");
    if (type !== "callback") return leave(NO_COUNTERPART);
    if (!hasWebhook) return leave("Without a webhook destination, nothing is called.");
    const url = readText(callback, `${path}.callback`);
    const name = readName(description, `${path}.description`, `Outcome ${index + 1}`, omit);
    const carriedOver = ["description", "isActive", "type", "callback"] as const;
    omitOthers<Outcome>(outcome, carriedOver, `${path}.`, omit);
    return [{ name, url }];
  });
}
