import { SpectralError } from "@prismatic-io/spectral";
import { isMasked } from "../settings/masked";
import { isRecord } from "../values/record";
import { findChanges, isSame } from "./difference";

/** The error of an update whose response does not show the update. */
const unknownUpdate = (problem: string): SpectralError =>
  Object.assign(new SpectralError(`${problem} The change may have been made or not.`), {
    outcome: "unknown" as const,
  });

/** The settings that were sent and have their previous values in the response; masked ones are not compared. */
function unchangedSettings(sent: unknown, before: unknown, now: unknown): string[] {
  if (!isRecord(sent) || !isRecord(before) || !isRecord(now)) return [];
  return Object.keys(sent).filter(
    (key) =>
      Object.hasOwn(before, key) &&
      Object.hasOwn(now, key) &&
      !isMasked(now[key]) &&
      isSame(now[key], before[key]),
  );
}

/**
 * Checks the response to an update. Segment masks and normalizes settings: a difference in them is
 * only logged.
 * @param sent the changes that were sent.
 * @param before the object before the update.
 * @param updated the object in the response.
 * @throws an error with the outcome `unknown` if the response shows another object, or another value
 * of a changed field.
 */
export function checkUpdated(
  { label, log }: { label: string; log(text: string): void },
  sent: Record<string, unknown>,
  before: { id: string },
  updated: { id: string },
): void {
  const { id } = before;
  if (updated.id !== id) {
    throw unknownUpdate(`${label}: the response to the update of ${id} shows ${updated.id}.`);
  }
  const shown = updated as object as Record<string, unknown>;
  const { settings, ...fields } = sent;
  const isShown = (name: string) => shown[name] !== undefined;
  const others = Object.keys(findChanges(shown, fields)).filter(isShown).toSorted();
  if (others.length > 0) {
    throw unknownUpdate(
      `${label}: Segment accepted the update of ${id}, but its response does not show the new ${others.join(" and ")}.`,
    );
  }
  const kept = unchangedSettings(
    settings,
    (before as { settings?: unknown }).settings,
    shown.settings,
  );
  if (kept.length > 0) {
    log(`the response to the update of ${id} shows the old values of: ${kept.join(", ")}`);
  }
}
