/**
 * The messages between the page, the server and the engines of the workbench. All are JSON: the page and
 * the server speak HTTP, the server and an engine speak through Node's channel between processes.
 */

import type { StepCost, StepPlace, StepState } from "../platform/run/events";

/** The kinds of things in a component that the workbench can run. */
export type StepKind = "action" | "trigger" | "dataSource";

/** A choice of an input with a fixed list. */
export interface Choice {
  label: string;
  value: string;
}

/** An input, as the component declares it. */
export interface InputDescription {
  key: string;
  label: string;
  /** A type of spectral, such as `string`, `code` or `connection`. */
  type: string;
  /** `valuelist` or `keyvaluelist` for an input of several values. */
  collection?: string;
  comments?: string;
  example?: string;
  placeholder?: string;
  required: boolean;
  /** The value of a new form. */
  default?: unknown;
  /** The choices of a fixed list. */
  model?: Choice[];
  /** The key of the data source that gives the choices. */
  dataSource?: string;
  /** The language of a code input. */
  language?: string;
}

/** An action, a trigger or a data source of the component. */
export interface StepDescription {
  kind: StepKind;
  key: string;
  label: string;
  description: string;
  /** The page of the reference that describes it, or a name for its kind. */
  group: string;
  inputs: InputDescription[];
  /** False for a step that only reads. */
  changes: boolean;
  /** The request of a step that is one operation, such as `POST /sources`. */
  route?: string;
  /** The feature that the plan of the workspace must have for the request. */
  feature?: string;
  examplePayload?: unknown;
  /** The address of its reference in the workbench, such as `/docs/reference/sources.md#createSource`. */
  reference?: string;
  /** The page about it in the documentation of the API, as its reference names it. */
  documentation?: { label: string; url: string };
  /** The JSON schema of the result. */
  outputSchema?: unknown;
  /** Of a data source: `picklist`, `jsonForm`, `objectFieldMap`... */
  dataSourceType?: string;
  /** True for a trigger that runs on a schedule and keeps a state. */
  isPolling?: boolean;
}

/** A connection that the component declares. */
export interface ConnectionDescription {
  key: string;
  label: string;
  comments?: string;
  inputs: InputDescription[];
}

/** The component that the workbench shows. */
export interface ComponentDescription {
  key: string;
  label: string;
  description: string;
  category?: string;
  /** A data URL. */
  icon?: string;
  connections: ConnectionDescription[];
  steps: StepDescription[];
  /** The paths of the API, for the path of a raw request. Empty if the package has no contract. */
  routes: string[];
  /** True if a simulated workspace is available. */
  hasSimulator: boolean;
  /** True if the package has documents. */
  hasDocuments?: boolean;
}

/** The workspace of a run: the simulated one, or the user's own. */
export type WorkspaceName = "simulated" | "own";

/** The values of a connection. */
export interface ConnectionValues {
  /** The key of the connection in the component. */
  key: string;
  fields: Record<string, string>;
}

/** The request that a trigger receives. */
export interface TriggerRequest {
  headers: Record<string, string>;
  body: string;
}

/** The call of a step. */
export interface StepCall {
  kind: StepKind;
  key: string;
  /** Values by the key of the input. An absent input has its default. */
  inputs: Record<string, unknown>;
  /** For a trigger. */
  request?: TriggerRequest;
  /** The state that a polling trigger kept after its last run. */
  instanceState?: Record<string, unknown>;
}

/** A request to run a step. */
export interface RunRequest extends StepCall {
  workspace: WorkspaceName;
  /** True if the user agreed to a change in a workspace of their own. */
  confirmed?: boolean;
}

/** A body of a request or a response: the start of it, if it is long. */
export interface RecordedBody {
  text: string;
  /** The size of the whole body in bytes. */
  bytes: number;
}

/** A request that a step sent. */
export interface SentRequest {
  /** 1, 2, 3 and so on in the run. */
  id: number;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: RecordedBody;
  /** True if its bodies are not recorded: `fetch` hands them on without a way to see them. */
  omitsBodies?: true;
  /** 1 for the first request of its method and address, 2 for its first retry. */
  attempt: number;
  /** Milliseconds since the end of the attempt before. */
  waitMs?: number;
  /** Milliseconds since the start of the run. */
  startedMs: number;
  /** The id of the step of a flow in whose time it was sent. */
  step?: number;
}

/** The end of a request. */
export interface RequestOutcome {
  id: number;
  ms: number;
  status?: number;
  headers?: Record<string, string>;
  body?: RecordedBody;
  /** The failure of a request without a response. */
  failure?: string;
}

/** An error of a step. */
export interface RunError {
  message: string;
  /** The messages about one input, by its key. */
  inputs: Record<string, string>;
}

