/**
 * An integration in the platform's low-code format, as its designer exports and imports it
 * (definitionVersion 7): spectral's `serverTypes/integration` and Prismatic's published examples.
 */
export interface Integration {
  definitionVersion: 7;
  name: string;
  description?: string;
  documentation?: string;
  category?: string;
  requiredConfigVars?: ConfigVar[];
  configPages?: ConfigPage[];
  flows: Flow[];
}

/** What a customer fills in. */
export interface ConfigVar {
  /** Its name; steps refer to it by this. */
  key: string;
  dataType: ConfigVarType;
  description?: string;
  defaultValue?: string;
  /** The choices of a picklist without a data source. */
  pickList?: string[];
  collectionType?: "valuelist" | "keyvaluelist";
  codeLanguage?: string;
  /** Of a connection. */
  connection?: ComponentReference;
  /** Where the choices or the form come from. */
  dataSource?: ComponentReference;
  /** Of a connection: its fields; of a data source: its inputs. */
  inputs?: Inputs;
}

export type ConfigVarType =
  | "string"
  | "boolean"
  | "number"
  | "date"
  | "timestamp"
  | "picklist"
  | "schedule"
  | "code"
  | "connection"
  | "jsonForm"
  | "objectSelection"
  | "objectFieldMap";

/** A page of the configuration wizard. */
interface ConfigPage {
  name: string;
  tagline?: string;
  elements: { type: "configVar" | "htmlElement"; value: string }[];
}

/** One action, trigger, connection or data source of a component. */
export interface ComponentReference {
  key: string;
  component: { key: string; isPublic: boolean; version: number | "LATEST" };
}

/** A trigger and the steps that follow it. */
export interface Flow {
  name: string;
  description?: string;
  isSynchronous?: boolean;
  endpointSecurityType?: string;
  steps: Step[];
}

/** One step; the first of a flow is its trigger. */
export interface Step {
  name: string;
  description?: string;
  isTrigger?: boolean;
  action: ComponentReference;
  inputs?: Inputs;
  /** Of a loop. */
  steps?: Step[];
  /** Of a branch. */
  branches?: Branch[];
  errorConfig?: ErrorConfig;
  /** Of a schedule trigger. */
  schedule?: { type: string; value: string; meta?: Record<string, unknown> };
}

/** One way on from a branch step. */
interface Branch {
  name: string;
  steps: Step[];
}

/** What happens when a step fails; the run fails where there is none. */
export interface ErrorConfig {
  errorHandlerType: "fail" | "ignore" | "retry";
  /** Attempts after the first, 0 to 5. */
  maxAttempts?: number;
  /** Seconds between attempts, 0 to 60. */
  delaySeconds?: number;
  usesExponentialBackoff?: boolean;
  /** Goes on after the last attempt as if the error were ignored. */
  ignoreFinalError?: boolean;
}

export type Inputs = Record<string, Input>;

/** Where the value of an input comes from. */
export type Input =
  | { type: "value"; value: string }
  /** A path into the results of an earlier step, `createSource.results.data.source.id`. */
  | { type: "reference"; value: string }
  /** The name of a config variable; empty for none. */
  | { type: "configVar"; value: string }
  /** Text with `{{$step.results.path}}` and `{{#Config Variable}}`. */
  | { type: "template"; value: string }
  /** A list, a list of keys and values, or the conditions of a branch. */
  | { type: "complex"; value: ComplexItem[] };

/** An entry of a complex input; `name` makes it one of keys and values. */
export type ComplexItem =
  | (Input & { name?: string | Input })
  | { name: string; type: "complex"; value: Condition };

/** `["and", ...conditions]`, `["or", ...]` or `[operator, term, term]`. */
export type Condition = [string, ...(Condition | Input)[]];
