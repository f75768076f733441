import { isSameJson } from "../values/json";
import { ownValue } from "../values/record";
import { isDirective } from "./directive";
import { listFirst } from "./fitValue";
import type { DescribedSettings } from "./setting";

/** Tells whether a field of a subscription is one of Segment's own notes, which no catalog lists. */
export const isInternal = (name: string): boolean => name.startsWith("__segment_internal_");

/**
 * Describes unlisted settings to be sent, for the log: their names, never their values. Settings that
 * equal their existing values are not logged.
 */
export function describeUnlisted(
  { of, settings, listedIn = `Segment's catalog of ${of}`, values = {} }: DescribedSettings,
  sent: Readonly<Record<string, unknown>>,
  label: string,
): string[] {
  const known = new Set(settings.map(({ name }) => name));
  const unlisted = Object.keys(sent).filter((name) => !known.has(name));
  const isNew = (name: string) =>
    !Object.hasOwn(values, name) || (!isInternal(name) && !isSameJson(sent[name], values[name]));
  const isTyped = (name: string) => {
    const held = ownValue(values, name) ?? undefined;
    return held !== undefined && !isDirective(held) && !isDirective(sent[name]);
  };
  const line = (names: string[], how: string): string[] =>
    names.length === 0
      ? []
      : [`${listFirst(names.map((name) => `${label}.${name}`))}: not in ${listedIn}; ${how}.`];
  const told = unlisted.filter(isNew);
  return [
    ...line(
      told.filter((name) => !isTyped(name)),
      "sent as given",
    ),
    ...line(told.filter(isTyped), "sent with the type of the existing value"),
  ];
}
