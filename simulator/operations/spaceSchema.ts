import { notFound } from "../contract/errors";
import { hash } from "../state/ids";
import type { Space } from "../state/space";
import {
  type Entity,
  entities,
  type SeenEvent,
  type SeenTrait,
  sampleValues,
  seenEvents,
  seenTraits,
  type ValueKind,
} from "../state/spaceSchema";
import type { Workspace } from "../state/workspace";
import type { ApiRequest, Handlers } from "./handler";
import { listData, sortBy } from "./lists";
import { findSpace } from "./lookup";

interface ListQuery {
  sortBy?: string;
  sortDir?: "asc" | "desc";
  search?: string;
  collection?: "accounts" | "users";
  includeSampleValues?: boolean;
  samplesCount?: number;
}

const HOUR = 3_600_000;
const SAMPLES = 20;

/** Invented entities, events and traits of a space, and the traits of its audiences and computed traits. */
export const spaceSchema: Handlers = {
  listEntityPaths(request, workspace) {
    findSpace(request, workspace);
    const found = searchBy(entities, request, ({ name, slug }) => `${name} ${slug}`);
    return listData(request, "entityPaths", found, pathView);
  },
  listPropertiesFromEntity(request, workspace) {
    const { slug, properties } = findEntity(request, workspace);
    return withoutPrevious(
      listData(request, "entityProperties", properties, ({ kind, ...rest }) => ({
        ...rest,
        ...addSamples(request, `${slug}/${rest.name}`, kind),
      })),
    );
  },
  listSampleValuesFromEntityProperty(request, workspace) {
    const { slug, properties } = findEntity(request, workspace);
    const name = request.params.propertyName ?? "";
    const { kind } = findIn("property", name, properties, (one) => one.name === name);
    return { sampleValues: sampleValues(`${slug}/${name}`, kind, SAMPLES) };
  },
  listEvents(request, workspace) {
    findSpace(request, workspace);
    const all = searchBy(seenEvents, request, ({ name }) => name).map(({ name, type }) => {
      return { name, type, lastSeenAt: lastSeen(name, request) };
    });
    return listData(request, "events", sortRequested(all, request, "lastSeenAt", "desc"));
  },
  listPropertiesFromEvent(request, workspace) {
    const event = findEvent(request, workspace);
    const all = searchBy(event.properties, request, ({ name }) => name).map(
      ({ name, type, kind }) => {
        const of = `${event.name}/${type}/${name}`;
        const lastSeenAt = lastSeen(of, request);
        return { name, type, eventName: event.name, lastSeenAt, ...addSamples(request, of, kind) };
      },
    );
    return listData(request, "eventProperties", sortRequested(all, request, "lastSeenAt", "desc"));
  },
  listSampleValuesFromEventProperty(request, workspace) {
    const event = findEvent(request, workspace);
    const name = request.params.propertyName ?? "";
    const type = request.query.propertyType;
    const { kind } = findIn(
      "property",
      name,
      event.properties,
      (one) => one.name === name && one.type === type,
    );
    return { sampleValues: sampleValues(`${event.name}/${type}/${name}`, kind, SAMPLES) };
  },
  listTraits(request, workspace) {
    const all = searchBy(listTraits(request, workspace), request, ({ trait }) => trait).map(
      ({ trait, type, kind }) => {
        const lastSeenAt = lastSeen(trait, request);
        return { trait, type, lastSeenAt, ...addSamples(request, trait, kind) };
      },
    );
    return withoutPrevious(
      listData(request, "traits", sortRequested(all, request, "trait", "asc")),
    );
  },
  listSampleValuesFromTrait(request, workspace) {
    const key = request.params.traitKey ?? "";
    const { kind } = findIn(
      "trait",
      key,
      listTraits(request, workspace),
      (one) => one.trait === key,
    );
    return { sampleValues: sampleValues(key, kind, SAMPLES) };
  },
};

