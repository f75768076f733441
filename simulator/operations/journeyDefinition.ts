import { invalid } from "../contract/errors";
import type {
  JourneyDefinition,
  JourneyDestination,
  JourneyState,
  KeyedJourneyDefinition,
  Space,
} from "../state/space";
import type { Workspace } from "../state/workspace";
import { findMetadata } from "./lookup";

const ENTRIES = ["EVENT_ENTRY", "AUDIENCE_ENTRY"];

type AnyDefinition = JourneyDefinition | KeyedJourneyDefinition;

/** Returns true for a definition with its states by their IDs. */
export const isKeyed = (definition: AnyDefinition): definition is KeyedJourneyDefinition =>
  "initial" in definition;

/**
 * Returns the states of a journey that have destinations, including those of its exit rules. States by
 * their IDs have none that Segment describes.
 */
export function sendingStates(definition: AnyDefinition): JourneyState[] {
  if (isKeyed(definition)) return [];
  const { states, exitRules } = definition;
  return [...states, ...(exitRules.relatedDestinations ?? [])].filter(
    ({ destinations }) => destinations !== undefined,
  );
}

/**
 * Throws 422 if the states are not connected, or refer to audiences, destinations or actions that do not
 * exist. `field` is the prefix of the definition's fields in the body.
 */
export function checkDefinition(
  definition: AnyDefinition,
  field: string,
  space: Space,
  workspace: Workspace,
): void {
  if (isKeyed(definition)) {
    checkKeyed(definition, field);
    return;
  }
  const { initialState, states, exitRules } = definition;
  const ids = states.map(({ key }) => key.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw invalid(`${field}states`, `state ${twice} is listed twice`);
  const initial = states.find(({ key }) => key.id === initialState);
  if (initial === undefined || !ENTRIES.includes(initial.type)) {
    throw invalid(
      `${field}initialState`,
      `${field}initialState ${initialState} is not an entry state`,
    );
  }
  for (const [index, state] of states.entries()) {
    const at = `${field}states[${index}].`;
    checkTransitions(state, ids, at);
    checkAudience(state, at, space);
    checkDestinations(state.destinations ?? [], at, workspace);
  }
  for (const [index, rule] of exitRules.rules.entries()) {
    checkAudience(rule, `${field}exitRules.rules[${index}].`, space);
  }
  for (const [index, state] of (exitRules.relatedDestinations ?? []).entries()) {
    const at = `${field}exitRules.relatedDestinations[${index}].`;
    checkDestinations(state.destinations ?? [], at, workspace);
  }
}

function checkKeyed({ initial, states }: KeyedJourneyDefinition, field: string): void {
  if (!Object.hasOwn(states, initial)) {
    throw invalid(`${field}initial`, `${field}initial ${initial} is not a state of this journey`);
  }
  for (const [id, state] of Object.entries(states)) {
    for (const [name, next] of Object.entries(nextStates(state))) {
      const at = `${field}states.${id}.on.${name}`;
      if (!Object.hasOwn(states, next)) {
        throw invalid(at, `${at} ${next} is not a state of this journey`);
      }
    }
  }
}

/** The IDs of the states that follow one of the states by their IDs, by the name of the transition. */
function nextStates({ on }: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(on ?? {}).filter((entry): entry is [string, string] => {
      return typeof entry[1] === "string";
    }),
  );
}

/** Returns the first state and all states of a definition in the form of a list. */
export function listStates(
  definition: AnyDefinition,
): Pick<JourneyDefinition, "initialState" | "states"> {
  if (!isKeyed(definition)) return definition;
  const states = Object.entries(definition.states).map(([id, state]) => {
    const { type, name } = (state.meta ?? {}) as Record<string, unknown>;
    return {
      type: String(type).toUpperCase(),
      key: { id, ...(typeof name === "string" && { name }) },
      transitions: Object.values(nextStates(state)).map((next) => ({ next })),
    };
  });
  return { initialState: definition.initial, states };
}

/** Throws 422 for an unknown destination of the workspace, or an unknown action of that destination. */
export function checkDestinations(
  destinations: JourneyDestination[],
  field: string,
  workspace: Workspace,
): void {
  for (const [index, { destinationId: id, activations }] of destinations.entries()) {
    const at = `${field}destinations[${index}]`;
    const destination = workspace.destinations.get(id);
    if (destination === undefined) {
      const name = `${at}.destinationId`;
      throw invalid(name, `${name} ${id} is not a destination of this workspace`);
    }
    const { actions, name } = findMetadata("destinations", destination.metadataId);
    for (const [number, { actionDefinition }] of activations.entries()) {
      const path = `${at}.activations[${number}].actionDefinition.actionId`;
      if (!actions.some(({ id }) => id === actionDefinition.actionId)) {
        throw invalid(path, `${path} ${actionDefinition.actionId} is not an action of ${name}`);
      }
    }
  }
}

function checkTransitions({ type, transitions = [] }: JourneyState, ids: string[], field: string) {
  for (const [index, { next }] of transitions.entries()) {
    const at = `${field}transitions[${index}].next`;
    if (!ids.includes(next)) throw invalid(at, `${at} ${next} is not a state of this journey`);
  }
  const sum = transitions.reduce((total, { percentage = 0 }) => total + percentage, 0);
  // Three thirds do not add up to exactly 100.
  if (type === "RANDOM_SPLIT" && Math.abs(sum - 100) > 0.1) {
    const at = `${field}transitions`;
    throw invalid(at, `the percentages of ${at} add up to ${sum}, not to 100`);
  }
}

function checkAudience({ audienceId }: { audienceId?: string }, field: string, space: Space): void {
  if (audienceId === undefined || space.audiences.get(audienceId) !== undefined) return;
  const at = `${field}audienceId`;
  throw invalid(at, `${at} ${audienceId} is not an audience of this space`);
}
