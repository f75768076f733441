import { describeValue, inputError } from "../values/inputError";
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
    if (given !== undefined) {
      if (typeof given === "string" && given.trim() !== "") return given;
      const came = describeValue(given, false);
      throw inputError(named(EVENT_NAMES_LABEL, verb), "the name of an event", came);
    }
    const part = LAST_PART.exec(verb)?.[1];
    if (!part)
      return refuseAt(path, `a verb with a name, or its event in ${EVENT_NAMES_LABEL}`, verb);
    const first = verbsByPart.get(part) ?? verb;
    if (first !== verb) {
      omit(
        path,
        `${verb} and ${first} become the event ${part}: name one in ${EVENT_NAMES_LABEL}.`,
      );
    }
    verbsByPart.set(part, first);
    return part;
  };
}
