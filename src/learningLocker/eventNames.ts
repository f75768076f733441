import { refuse } from "../values/inputError";
import { named } from "../values/jsonCleaners";
import { ownValue } from "../values/record";
import { type Omit, refuseAt } from "./notes";

export const EVENT_NAMES_LABEL = "Event Names";

/** The last part of an IRI, which may end with separators. */
const LAST_PART = /([^/#:]+)[/#:]*$/;

/**
 * Returns a function that finds the event of a verb: the one in Event Names, else the last part of the
 * verb's IRI. If another verb has the same last part, it notes that the two become one event.
 */
export function eventFinder(eventNames: Readonly<Record<string, unknown>>, omit: Omit) {
  const verbsByPart = new Map<string, string>();
  return (verb: string, path: string): string => {
    const given = ownValue(eventNames, verb);
    if (typeof given === "string" && given.trim() !== "") return given;
    if (given !== undefined) refuse(given, named(EVENT_NAMES_LABEL, verb), "text", false);
    const part = LAST_PART.exec(verb)?.[1];
    if (!part) return refuseAt(path, `a verb that ${EVENT_NAMES_LABEL} has`, verb);
    const first = verbsByPart.get(part) ?? verb;
    if (first !== verb) {
      omit(path, `${verb} and ${first} become one event. ${EVENT_NAMES_LABEL} can separate them.`);
    }
    verbsByPart.set(part, first);
    return part;
  };
}