function findEntity(request: ApiRequest, workspace: Workspace): Entity {
  findSpace(request, workspace);
  const slug = request.params.entitySlug ?? "";
  return findIn("entity", slug, entities, (one) => one.slug === slug);
}

function findEvent(request: ApiRequest, workspace: Workspace): SeenEvent {
  findSpace(request, workspace);
  const name = request.params.eventName ?? "";
  return findIn("event", name, seenEvents, (one) => one.name === name);
}

function findIn<T>(what: string, id: string, all: T[], matches: (one: T) => boolean): T {
  const one = all.find(matches);
  if (one === undefined) throw notFound(what, id);
  return one;
}

/** The traits of every space, and those of its computed traits and audiences. */
function listTraits(request: ApiRequest, workspace: Workspace): SeenTrait[] {
  const { collection = "users" } = request.query as ListQuery;
  return [...seenTraits[collection], ...computedTraits(findSpace(request, workspace), collection)];
}

function computedTraits(space: Space, collection: "accounts" | "users"): SeenTrait[] {
  const ofAccounts = collection === "accounts";
  const traits = space.computedTraits.all
    .filter(({ definition }) => (definition.type === "ACCOUNTS") === ofAccounts)
    .map(({ key }) => ({ trait: key, type: "COMPUTED" as const, kind: "count" as const }));
  const audiences = space.audiences.all
    .filter(({ audienceType }) => (audienceType === "ACCOUNTS") === ofAccounts)
    .map(({ key }) => ({ trait: key, type: "AUDIENCE" as const, kind: "flag" as const }));
  return [...traits, ...audiences];
}

function pathView({ slug, name, path }: Entity): unknown {
  const children = entities.filter(
    (other) => other.path.length === path.length + 1 && other.path.join().startsWith(path.join()),
  );
  return {
    id: `path_${path.join("_")}`,
    entityName: name,
    pathName: ["Profile", ...entities.filter((one) => leadsTo(one, path)).map(nameOf)].join(" > "),
    entitySlug: slug,
    relationshipSlugs: path,
    childRelationshipSlugs: children.map((child) => child.path.at(-1)),
    parentRelationshipSlugPath: path.slice(0, -1).join("."),
  };
}

function leadsTo({ path }: Entity, end: string[]): boolean {
  return path.every((step, index) => end[index] === step);
}

function nameOf({ name }: Entity): string {
  return name;
}

function searchBy<T>(all: T[], { query }: ApiRequest, text: (one: T) => string): T[] {
  const wanted = ((query as ListQuery).search ?? "").toLowerCase();
  return all.filter((one) => text(one).toLowerCase().includes(wanted));
}

function sortRequested<T extends { lastSeenAt: string }>(
  all: T[],
  { query }: ApiRequest,
  defaultKey: string,
  defaultDirection: string,
): T[] {
  const { sortBy: by = defaultKey, sortDir: direction = defaultDirection } = query as ListQuery;
  const value = (one: T) => String(Object.entries(one).find(([name]) => name === by)?.[1]);
  return sortBy(all, value, direction === "asc");
}

function addSamples({ query }: ApiRequest, of: string, kind: ValueKind): { samples?: string[] } {
  const { includeSampleValues = false, samplesCount = SAMPLES } = query as ListQuery;
  return includeSampleValues ? { samples: sampleValues(of, kind, Math.floor(samplesCount)) } : {};
}

/** Within the last ten days, on the hour, so that the order of a list is stable. */
function lastSeen(of: string, { now }: ApiRequest): string {
  const hours = hash(of) % 240;
  return new Date(Math.floor(now / HOUR - hours) * HOUR).toISOString();
}

/** These lists have no cursor to the previous page. */
function withoutPrevious(response: Record<string, unknown>): Record<string, unknown> {
  const { previous: _, ...pagination } = response.pagination as { previous?: string };
  return { ...response, pagination };
}
