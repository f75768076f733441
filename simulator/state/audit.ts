import type { Operation } from "../contract/contract";
import type { ApiRequest } from "../operations/handler";
import { Ids } from "./ids";
import type { Workspace } from "./workspace";

/** An entry of the audit trail. */
export interface AuditEvent {
  id: string;
  timestamp: string;
  type: string;
  actor: string;
  actorEmail?: string;
  resourceId: string;
  resourceType: string;
  resourceName: string;
}

interface Resource {
  id: string;
  type: string;
  name: string;
}

/** They write, but change nothing. */
const QUESTIONS = new Set([
  "batchQueryMessagingSubscriptionsForSpace",
  "createAudiencePreview",
  "createDownload",
  "createValidationInWarehouse",
  "previewDestinationFilter",
]);

/** Who did what in a workspace. */
export class AuditTrail {
  private readonly events: AuditEvent[] = [];
  private readonly resources = new Map<string, Resource>();
  private readonly ids: Ids;

  /** Its ids are a stream of their own: those of the workspace stay what they are without it. */
  constructor(seed: number) {
    this.ids = new Ids(seed);
  }

  get newestFirst(): AuditEvent[] {
    return this.events.toReversed();
  }

  /** Notes what a request did. */
  note({ operationId, path }: Operation, request: ApiRequest, data: unknown, by: Workspace): void {
    const found = resourceOf(path, request, data) ?? {
      id: by.id,
      type: "WORKSPACE",
      name: by.name,
    };
    const before = this.resources.get(found.id);
    // A resource is called what it was first called; an answer to a deletion names nothing.
    const resource = {
      id: found.id,
      type: before?.type ?? found.type,
      name: found.name || before?.name || "",
    };
    this.resources.set(resource.id, resource);
    const actor = by.users.all[0];
    this.events.push({
      id: this.ids.next(),
      timestamp: new Date(request.now).toISOString(),
      type: typeOf(operationId),
      actor: actor?.id ?? "",
      ...(actor === undefined ? {} : { actorEmail: actor.email }),
      resourceId: resource.id,
      resourceType: resource.type,
      resourceName: resource.name,
    });
  }
}

/** Whether an operation that was carried out belongs in the audit trail. */
export function isChange({ operationId, method }: Operation): boolean {
  return method.toLowerCase() !== "get" && !QUESTIONS.has(operationId);
}

/** `addSourceToTrackingPlan` is "Source Added". */
function typeOf(operationId: string): string {
  const [verb = "", ...words] = operationId.match(/^[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+/g) ?? [];
  const end = words.findIndex((word, index) => index > 0 && /^(By|For|From|In|To)$/.test(word));
  const past = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}${verb.endsWith("e") ? "d" : "ed"}`;
  return [...words.slice(0, end < 0 ? undefined : end), past].join(" ");
}

/** The object in the answer, or else the last one in the path; undefined when there is neither. */
function resourceOf(path: string, { params }: ApiRequest, data: unknown): Resource | undefined {
  const inPath = resourceInPath(path, params);
  for (const [key, value] of Object.entries(data ?? {})) {
    if (!isObject(value) || typeof value.id !== "string") continue;
    const type = value.id === inPath?.id ? inPath.type : constantCase(key);
    return { id: value.id, type, name: nameIn(value) };
  }
  return inPath;
}

function resourceInPath(path: string, params: Record<string, string>): Resource | undefined {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const param = names.findLast((name) => /^id$|Id$/.test(name));
  const id = param === undefined ? names.map((name) => params[name]).join(":") : params[param];
  if (id === undefined || id === "") return undefined;
  const before =
    path
      .split(`/{${param ?? names[0]}}`)[0]
      ?.split("/")
      .at(-1) ?? "";
  const kind = /.Id$/.test(param ?? "") ? param?.slice(0, -2) : before.replace(/s$/, "");
  return { id, type: constantCase(kind ?? ""), name: "" };
}

function nameIn(value: Record<string, unknown>): string {
  const names = [value.name, value.displayName, value.title, value.slug];
  return String(names.find((name) => typeof name === "string" && name !== "") ?? "");
}

function constantCase(name: string): string {
  return name
    .replaceAll("-", "_")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toUpperCase();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
