import { notFound } from "../errors";
import type { Handlers } from "../handler";
import type { SegmentFunction } from "../state";
import { crud } from "./crud";

interface CreateFunction {
  code: string;
  settings?: unknown[];
  displayName: string;
  logoUrl?: string;
  resourceType: string;
  description?: string;
}

const PREFIXES: Record<string, string> = {
  SOURCE: "sfnc",
  DESTINATION: "dfnc",
  INSERT_SOURCE: "ifns",
  INSERT_DESTINATION: "ifnd",
  INSERT_TRANSFORMATION: "ifnt",
};

/** What a list shows of a function; its code and settings are not among it. */
const LISTED = [
  "id",
  "resourceType",
  "createdAt",
  "createdBy",
  "displayName",
  "description",
  "logoUrl",
  "catalogId",
] as const;

const basics = crud<SegmentFunction>({
  operations: {
    list: "listFunctions",
    get: "getFunction",
    create: "createFunction",
    update: "updateFunction",
    remove: "deleteFunction",
  },
  label: "function",
  param: "functionId",
  item: "function",
  items: "functions",
  collection: (workspace) => workspace.functions,
  scope: ({ query }) => {
    const { resourceType } = query;
    return (one) => resourceType === undefined || one.resourceType === resourceType;
  },
  listView: (one) => Object.fromEntries(LISTED.map((field) => [field, one[field]])),
  create({ body, now }, workspace) {
    const {
      resourceType,
      settings = [],
      description = "",
      logoUrl = "",
      ...rest
    } = body as CreateFunction;
    const catalogId = workspace.ids.next();
    return {
      ...rest,
      id: `${PREFIXES[resourceType]}_${workspace.ids.next()}`,
      resourceType,
      settings,
      description,
      logoUrl,
      catalogId,
      createdAt: new Date(now).toISOString(),
      createdBy: workspace.users.all[0]?.id ?? "",
      deployedAt: null,
      previewWebhookUrl: resourceType === "SOURCE" ? `https://fn.example.com/${catalogId}` : "",
      batchMaxCount: 0,
      isLatestVersion: true,
    };
  },
  update: (current, { body }) => ({ ...current, ...(body as Partial<SegmentFunction>) }),
});

/** Functions. Their code is kept, never run. */
export const functions: Handlers = {
  ...basics,
  createFunctionDeployment({ params, now }, workspace) {
    const id = params.functionId ?? "";
    const found = workspace.functions.get(id);
    if (found === undefined) throw notFound("function", id);
    workspace.functions.put({ ...found, deployedAt: new Date(now).toISOString() });
    return { functionDeployment: { status: "SUCCESS" } };
  },
};
