import type { Operations } from "../contract/operations";
import { inputError } from "../values/inputError";
import { json, required, text } from "./fields";
import type { InputGroup } from "./inputGroup";

type Definition = Operations["createJourney"]["args"]["definition"];

/** The description of a new journey, which a definition with `initial` makes optional. */
export const description = text({
  label: "Description",
  comments: "A note on the purpose of the journey. Optional if Definition has initial.",
  example: "Sends a coupon to users who left the checkout.",
});

const whole = json("createJourney", "definition", {
  label: "Definition",
  comments:
    "The whole journey, instead of Initial State, Entry Rules, Exit Rules and States: initial and states by ID, or initialState and a list of states.",
  example: '{"initial": "entry", "states": {"entry": {"meta": {"type": "entry"}}}}',
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

const partNames = Object.keys(parts) as (keyof typeof parts)[];

/**
 * The definition of a new journey: one object in either form, or its parts. Refuses both and neither by
 * the labels of the parts, and an empty description unless the definition has `initial`.
 */
export const definition: InputGroup<Definition> = {
  inputs: { definition: whole, ...parts },
  async gather(_step, params) {
    const given = params.definition as Definition | undefined;
    const wrong = partNames.filter(
      (name) => (params[name] === undefined) === (given === undefined),
    );
    if (wrong.length > 0) {
      const labels = wrong.map((name) => parts[name].label).join(", ");
      throw inputError(labels, "values either here or in Definition", given ? "both" : "neither");
    }
    const built = Object.fromEntries(partNames.map((name) => [name, params[name]]));
    const sent = given ?? (built as Definition);
    if (!("initial" in sent)) required(description).clean(params.description);
    return sent;
  },
};

/** The steps of an existing journey: a list, or an object with the steps by their IDs. */
export const newStates = required(
  json("replaceStepsForJourney", "states", {
    ...statesTexts,
    comments: `${statesTexts.comments} If the journey has initial, an object of steps by ID.`,
  }),
);

const firstState = (inputs: InputGroup<unknown>["inputs"], isList: boolean) => ({
  inputs,
  gather: async (_step: unknown, params: Record<string, unknown>) =>
    Array.isArray(params.states) === isList ? (params.initialState as string) : undefined,
});

/** The first step, under its name beside a list of steps. */
export const newInitialState = firstState({ initialState: required(initialState) }, true);

/** The first step, under its name beside steps by their IDs. It has no input of its own. */
export const newInitial = firstState({}, false);
