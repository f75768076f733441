import { EXIT } from "../../cli";
import { Refusal } from "../../cli/errors";
import { nearHint } from "../../cli/near";
import { oneLine } from "../../src/values/oneLine";
import { checkIntegration } from "../check";
import type { BuiltComponent } from "../component";
import { findUsedKeys } from "../config/uses";
import type { Flow, Integration } from "../format/integration";
import { readSource } from "../format/source";
import { findTrigger } from "../run/componentTrigger";
import { Interrupted } from "../run/interruption";
import { formatCount } from "../run/summary";
import type { CommandContext, FlowCommand } from "./context";
import { checkDeploymentOptions, deployAndRun } from "./deploy";
import { checkTraceFile, readConfig, readPayload, readText } from "./files";
import { prepareConfiguration } from "./prepare";
import { runOnce } from "./runOnce";

export type { CommandContext, FlowCommand };

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
  const { component } = context;
  const integration = await readIntegration(command.file, component);
  const flow = findFlow(integration, command);
  const payload = command.payload ? await readPayload(command.payload) : undefined;
  const trigger = payload === undefined ? findTrigger(flow, component) : undefined;
  checkDeploymentOptions(command, trigger);
  const given = command.config ? await readConfig(command.config, context.env) : {};
  if (command.trace) await checkTraceFile(command.trace);
  const workspaces = await context.open(findUsedKeys(integration, component));
  let code: number | undefined;
  try {
    const { write } = context;
    write(`${integration.name}, ${flow.name}: on ${workspaces.title}`);
    const { region } = command;
    const { env, choose } = context;
    const configVars = await prepareConfiguration({
      integration,
      component,
      given,
      region,
      workspaces,
      env,
      choose,
      write,
    });
    const prepared = { command, context, integration, flow, configVars };
    code = trigger
      ? await deployAndRun(prepared, trigger, workspaces)
      : await runOnce(prepared, payload ?? {});
    return code;
  } finally {
    if (code !== EXIT.stopped) await workspaces.close();
  }
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
