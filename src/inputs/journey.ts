import type { Operations } from "../contract/operations";
import { inputError } from "../values/inputError";
import { isRecord } from "../values/record";
import { json, required, text } from "./fields";
import type { InputGroup } from "./inputGroup";

type CreateArgs = Operations["createJourney"]["args"];

const descriptionText = text({
  label: "Description",
  comments: "A note on the purpose of the journey. Optional if Definition has initial.",
  example: "Sends a coupon to users who left the checkout.",
});

const whole = json("createJourney", "definition", {
  label: "Definition",
  comments:
    "The journey as one object, instead of Initial State, Entry Rules, Exit Rules and States. It has either initial and the states by their IDs, as the latest pre-release of Segment's SDKs sends it, or initialState and a list of states, as Get Journey returns it.",
  example:
    '{"initial": "entry", "states": {"entry": {"meta": {"type": "entry"}, "on": {"next": "done"}}, "done": {"meta": {"type": "exit"}}}}',
});

const initialState = text({
  label: "Initial State",
  comments: "The first step of the journey: the ID of one of the States.",
  example: "entry",
});

const entryRules = json("createJourney", "definition.entryRules", {
  label: "Entry Rules",
  comments:
    "The number of times a profile can enter: type is ONCE, MULTIPLE or RE_ENTRY_AFTER_EXIT. Optionally, concurrency has enabled and a concurrencyKey.",
  example: '{"type": "ONCE"}',
});

const exitRules = json("createJourney", "definition.exitRules", {
  label: "Exit Rules",
  comments:
    "The rules by which a profile leaves early: enabled, rules, and optionally the relatedDestinations to send to. Each rule has the type EXIT_RULE, a key, enabled, concurrencyEnabled and an exitType: EVENT_PERFORMED with a condition, or AUDIENCE_MEMBERSHIP_CHANGE with an audienceId.",
  example:
    '{"enabled": true, "rules": [{"type": "EXIT_RULE", "exitType": "AUDIENCE_MEMBERSHIP_CHANGE", "audienceId": "aud_4GmXr8TzNcQ6vWbJ2hYkLd", "enabled": true, "concurrencyEnabled": false, "key": {"id": "bought", "name": "Bought after all"}}]}',
});

const statesTexts = {
  label: "States",
  comments:
    "The steps of the journey, as a list. Each has a type (EVENT_ENTRY, AUDIENCE_ENTRY, DESTINATION, SIMPLE_DELAY, EVENT_SPLIT, CONDITION_SPLIT, RANDOM_SPLIT or EXIT), a key with an ID, and the fields of its type. Transitions name the next step by the ID in its key.",
  example:
    '[{"type": "EVENT_ENTRY", "key": {"id": "entry"}, "condition": "event(\'Checkout Left\').count() >= 1", "transitions": [{"next": "done"}]}, {"type": "EXIT", "key": {"id": "done"}}]',
};

const parts = {
  initialState,
  entryRules,
  exitRules,
  states: json("createJourney", "definition.states", statesTexts),
};

type Params = Record<string, unknown>;

/**
 * Returns the definition from Definition, or from the inputs of its parts.
 * @throws an input error if both are set, or if a required input is empty; it names all of them.
 */
function readDefinition(params: Params): CreateArgs["definition"] {
  const { definition } = params;
  const labels = (fields: Record<string, { label: string }>, isSet: boolean) =>
    Object.entries(fields)
      .filter(([key]) => (params[key] !== undefined) === isSet)
      .map(([, { label }]) => label)
      .join(", ");
  const isGiven = isRecord(definition);
  const extra = isGiven && labels(parts, true);
  if (extra) throw inputError(extra, "nothing, since Definition is set", "a value");
  const needed = {
    ...(!(isGiven && "initial" in definition) && { description: descriptionText }),
    ...(!isGiven && parts),
  };
  const missing = labels(needed, false);
  if (missing) {
    const reason = isGiven ? "has initialState" : "is empty";
    throw inputError(missing, `a value, since Definition ${reason}`, "nothing");
  }
  return (
    isGiven ? definition : Object.fromEntries(Object.keys(parts).map((key) => [key, params[key]]))
  ) as CreateArgs["definition"];
}

/** The description of a new journey, which only the form with `initial` makes optional. */
export const description: InputGroup<CreateArgs["description"]> = {
  inputs: { description: descriptionText },
  async gather(_step, params) {
    readDefinition(params);
    return params.description as CreateArgs["description"];
  },
};

/** The definition of a new journey: one object in either form, or its parts. */
export const definition: InputGroup<CreateArgs["definition"]> = {
  inputs: { definition: whole, ...parts },
  gather: async (_step, params) => readDefinition(params),
};

/** The steps of an existing journey: a list, or an object with the steps by their IDs. */
export const newStates = required(
  json("replaceStepsForJourney", "states", {
    ...statesTexts,
    comments: `${statesTexts.comments} For a journey that was created with initial, an object with the steps by their IDs.`,
  }),
);

const firstState = (inputs: InputGroup<unknown>["inputs"], isList: boolean) => ({
  inputs,
  gather: async (_step: unknown, params: Params) =>
    Array.isArray(params.states) === isList ? (params.initialState as string) : undefined,
});

/** The first step, under its name beside a list of steps. */
export const newInitialState = firstState({ initialState: required(initialState) }, true);

/** The first step, under its name beside steps by their IDs. It has no input of its own. */
export const newInitial = firstState({}, false);
