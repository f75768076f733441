import { EXIT } from "../../cli";
import { Refusal } from "../../cli/errors";
import { nearHint } from "../../cli/near";
import { secretsIn } from "../../src/http/secretsIn";
import { oneLine } from "../../src/values/oneLine";
import { checkIntegration } from "../check";
import type { BuiltComponent } from "../component";
import { silentLogger } from "../component/logger";
import { ConfigurationError, type ConfigurationRequest, fillInConfiguration } from "../config";
import type { Flow, Integration } from "../format/integration";
import { readSource } from "../format/source";
import { type RunResult, runFlow } from "../run";
import type { RunEvent } from "../run/events";
import { createInterruption, Interrupted, type Interruption } from "../run/interruption";
import { watchRequests } from "../run/requests";
import { createSummary, formatCount, formatSummary } from "../run/summary";
import { createTrace } from "../trace";
import { createHider, findConnectionSecrets } from "../trace/secrets";
import { safeView } from "../view/safe";
import { createStopReport } from "../view/stopReport";
import type { View } from "../view/view";
import type { Workspaces } from "../workspaces";
import { checkTraceFile, readConfig, readPayload, readText, writeTrace } from "./files";

/** The input of a run from the command line. */
export interface FlowCommand {
  /** The YAML file of the integration. */
  file: string;
  /** The name of the flow; optional if the file has one flow. */
  flow?: string;
  /** A JSON file with the body of the request that triggers the flow. */
  payload?: string;
  /** A JSON file with the values of config variables by name. */
  config?: string;
  region?: string;
  /** The file for the trace. */
  trace?: string;
}

/** The environment of a run. */
export interface CommandContext {
  component: BuiltComponent;
  /**
   * Opens the workspaces after the file has passed its check. A stopped run leaves them open, so
   * that late requests of its step reach nothing else.
   */
  open(): Promise<Workspaces>;
  env: NodeJS.ProcessEnv;
  write(line: string): void;
  /** Writes errors; `write` is used if it is absent. */
  complain?(line: string): void;
  /** False omits the duration of the run, for a record that is the same after every run. */
  timed?: boolean;
  /** @param steps the names of the top-level steps of the flow, first its trigger. */
  view(hide: (text: string) => string, steps: readonly string[]): View;
  /**
   * Asks for a choice.
   * @throws Interrupted to run nothing.
   */
  choose?: ConfigurationRequest["choose"];
  /** Receives the interruption of the run. */
  onInterruption?(interruption: Interruption): void;
}

/**
 * Checks a flow, fills in its configuration, runs it and reports the result.
 * @returns the exit code.
 */
export async function carryOut(command: FlowCommand, given: CommandContext): Promise<number> {
  const write = makeLineSafe(given.write);
  const complain = makeLineSafe(given.complain ?? given.write);
  try {
    return await checkAndRun(command, { ...given, write, complain });
  } catch (error) {
    if (error instanceof Interrupted) {
      complain("Stopped: nothing was run.");
      return EXIT.stopped;
    }
    if (!(error instanceof Refusal)) throw error;
    for (const line of error.lines) complain(line);
    return EXIT.refused;
  }
}

/** Makes lines safe to print: they contain names from Segment and text from files. */
const makeLineSafe =
  (write: (line: string) => void) =>
  (line: string): void =>
    write(oneLine(line));

async function checkAndRun(command: FlowCommand, context: CommandContext): Promise<number> {
  const integration = await readIntegration(command.file, context.component);
  const flow = findFlow(integration, command);
  const payload = command.payload ? await readPayload(command.payload) : {};
  const given = command.config ? await readConfig(command.config, context.env) : {};
  if (command.trace) await checkTraceFile(command.trace);
  const workspaces = await context.open();
  let code: number | undefined;
  try {
    code = await runFlowIn(workspaces, { command, context, integration, flow, payload, given });
    return code;
  } finally {
    if (code !== EXIT.stopped) await workspaces.close();
  }
}

interface PreparedRun {
  command: FlowCommand;
  context: CommandContext;
  integration: Integration;
  flow: Flow;
  payload: unknown;
  given: Record<string, unknown>;
}

