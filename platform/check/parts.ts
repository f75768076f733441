import type { Path } from "../format/source";

/**
 * What can be read of a file, and where each part stands. What is not of the format is left out, or
 * is `undefined` where its absence would mean something else; the check of the structure reports it.
 */
export interface IntegrationPart {
  variables: VariablePart[];
  pages: PagePart[];
  flows: FlowPart[];
}

export interface VariablePart {
  path: Path;
  key: string;
  dataType: string;
  defaultValue: string;
  pickList?: string[];
  collectionType?: string;
  codeLanguage?: string;
  scheduleType?: string;
  connection?: ReferencePart;
  dataSource?: ReferencePart;
  /** A connection that the organization keeps. */
  isScoped: boolean;
  /** It has a connection or a data source, of whatever form. */
  isSourced: boolean;
  inputs: InputParts;
}

export interface PagePart {
  path: Path;
  name: string;
  /** The config variables on it, by name. */
  elements: { path: Path; value: string }[];
}

export interface ReferencePart {
  path: Path;
  key: string;
  component: string;
  isPublic: boolean;
}

export interface FlowPart {
  path: Path;
  name: string;
  steps: StepPart[];
}

export interface StepPart {
  path: Path;
  name: string;
  isTrigger: boolean;
  hasErrorConfig: boolean;
  action?: ReferencePart;
  inputs: InputParts;
  steps?: StepPart[];
  branches?: BranchPart[];
  schedule?: { path: Path; type: string; value: string; scheduleType: string };
}

interface BranchPart {
  path: Path;
  name: string;
  steps: StepPart[];
}

/** By key; `undefined` for one that is not of the format. */
export type InputParts = ReadonlyMap<string, InputPart | undefined>;

/** An input, an item of a complex one, or a term of a condition. */
export type InputPart = {
  path: Path;
  /** Of an item: its name as text or as an input of its own. */
  name?: string | InputPart;
} & (
  | { type: "value" | "reference" | "configVar" | "template"; value: string }
  | { type: "complex"; value: unknown[] }
);

type Raw = Record<string, unknown>;

/** Reads what is of the format. */
export function readParts(data: unknown): IntegrationPart {
  const raw = record(data);
  return {
    variables: entries(raw.requiredConfigVars, ["requiredConfigVars"], readVariable),
    pages: entries(raw.configPages, ["configPages"], readPage),
    flows: entries(raw.flows, ["flows"], readFlow),
  };
}

function readVariable(raw: Raw, path: Path): VariablePart {
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

function readPage(raw: Raw, path: Path): PagePart {
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

function readReference(data: unknown, path: Path): ReferencePart | undefined {
  const { key, component } = record(data);
  const { key: componentKey, isPublic } = record(component);
  if (typeof key !== "string" || typeof componentKey !== "string") return undefined;
  if (typeof isPublic !== "boolean") return undefined;
  return { path, key, component: componentKey, isPublic };
}

const readFlow = (raw: Raw, path: Path): FlowPart => ({
  path,
  name: text(raw.name) ?? "",
  steps: entries(raw.steps, [...path, "steps"], readStep),
});

function readStep(raw: Raw, path: Path): StepPart {
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

const readBranch = (raw: Raw, path: Path): BranchPart => ({
  path,
  name: text(raw.name) ?? "",
  steps: entries(raw.steps, [...path, "steps"], readStep),
});

const readInputs = (data: unknown, path: Path): InputParts =>
  new Map(
    Object.entries(record(data)).map(([key, input]) => [key, readInput(input, [...path, key])]),
  );

/** Reads an input, an item or a term; nothing where it is not of the format. */
export function readInput(data: unknown, path: Path): InputPart | undefined {
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

/** The entries of a list that are keys and values, each with where it stands. */
function entries<Part>(data: unknown, path: Path, read: (raw: Raw, path: Path) => Part): Part[] {
  if (!Array.isArray(data)) return [];
  return data.flatMap((entry, index) =>
    typeof entry === "object" && entry !== null ? [read(record(entry), [...path, index])] : [],
  );
}
