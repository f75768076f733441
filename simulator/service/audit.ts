import type { Operation } from "../contract/contract";
import type { ApiRequest } from "../operations/handler";
import type { AuditedResource } from "../state/auditTrail";
import type { Workspace } from "../state/workspace";

/** Operations that use a writing method but change nothing. */
const WITHOUT_CHANGE = new Set([
  "batchQueryMessagingSubscriptionsForSpace",
  "createAudiencePreview",
  "createDownload",
  "createValidationInWarehouse",
  "previewDestinationFilter",
]);

/** Returns true if the operation changes the workspace, so that the audit trail records it. */
export function isChange({ operationId, method }: Operation): boolean {
  return method.toLowerCase() !== "get" && !WITHOUT_CHANGE.has(operationId);
}

/** Adds a successful request to the audit trail. `data` is that of the response. */
export function recordChange(
  { operationId, path }: Operation,
  request: ApiRequest,
  data: unknown,
  workspace: Workspace,
): void {
  const { id, name, auditTrail, users } = workspace;
  const [actor] = users.all;
  auditTrail.add({
    type: eventType(operationId),
    timestamp: new Date(request.now).toISOString(),
    resource: findResource(path, request, data) ?? { id, type: "WORKSPACE", name },
    ...(actor && { actor }),
  });
}

/** `addSourceToTrackingPlan` is "Source Added". */
function eventType(operationId: string): string {
  const [verb = "", ...words] = operationId.match(/^[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+/g) ?? [];
  const end = words.findIndex((word, index) => index > 0 && /^(By|For|From|In|To)$/.test(word));
  const past = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}${verb.endsWith("e") ? "d" : "ed"}`;
  return [...words.slice(0, end < 0 ? undefined : end), past].join(" ");
}

/** The object in the response, or else the last one in the path. */
function findResource(
  path: string,
  { params }: ApiRequest,
  data: unknown,
): AuditedResource | undefined {
  const inPath = resourceInPath(path, params);
  for (const [key, value] of Object.entries(data ?? {})) {
    if (!isObject(value) || typeof value.id !== "string") continue;
    const type = value.id === inPath?.id ? inPath.type : constantCase(key);
    return { id: value.id, type, name: findName(value) };
  }
  return inPath;
}

function resourceInPath(path: string, params: Record<string, string>): AuditedResource | undefined {
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

function findName(value: Record<string, unknown>): string {
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
