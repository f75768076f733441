import { refuse } from "../values/inputError";
import { named } from "../values/jsonCleaners";
import { ownValue } from "../values/record";
import { type Omit, refuseAt } from "./notes";

export const EVENT_NAMES_LABEL = "Event Names";

/** Returns the last part of an IRI that is not blank. */
const lastPart = (iri: string): string | undefined =>
  iri
    .split(/[/#:]/)
    .findLast((part) => part.trim() !== "")
    ?.trim();

/**
 * Returns a function that finds the event of a verb: the one in Event Names, else the last part of the
 * verb's IRI. It notes that two verbs become one event, unless Event Names says so for both.
 */
export function eventFinder(eventNames: Readonly<Record<string, unknown>>, omit: Omit) {
  const firsts = new Map<string, { verb: string; isGiven: boolean }>();
  return (verb: string, path: string): string => {
    const given = ownValue(eventNames, verb) ?? "";
    if (typeof given !== "string") refuse(given, named(EVENT_NAMES_LABEL, verb), "text", false);
    const isGiven = given.trim() !== "";
    const event = isGiven ? given : lastPart(verb);
    if (!event) return refuseAt(path, `a verb that ${EVENT_NAMES_LABEL} has`, verb);
    const first = firsts.get(event) ?? { verb, isGiven };
    if (first.verb !== verb && !(isGiven && first.isGiven)) {
      const both = `${verb} and ${first.verb}`;
      omit(path, `${both} become one event. ${EVENT_NAMES_LABEL} can separate them.`);
    }
    firsts.set(event, first);
    return event;
  };
}
