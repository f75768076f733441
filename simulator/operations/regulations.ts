import { invalid, notFound } from "../contract/errors";
import type { Regulation } from "../state/regulations";
import type { Workspace } from "../state/workspace";
import { requireAtMost, requireEntries } from "./checks";
import type { ApiRequest, Handlers } from "./handler";
import { listData, page } from "./lists";
import { findMetadata, findSource } from "./lookup";

interface Filter {
  status?: string;
  regulationTypes?: string[];
}

interface Progress {
  status: string;
  createdAt: string;
  finishedAt?: string;
}

const MOST_SUBJECTS = 5000;
/** The start and the end of a regulation, in milliseconds after its creation. */
const RUNNING_AFTER = 10_000;
const FINISHED_AFTER = 60_000;

/** Deletions and suppressions of the workspace or a source. Their status depends on the time. */
export const regulations: Handlers = {
  createWorkspaceRegulation: (request, workspace) => create(request, workspace),
  createSourceRegulation(request, workspace) {
    return create(request, workspace, findSource(request.params.sourceId, workspace).id);
  },
  createCloudSourceRegulation(request, workspace) {
    const source = findSource(request.params.sourceId, workspace);
    if (!findMetadata("sources", source.metadataId).isCloudEventSource) {
      throw invalid("sourceId", `source ${source.id} is not a cloud source`);
    }
    return create(request, workspace, source.id);
  },
  listWorkspaceRegulations(request, workspace) {
    const found = workspace.regulations.all.filter(({ sourceId }) => sourceId === undefined);
    return listData(request, "regulations", filterRegulations(found, request), (one) =>
      listView(one, request.now),
    );
  },
  listRegulationsFromSource(request, workspace) {
    const { id } = findSource(request.params.sourceId, workspace);
    const found = workspace.regulations.all.filter(({ sourceId }) => sourceId === id);
    const scope = `${request.operationId}/${id}`;
    // The contract accepts a page parameter but has no pagination in the response.
    const { items } = page(filterRegulations(found, request), request.query.pagination, scope);
    return { regulations: items.map((one) => listView(one, request.now)) };
  },
  getRegulation({ params, now }, workspace) {
    const { regulateId = "" } = params;
    const regulation = workspace.regulations.get(regulateId);
    if (regulation === undefined) throw notFound("regulation", regulateId);
    const { status, ...times } = progress(regulation, now);
    return {
      regulation: {
        id: regulation.id,
        workspaceId: workspace.id,
        overallStatus: status,
        ...times,
        streamStatus: streams(regulation, now, workspace),
      },
    };
  },
  listSuppressions: (request, workspace) =>
    listData(request, "suppressed", suppressions(workspace.regulations.all)),
};

function create({ body, now }: ApiRequest, { ids, regulations }: Workspace, sourceId?: string) {
  const { regulationType, subjectType, subjectIds } = body as {
    regulationType: string;
    subjectType: string;
    subjectIds: string[];
  };
  const subjects = requireAtMost(
    "subjectIds",
    MOST_SUBJECTS,
    requireEntries("subjectIds", subjectIds),
  );
  const { id } = regulations.put({
    id: ids.next(),
    regulationType,
    subjectType,
    subjects,
    createdAt: now,
    ...(sourceId === undefined ? {} : { sourceId }),
  });
  return { regulateId: id };
}

function progress({ createdAt }: Regulation, now: number): Progress {
  const age = now - createdAt;
  const times = { createdAt: new Date(createdAt).toISOString() };
  if (age < RUNNING_AFTER) return { status: "INITIALIZED", ...times };
  if (age < FINISHED_AFTER) return { status: "RUNNING", ...times };
  const finishedAt = new Date(createdAt + FINISHED_AFTER).toISOString();
  return { status: "FINISHED", ...times, finishedAt };
}

function filterRegulations(all: Regulation[], { query, now }: ApiRequest): Regulation[] {
  const { status, regulationTypes } = query as Filter;
  return all.filter(
    (one) =>
      (status === undefined || progress(one, now).status === status) &&
      (regulationTypes === undefined || regulationTypes.includes(one.regulationType)),
  );
}

function listView(regulation: Regulation, now: number): unknown {
  const { id, regulationType, subjectType, subjects } = regulation;
  return { id, regulationType, subjectType, subjects, ...progress(regulation, now) };
}

/** The status of a regulation in each of its sources and their destinations. */
function streams(regulation: Regulation, now: number, { sources, destinations }: Workspace) {
  const { status, finishedAt = "" } = progress(regulation, now);
  const { sourceId } = regulation;
  const ids = sourceId === undefined ? sources.all.map(({ id }) => id) : [sourceId];
  return ids.map((id) => ({
    id,
    destinationStatus: destinations.all
      .filter((one) => one.sourceId === id)
      .map(({ id, name }) => ({ id, name, status, errString: "", finishedAt })),
  }));
}

/** Returns the users suppressed in the workspace and not unsuppressed since, by their last suppression. */
function suppressions(all: Regulation[]): { subjectType: string; subjectIds: string[] }[] {
  let found: { subjectType: string; subjectIds: string[] }[] = [];
  for (const { regulationType, subjectType, subjects, sourceId } of all) {
    const suppresses = regulationType.startsWith("SUPPRESS");
    if (sourceId !== undefined || !(suppresses || regulationType === "UNSUPPRESS")) continue;
    const these = new Set(subjects);
    found = found.map((entry) =>
      entry.subjectType === subjectType
        ? { subjectType, subjectIds: entry.subjectIds.filter((id) => !these.has(id)) }
        : entry,
    );
    if (suppresses) found.push({ subjectType, subjectIds: [...these] });
  }
  return found.filter(({ subjectIds }) => subjectIds.length > 0);
}
