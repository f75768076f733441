import type { Path } from "../format/source";

/**
 * The valid parts of a file and their positions. Invalid parts are absent, or `undefined` if
 * absence would have another meaning. The check of the structure reports them.
 */
export interface IntegrationNode {
  variables: VariableNode[];
  pages: PageNode[];
  flows: FlowNode[];
}

export interface VariableNode {
  path: Path;
  key: string;
  dataType: string;
  defaultValue: string;
  pickList?: string[];
  collectionType?: string;
  codeLanguage?: string;
  scheduleType?: string;
  connection?: ReferenceNode;
  dataSource?: ReferenceNode;
  /** True for a connection that the organization manages. */
  isScoped: boolean;
  /** True if it has a connection or a data source, even an invalid one. */
  isSourced: boolean;
  inputs: InputNodes;
}

export interface PageNode {
  path: Path;
  name: string;
  /** Its config variables, by name. */
  elements: { path: Path; value: string }[];
}

export interface ReferenceNode {
  path: Path;
  key: string;
  component: string;
  isPublic: boolean;
}

export interface FlowNode {
  path: Path;
  name: string;
  steps: StepNode[];
  triggerResolver?: { path: Path; enabled: boolean; batchSize?: number };
}

export interface StepNode {
  path: Path;
  name: string;
  isTrigger: boolean;
  hasErrorConfig: boolean;
  action?: ReferenceNode;
  inputs: InputNodes;
  steps?: StepNode[];
  branches?: BranchNode[];
  schedule?: { path: Path; type: string; value: string; scheduleType: string };
}

interface BranchNode {
  path: Path;
  name: string;
  steps: StepNode[];
}

/** Inputs by key; `undefined` for an invalid one. */
export type InputNodes = ReadonlyMap<string, InputNode | undefined>;

/** An input, an item of a complex input, or a term of a condition. */
export type InputNode = {
  path: Path;
  /** The name of an item, as text or as an input. */
  name?: string | InputNode;
} & (
  | { type: "value" | "reference" | "configVar" | "template"; value: string }
  | { type: "complex"; value: unknown[] }
);

type Raw = Record<string, unknown>;

/** Reads the valid parts of a file. */
export function readNodes(data: unknown): IntegrationNode {
  const raw = record(data);
  return {
    variables: entries(raw.requiredConfigVars, ["requiredConfigVars"], readVariable),
    pages: entries(raw.configPages, ["configPages"], readPage),
    flows: entries(raw.flows, ["flows"], readFlow),
  };
}

function readVariable(raw: Raw, path: Path): VariableNode {
  return {
    path,
    key: text(raw.key) ?? "",
    dataType: text(raw.dataType) ?? "",
    defaultValue: text(raw.defaultValue) ?? "",
    pickList: Array.isArray(raw.pickList)
      ? raw.pickList.filter((entry) => typeof entry === "string")
      : undefined,
    collectionType: text(raw.collectionType),
    codeLanguage: text(raw.codeLanguage),
    scheduleType: text(raw.scheduleType),
    connection: readReference(raw.connection, [...path, "connection"]),
    dataSource: readReference(raw.dataSource, [...path, "dataSource"]),
    isScoped: raw.useScopedConfigVar !== undefined,
    isSourced: raw.connection !== undefined || raw.dataSource !== undefined,
    inputs: readInputs(raw.inputs, [...path, "inputs"]),
  };
}

function readPage(raw: Raw, path: Path): PageNode {
  const elements = entries(raw.elements, [...path, "elements"], (element, at) => ({
    path: [...at, "value"],
    type: element.type,
    value: text(element.value),
  }));
  return {
    path,
    name: text(raw.name) ?? "",
    elements: elements.flatMap(({ path: at, type, value }) =>
      type === "configVar" && value !== undefined ? [{ path: at, value }] : [],
    ),
  };
}

function readReference(data: unknown, path: Path): ReferenceNode | undefined {
  const { key, component } = record(data);
  const { key: componentKey, isPublic } = record(component);
  if (typeof key !== "string" || typeof componentKey !== "string") return undefined;
  if (typeof isPublic !== "boolean") return undefined;
  return { path, key, component: componentKey, isPublic };
}

const readFlow = (raw: Raw, path: Path): FlowNode => ({
  path,
  name: text(raw.name) ?? "",
  steps: entries(raw.steps, [...path, "steps"], readStep),
  triggerResolver: readTriggerResolver(raw.triggerResolver, [...path, "triggerResolver"]),
});

function readTriggerResolver(data: unknown, path: Path): FlowNode["triggerResolver"] {
  if (data === undefined) return undefined;
  const { enabled, batchSize } = record(data);
  return {
    path,
    enabled: enabled === true,
    batchSize: typeof batchSize === "number" ? batchSize : undefined,
  };
}

function readStep(raw: Raw, path: Path): StepNode {
  const { schedule } = raw;
  const { type, value, meta } = record(schedule);
  return {
    path,
    name: text(raw.name) ?? "",
    isTrigger: raw.isTrigger === true,
    hasErrorConfig: raw.errorConfig !== undefined,
    action: readReference(raw.action, [...path, "action"]),
    inputs: readInputs(raw.inputs, [...path, "inputs"]),
    steps: Array.isArray(raw.steps) ? entries(raw.steps, [...path, "steps"], readStep) : undefined,
    branches: Array.isArray(raw.branches)
      ? entries(raw.branches, [...path, "branches"], readBranch)
      : undefined,
    schedule:
      typeof type === "string" && typeof value === "string"
        ? {
            path: [...path, "schedule"],
            type,
            value,
            scheduleType: text(record(meta).scheduleType) ?? "custom",
          }
        : undefined,
  };
}

const readBranch = (raw: Raw, path: Path): BranchNode => ({
  path,
  name: text(raw.name) ?? "",
  steps: entries(raw.steps, [...path, "steps"], readStep),
});

const readInputs = (data: unknown, path: Path): InputNodes =>
  new Map(
    Object.entries(record(data)).map(([key, input]) => [key, readInput(input, [...path, key])]),
  );

/** Reads an input, an item or a term. Returns undefined if it is invalid. */
export function readInput(data: unknown, path: Path): InputNode | undefined {
  const { type, value, name: rawName } = record(data);
  const isNamed = typeof rawName === "object" && rawName !== null;
  const name = isNamed ? readInput(rawName, [...path, "name"]) : text(rawName);
  switch (type) {
    case "value":
      return typeof value === "string" || value === null
        ? { path, name, type, value: value ?? "" }
        : undefined;
    case "reference":
    case "configVar":
    case "template":
      return typeof value === "string" ? { path, name, type, value } : undefined;
    case "complex":
      return Array.isArray(value) ? { path, name, type, value } : undefined;
    default:
      return undefined;
  }
}

const record = (data: unknown): Raw =>
  typeof data === "object" && data !== null && !Array.isArray(data) ? (data as Raw) : {};

const text = (data: unknown): string | undefined => (typeof data === "string" ? data : undefined);

/** Reads the objects in a list, with their positions. */
function entries<Part>(data: unknown, path: Path, read: (raw: Raw, path: Path) => Part): Part[] {
  if (!Array.isArray(data)) return [];
  return data.flatMap((entry, index) =>
    typeof entry === "object" && entry !== null ? [read(record(entry), [...path, index])] : [],
  );
}