/** A part of a result that is left out: the end of a list, an object or a text, or what lies too deep. */
export interface Omission {
  /** The place in the result, such as `data.sources` or `data.rows[3].text`. */
  path: string;
  /** The number of items or fields that are left out. */
  items?: number;
  /** The number of characters that are left out. */
  characters?: number;
}

/** The end of a step. */
export interface RunOutcome {
  /**
   * `stopped` if the run was stopped before the step had finished. A step that finishes despite the stop,
   * because it needed no further request, is `done` or `failed`.
   */
  state: "done" | "failed" | "stopped";
  ms: number;
  /** The result: `{ data }` of an action, `{ result }` of a data source, `{ payload }` of a trigger. */
  result?: unknown;
  /** The size of the whole result as JSON, in bytes, if parts of it are left out. */
  omittedBytes?: number;
  /** The parts of the result that are left out, if it was too long to show. At most 100. */
  omitted?: Omission[];
  error?: RunError;
  /** The state that a polling trigger keeps for its next run. */
  instanceState?: Record<string, unknown>;
  /** Of a flow: the lines at its end, the last of which has the numbers of steps and requests. */
  report?: string[];
}

/** A value of a step of a flow, pruned like a result. */
export interface ShownValue extends Pick<RunOutcome, "omitted" | "omittedBytes"> {
  value: unknown;
}

/** The end of a step of a flow. */
export interface FlowStepOutcome extends StepCost {
  state: StepState;
  /** A short result, or the reason of a failure. */
  detail: string;
  /** The values of its inputs, as references were resolved. */
  inputs?: ShownValue;
  result?: ShownValue;
  /** True if it failed by itself, and not with a step in it. */
  hasFailed: boolean;
}

/** An event of a step of a flow. */
export type FlowStepEvent =
  | { type: "began"; place: StepPlace }
  /** The error handler of the step retries it after a wait. */
  | { type: "again"; id: number; attempt: number; waitMs: number; message: string }
  | { type: "ended"; id: number; outcome: FlowStepOutcome };

/** An event that the simulated workspace received from a run, or a reason for dropping it. */
export interface ReceivedEvent {
  region: string;
  source?: string;
  event: unknown;
  dropped?: string;
}

/** A part of a deployment, with the events of a run of its own. */
export interface DeploymentPart {
  /** 1, 2, 3 and so on in the deployment. */
  id: number;
  /** The creation and the removal of what the trigger needs, and the requests and polls between them. */
  kind: "create" | "request" | "poll" | "remove";
  /** 1, 2, 3 and so on among the requests and polls. */
  number?: number;
  /** In milliseconds since 1970. */
  startedAt: number;
  /** Of a request: its headers and its body as the trigger gets them. */
  received?: ShownValue;
}

/** A deployed flow that receives requests or polls. */
export interface DeployedFlow {
  /** The address on this machine, for a trigger that receives requests. */
  url?: string;
  /** The source whose events the trigger listens for, if it has one. */
  sourceId?: string;
  /** Of a polling trigger: the schedule of the flow, and true if it is followed here. */
  schedule?: { text: string; isFollowed: boolean };
}

/** The response to a sample that was sent to a deployed flow. */
export interface SentSample {
  /** False if the flow will not run for it. */
  isTaken: boolean;
  /** What became of it, in a sentence. */
  text: string;
}

/** A line of the response to a run. */
export type RunEvent =
  | { type: "started"; run: string }
  | { type: "request"; request: SentRequest }
  | { type: "response"; outcome: RequestOutcome }
  /** `step` is the id of a step of a flow. */
  | { type: "log"; level: string; text: string; step?: number }
  /** Of a flow. */
  | { type: "step"; event: FlowStepEvent }
  /**
   * The numbers of requests and log lines left out so far. Each run shows its first and last ones. The
   * message replaces the one before it.
   */
  | { type: "omitted"; requests: number; lines: number }
  /** Of a deployment: a part of it begins. */
  | { type: "partBegan"; part: DeploymentPart }
  /** Of a deployment: an event of a part, `ended` last. */
  | { type: "part"; id: number; event: RunEvent }
  /** Of a deployment: the trigger is deployed. */
  | { type: "deployed"; deployed: DeployedFlow }
  /** The number of steps in rounds of a flow that are left out so far. */
  | { type: "omittedSteps"; steps: number }
  | { type: "ended"; outcome: RunOutcome }
  /** The events that the simulated workspace received; before `ended`. `omitted` counts those in the middle. */
  | { type: "received"; events: ReceivedEvent[]; omitted?: number }
  | { type: "heartbeat" };

/** The requests that a fault meets: none, the first of each method and path, or all. */
export type FaultScope = "off" | "first" | "all";

/** The faults that the simulated workspace can show. */
export const FAULTS = ["rateLimit", "serverError", "slow", "lostResponse"] as const;

/** The faults of the simulated workspace. */
export type Faults = Record<(typeof FAULTS)[number], FaultScope>;

