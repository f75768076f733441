import { invalid, notFound } from "../contract/errors";
import { parseExact, writeExact } from "../contract/exact";
import type {
  Journey,
  JourneyDefinition,
  JourneyDestination,
  JourneyState,
  JourneyVersion,
  KeyedJourneyDefinition,
} from "../state/space";
import type { Workspace } from "../state/workspace";
import { requireText } from "./checks";
import { type ApiRequest, type Handlers, Success } from "./handler";
import { journeyAnalytics } from "./journeyAnalytics";
import { checkDefinition, checkDestinations, isKeyed, sendingStates } from "./journeyDefinition";
import { findSpace } from "./lookup";
import { stampCreation, stampUpdate } from "./stamps";

type AnyDefinition = JourneyDefinition | KeyedJourneyDefinition;

interface CreateJourney {
  name: string;
  description?: string;
  definition: AnyDefinition;
}

interface AnalyticsQuery {
  version: number;
  fromDate: string;
  toDate?: string;
}

interface StateDestinations {
  stateDestinations: { stateId: string; destinations: JourneyDestination[] }[];
}

type Status = JourneyVersion["status"];

/** The status changes of a version, by action. */
const ACTIONS: Record<string, { to: Status; from: Status[] }> = {
  PUBLISH: { to: "PUBLISHED", from: ["DRAFT", "ENTRY_PAUSED", "PUBLISHED"] },
  PAUSE_ENTRY: { to: "ENTRY_PAUSED", from: ["PUBLISHED", "ENTRY_PAUSED"] },
  ARCHIVE: { to: "ARCHIVED", from: ["DRAFT", "PUBLISHED", "ENTRY_PAUSED", "ARCHIVED"] },
};

/** The journeys of a space and their versions. At most one version is open for entry. */
export const journeys: Handlers = {
  createJourney(request, workspace) {
    const { definition, description = "", name } = request.body as CreateJourney;
    requireText("name", name);
    const signature = stampCreation(request, workspace);
    const id = workspace.ids.next();
    const empty = { id, name, description, ...signature, count: 0, versions: [] };
    const journey = addVersion(empty, definition, "definition.", request, workspace);
    return isKeyed(definition) ? new Success(200, { journey }) : { journey };
  },
  getJourney(request, workspace) {
    const journey = findJourney(request, workspace);
    const { id, versions, count, ...shown } = journey;
    const { openedAt, closedAt, ...version } = latest(journey);
    return { journey: { containerId: id, ...shown, version } };
  },
  removeJourneyFromSpace(request, workspace) {
    const journey = findJourney(request, workspace);
    const removed = findVersion(journey, request.query.version as number);
    const versions = journey.versions.filter((one) => one !== removed);
    const kept = findSpace(request, workspace).journeys;
    if (versions.length === 0) kept.delete(journey.id);
    else kept.put({ ...journey, versions });
    return { status: "SUCCESS" };
  },
  getJourneyAnalytics(request, workspace) {
    const { version, fromDate, toDate } = request.query as unknown as AnalyticsQuery;
    const found = findVersion(findJourney(request, workspace), version);
    const from = Date.parse(fromDate);
    const to = toDate === undefined ? request.now : Date.parse(toDate);
    if (toDate !== undefined && to <= from) {
      throw invalid("toDate", "toDate must be after fromDate");
    }
    return { journeyAnalytics: journeyAnalytics(found, from, Math.min(to, request.now)) };
  },
  updateDestinationsForJourney(request, workspace) {
    const journey = findJourney(request, workspace);
    const version = parseExact(writeExact(latest(journey))) as JourneyVersion;
    const { stateDestinations } = request.body as StateDestinations;
    const states = stateDestinations.map(({ stateId, destinations }, index) => {
      const field = `stateDestinations[${index}]`;
      const state = sendingStates(version.definition).find(({ key }) => key.id === stateId);
      if (state === undefined) {
        throw invalid(`${field}.stateId`, `${field}.stateId ${stateId} has no destinations`);
      }
      checkDestinations(destinations, `${field}.`, workspace);
      state.destinations = destinations;
      return state;
    });
    giveIds(states, workspace);
    store(journey, { ...version, ...stampUpdate(request, workspace) }, request, workspace);
    return { containerId: journey.id, version: version.version, destinations: states };
  },
  updateStatusForJourney(request, workspace) {
    const journey = findJourney(request, workspace);
    const { version, action } = request.body as { version: number; action: string };
    const found = findVersion(journey, version);
    const step = ACTIONS[action];
    if (step === undefined || !step.from.includes(found.status)) {
      throw invalid(
        "action",
        `${action} is not possible for a version with status ${found.status}`,
      );
    }
    const moved = withStatus(found, step.to, request, workspace);
    const alone =
      step.to === "PUBLISHED" ? withoutOther(journey, found, request, workspace) : journey;
    store(alone, moved, request, workspace);
    return { containerId: journey.id, version, status: moved.status };
  },
  replaceStepsForJourney(request, workspace) {
    const journey = findJourney(request, workspace);
    const steps = request.body as AnyDefinition;
    const { definition: old } = latest(journey);
    if (isKeyed(old) !== isKeyed(steps)) {
      const [needed, name] = isKeyed(old)
        ? ["initial", "initialState"]
        : ["initialState", "initial"];
      throw invalid(name, `${name} is not a field of this journey, which has ${needed}`);
    }
    const definition = { ...old, ...steps } as AnyDefinition;
    return addVersion(journey, definition, "", request, workspace);
  },
};

