import { hash } from "../state/ids";
import type { JourneyState, JourneyVersion } from "../state/space";
import { listStates } from "./journeyDefinition";

interface Analytics {
  total: number;
  unique: number;
}

interface Flow {
  from?: JourneyState;
  to: JourneyState;
  count: number;
}

const HOUR = 3_600_000;

/**
 * Returns invented numbers of a version between two times, in milliseconds since 1970. The same request
 * gives the same numbers. No more people leave a state than enter it, and everyone who entered has
 * completed, exited or is in progress.
 */
export function journeyAnalytics(version: JourneyVersion, from: number, to: number): unknown {
  const { id, definition, openedAt, closedAt } = version;
  const start = Math.max(from, openedAt ?? to);
  const hours = Math.max(0, (Math.min(to, closedAt ?? to) - start) / HOUR);
  const entered = Math.floor(hours * (5 + (hash(id) % 40)));
  const flows = deriveFlows(version, entered);
  const completed = flows
    .filter(({ to }) => to.type === "EXIT")
    .reduce((sum, { count }) => sum + count, 0);
  const { entryRules, exitRules } = definition;
  const hasRules = Array.isArray(exitRules?.rules) && exitRules.rules.length > 0;
  const exited = hasRules ? Math.floor((entered - completed) / 4) : 0;
  const once = /^once$/i.test(String(entryRules?.type));
  const counted = (total: number): Analytics => ({
    total,
    unique: once ? total : Math.ceil(total * 0.8),
  });
  return {
    topLevelAnalytics: {
      entered: counted(entered),
      completed: counted(completed),
      inProgress: counted(entered - completed - exited),
      exited: counted(exited),
    },
    stepLevelAnalytics: flows.map(({ from, to, count }) => ({
      ...(from === undefined ? {} : { from: from.key }),
      to: to.key,
      analytics: counted(count),
    })),
  };
}

/** Follows each state once from the entry. People who come back in a loop are not counted again. */
function deriveFlows({ definition }: JourneyVersion, entered: number): Flow[] {
  const { initialState, states } = listStates(definition);
  const byId = new Map(states.map((state) => [state.key.id, state]));
  const first = byId.get(initialState);
  if (first === undefined) return [];
  const flows: Flow[] = [{ to: first, count: entered }];
  const done = new Set<JourneyState>();
  for (const { to: from } of flows) {
    if (done.has(from)) continue;
    done.add(from);
    const arrived = flows.filter(({ to }) => to === from);
    const came = arrived.reduce((sum, { count }) => sum + count, 0);
    for (const { next, count } of splitFlow(from, came)) {
      const to = byId.get(next);
      if (to !== undefined) flows.push({ from, to, count });
    }
  }
  return flows;
}

function splitFlow(
  { type, transitions = [] }: JourneyState,
  came: number,
): { next: string; count: number }[] {
  // A tenth of the people in a delay are still waiting.
  let left = type === "SIMPLE_DELAY" ? Math.floor(came * 0.9) : came;
  const all = left;
  return transitions.map(({ next, percentage = 100 / transitions.length }, index) => {
    const last = index === transitions.length - 1;
    const count = last ? left : Math.min(left, Math.floor((all * percentage) / 100));
    left -= count;
    return { next, count };
  });
}