/** The workspaces that are available. */
export interface WorkspaceStatus {
  /** Undefined if the component has no simulator. */
  simulated?: { name: string; faults: Faults };
  /** Undefined until the user has connected. No secret is in it. */
  own?: { name: string };
}

/** A line of the stream of changes. */
export type Change =
  /** The component was built again. `error` says why it cannot be loaded. */
  | { type: "component"; error?: string }
  /** The workspaces changed, for example because an engine ended. */
  | { type: "workspaces"; status: WorkspaceStatus }
  | { type: "heartbeat" };

/** A step of a flow, as it is drawn. */
export interface FlowBox {
  /** Its place in the file, such as `0.2.steps.1`. */
  id: string;
  /** Unique in its flow, if the flow has no problems. */
  name: string;
  /** The action, such as `segment.createSource`. */
  action: string;
  /** The name of the action. */
  label: string;
  /** The step of the component that it is. */
  uses?: Pick<StepDescription, "kind" | "key">;
  description?: string;
  /** The first line of the step, from 1. */
  line: number;
  /** The last line of the step with all that is in it. */
  endLine: number;
  isTrigger: boolean;
  /** Its handling of a failure in words. Without it, the flow fails. */
  errorHandler?: string;
  /** The steps of a loop. */
  steps?: FlowBox[];
  /** All branches, also empty ones. */
  branches?: { name: string; line: number; steps: FlowBox[] }[];
}

/** One flow of a file. */
export interface FlowDescription {
  name: string;
  description?: string;
  boxes: FlowBox[];
  /** The number of its steps at all depths. */
  steps: number;
}

/** A flow file as the check finds it. */
export interface FlowFileDescription {
  /** The name of the integration. */
  title: string;
  description?: string;
  flows: FlowDescription[];
  /** The lines of `npm run flow`, without the name of the file. Empty if it can run. */
  problems: { line: number; message: string }[];
}

/** A flow file of the package, in the list. */
export interface FlowSummary extends Pick<FlowFileDescription, "title" | "description"> {
  /** The name of the file without its extension. */
  name: string;
  steps: number;
  /** The names of its steps at all depths, once each. */
  stepNames: string[];
  problems: number;
}

/** A flow file of the package. */
export interface FlowFile {
  name: string;
  text: string;
  described: FlowFileDescription;
  /** The text of its sample payload. */
  payload?: string;
  /** The text of the sample values of its config variables. */
  config?: string;
}

/** A request to run a flow in the simulated workspace. */
export interface FlowCall {
  /** The YAML. */
  text: string;
  /** The name of the flow in the file. */
  flow: string;
  /** JSON text, or empty for `{}`. */
  payload: string;
  /** JSON text of the values of config variables by name, or empty. */
  config: string;
}

/** The body of an error response. */
export interface Problem {
  error: string;
}

/** The header of each request to the server that carries the token of the workbench. */
export const TOKEN_HEADER = "x-workbench-token";

/** The path of the document that shows the form of a data source. */
export const FORM_PATH = "/form";

/** The first message to an engine. */
export interface EngineSetup {
  /** The built component. */
  file: string;
  /** The simulator to which the hosts of Segment lead. */
  simulator?: { port: number; ca: string };
  /** The connection of the steps. */
  connection?: ConnectionValues;
  /** The connection of the steps by region, for the simulated workspace. */
  byRegion?: Record<string, ConnectionValues>;
}

/** A message to an engine. */
export type EngineCommand =
  | { type: "load"; setup: EngineSetup }
  /** Loads the component again. */
  | { type: "reload" }
  /** Fills the simulated workspace with a small shop. */
  | { type: "fill" }
  | { type: "run"; run: string; call: StepCall }
  | { type: "runFlow"; run: string; call: FlowCall }
  | { type: "deployFlow"; run: string; call: FlowCall }
  /** `ask` is repeated in the message of the outcome. */
  | { type: "poll"; ask: number; run: string }
  | { type: "send"; ask: number; run: string; body: string }
  /** `ask` is repeated in the message that describes the flow. */
  | { type: "describeFlow"; ask: number; text: string }
  | { type: "stop"; run: string };

/** The part of the component's description that an engine knows. */
export interface LoadedComponent
  extends Pick<
    ComponentDescription,
    "key" | "label" | "description" | "category" | "connections" | "icon"
  > {
  steps: Omit<StepDescription, "group" | "route" | "feature" | "reference" | "documentation">[];
}

/** A message of an engine. */
export type EngineMessage =
  /** The engine has started, and waits for its setup. */
  | { type: "ready" }
  /** The engine ends, because of an error that no run caught. */
  | { type: "crashed"; error: string }
  | { type: "loaded"; component: LoadedComponent }
  | { type: "refused"; error: string }
  | { type: "filled" }
  | { type: "flow"; ask: number; described: FlowFileDescription }
  | { type: "sent"; ask: number; sent: SentSample }
  | { type: "run"; run: string; event: RunEvent };