async function runFlowIn(workspaces: Workspaces, prepared: PreparedRun): Promise<number> {
  const { command, context, integration, flow, payload, given } = prepared;
  const { component, write } = context;
  write(`${integration.name}, ${flow.name}: on ${workspaces.title}`);
  const executionId = `local-${Date.now().toString(36)}`;
  const configVars = await fillInConfiguration({
    integration,
    component,
    given,
    region: command.region,
    connectionFields: (name, region) => {
      const fields = workspaces.connectionFields(region);
      if (fields || name in given) return fields;
      throw new ConfigurationError(describeMissingFields(name, context.env));
    },
    choose: context.choose,
    context: { logger: silentLogger, executionId },
    say: (line) => write(`  ${line}`),
  }).catch((error: unknown) => {
    if (error instanceof ConfigurationError) throw new Refusal(...explainConfigurationError(error));
    throw error;
  });
  const hider = createHider([
    ...findConnectionSecrets(integration, component, configVars),
    ...secretsIn(configVars),
    ...secretsIn(payload),
  ]);
  const steps = flow.steps.map(({ name }) => name);
  const view = safeView(context.view(hider.text, steps.map(oneLine)));
  const requests = watchRequests();
  const interruption = createInterruption(requests, () => view.stopping());
  context.onInterruption?.(interruption);
  const summary = createSummary();
  const stopReport = createStopReport(steps, (action) => isReadOnly(component, action));
  // A trace keeps all inputs and results in memory.
  const trace = command.trace ? createTrace(hider) : undefined;
  const watch = (event: RunEvent) => {
    summary.watch(event);
    trace?.watch(event);
    stopReport.watch(event);
    view.watch(event);
  };
  let result: RunResult;
  try {
    result = await runFlow({
      integration,
      flow,
      component,
      configVars,
      payload,
      executionId,
      requests,
      interruption,
      watch,
    });
  } finally {
    await view.end();
    requests.restore();
  }
  if (command.trace && trace) {
    const content = () => ({
      integration: integration.name,
      flow: flow.name,
      ...trace.report(result),
    });
    await writeTrace(command.trace, content, context.complain ?? write);
  }
  if (result.state === "stopped") {
    for (const line of stopReport.lines()) write(line);
  }
  write(formatSummary(summary, context.timed));
  return EXIT[result.state];
}

const isReadOnly = ({ key, actions }: BuiltComponent, action: string): boolean =>
  actions[action.slice(key.length + 1)]?.performSafety === "SAFE";

function describeMissingFields(connection: string, env: NodeJS.ProcessEnv): string {
  const missing = ["SEGMENT_TOKEN", "SEGMENT_WORKSPACE"].filter((name) => !env[name]);
  return `--live: ${connection}: expected ${missing.join(" and ")} in the environment, or the connection's fields in a --config file`;
}

async function readIntegration(file: string, component: BuiltComponent): Promise<Integration> {
  const text = await readText(file, "The flow");
  const source = readSource(text);
  const { integration, problems } = checkIntegration(source, component);
  if (integration && problems.length === 0) return integration;
  const lines = problems.map(({ line, message }) => `${file}:${line}: ${message}`);
  throw new Refusal(...lines, `${formatCount(problems.length, "problem")}; nothing was run`);
}

function findFlow(integration: Integration, { file, flow: name }: FlowCommand): Flow {
  const names = integration.flows.map((flow) => flow.name);
  const [only] = integration.flows;
  if (name === undefined && only && names.length === 1) return only;
  const found = integration.flows.find((flow) => flow.name === name);
  if (found) return found;
  const there = names.map((one) => `"${one}"`).join(", ");
  if (name === undefined)
    throw new Refusal(`--flow: expected one of the ${names.length} flows of ${file}: ${there}`);
  const near = nearHint(name, names) || ".";
  throw new Refusal(`--flow: ${file} has no flow "${name}"${near} Its flows: ${there}`);
}

/** The most choices that are listed for a missing choice. */
const SHOWN_CHOICES = 20;

function explainConfigurationError({ message, choices }: ConfigurationError): string[] {
  const shown = choices.slice(0, SHOWN_CHOICES).map(({ label, key }) => `    ${label}  (${key})`);
  const more = choices.length - shown.length;
  return [
    message.startsWith("--") ? message : `--config: ${message}`,
    ...(choices.length > 0 ? ["  Its choices, by label or key in a --config file:"] : []),
    ...shown,
    ...(more > 0 ? [`    and ${more} more`] : []),
    "nothing was run",
  ];
}