function findJourney(request: ApiRequest, workspace: Workspace): Journey {
  const id = request.params.containerId ?? "";
  const journey = findSpace(request, workspace).journeys.get(id);
  if (journey === undefined) throw notFound("journey", id);
  return journey;
}

function latest({ id, versions }: Journey): JourneyVersion {
  const version = versions.at(-1);
  if (version === undefined) throw notFound("version of journey", id);
  return version;
}

function findVersion({ id, versions }: Journey, number: number): JourneyVersion {
  const found = versions.find(({ version }) => version === number);
  if (found === undefined) throw invalid("version", `journey ${id} has no version ${number}`);
  return found;
}

/** Checks a definition and adds it as a draft. `field` is the prefix of its fields in the body. */
function addVersion(
  journey: Journey,
  definition: AnyDefinition,
  field: string,
  request: ApiRequest,
  workspace: Workspace,
): { containerId: string; versionNumber: number } {
  const space = findSpace(request, workspace);
  checkDefinition(definition, field, space, workspace);
  giveIds(sendingStates(definition), workspace);
  const version = journey.count + 1;
  const draft: JourneyVersion = {
    id: workspace.ids.next(),
    version,
    status: "DRAFT",
    definition,
    ...stampCreation(request, workspace),
  };
  space.journeys.put({
    ...journey,
    ...stampUpdate(request, workspace),
    count: version,
    versions: [...journey.versions, draft],
  });
  return { containerId: journey.id, versionNumber: version };
}

function giveIds(states: JourneyState[], workspace: Workspace): void {
  for (const activation of states.flatMap(({ destinations = [] }) =>
    destinations.flatMap(({ activations }) => activations),
  )) {
    activation.id ??= workspace.ids.next();
    activation.actionDefinition.id ??= workspace.ids.next();
  }
}

function withStatus(
  version: JourneyVersion,
  status: Status,
  request: ApiRequest,
  workspace: Workspace,
): JourneyVersion {
  if (version.status === status) return version;
  const { closedAt: _, ...rest } = version;
  const times =
    status === "PUBLISHED"
      ? { openedAt: version.openedAt ?? request.now }
      : { closedAt: version.closedAt ?? request.now };
  return { ...rest, ...times, status, ...stampUpdate(request, workspace) };
}

/** Returns the journey with every other open version archived. */
function withoutOther(
  journey: Journey,
  kept: JourneyVersion,
  request: ApiRequest,
  workspace: Workspace,
): Journey {
  const versions = journey.versions.map((one) =>
    one.id === kept.id || !["PUBLISHED", "ENTRY_PAUSED"].includes(one.status)
      ? one
      : withStatus(one, "ARCHIVED", request, workspace),
  );
  return { ...journey, versions };
}

function store(
  journey: Journey,
  version: JourneyVersion,
  request: ApiRequest,
  workspace: Workspace,
): void {
  const versions = journey.versions.map((one) => (one.id === version.id ? version : one));
  const stored = { ...journey, ...stampUpdate(request, workspace), versions };
  findSpace(request, workspace).journeys.put(stored);
}
