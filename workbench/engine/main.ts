import path from "node:path";
import type { BuiltComponent } from "../../platform/component";
import { readMessage, toError } from "../../platform/run/errors";
import { makeSampleWorkspace } from "../../platform/workspaces/sample";
import { redirectSegmentHosts } from "../../simulator/wire/redirect";
import type {
  EngineCommand,
  EngineMessage,
  EngineSetup,
  FlowCall,
  FlowFileDescription,
  RunEvent,
  SentSample,
  StepCall,
} from "../protocol";
import { describeComponent } from "./describe";
import { watchFetchRequests } from "./fetchRequests";
import { type EngineDeployment, startDeployment } from "./flowDeployment";
import { describeFlowFile } from "./flowDescription";
import { startFlowRun } from "./flowRun";
import { createMask, type Mask } from "./mask";
import { watchHttpRequests } from "./requests";
import { type EngineRun, startRun } from "./run";
import { secretsOf } from "./secrets";
import { endWithParent } from "./watchdog";

/** A component that is loaded, with its connection. */
interface Loaded {
  component: BuiltComponent;
  setup: EngineSetup;
  mask: Mask;
}

let loaded: Loaded | undefined;
const runs = new Map<string, EngineRun>();
const deployments = new Map<string, EngineDeployment>();

const tell = (message: EngineMessage): void => {
  process.send?.(message);
};

/** Loads the file anew, and the files beside it, also if an older build of them is loaded. */
function requireComponent(file: string): BuiltComponent {
  const folder = path.dirname(file) + path.sep;
  for (const name of Object.keys(require.cache)) {
    const isBuilt = name.startsWith(folder) && !name.includes(`${path.sep}node_modules${path.sep}`);
    if (isBuilt) delete require.cache[name];
  }
  const loadedModule = require(file);
  const component = loadedModule?.default ?? loadedModule;
  if (typeof component?.key !== "string" || typeof component.display?.label !== "string") {
    throw new Error(`${path.basename(file)}: expected a component as its export`);
  }
  return { connections: [], actions: {}, triggers: {}, dataSources: {}, ...component };
}

/** Hides the secrets of this engine. A later build may not declare them any more. */
let mask = createMask([]);
const secrets = new Set<string>();

function load(setup: EngineSetup): void {
  try {
    // Before the component is loaded, whose errors may quote anything.
    for (const secret of secretsOf(loaded?.component ?? {}, setup)) secrets.add(secret);
    mask = createMask([...secrets]);
    const component = requireComponent(setup.file);
    if (!loaded && setup.simulator) redirectSegmentHosts(setup.simulator);
    if (!loaded) secrets.clear();
    for (const secret of secretsOf(component, setup)) secrets.add(secret);
    mask = createMask([...secrets]);
    loaded = { component, setup, mask };
    tell({ type: "loaded", component: describeComponent(component, setup.file) });
  } catch (error) {
    tell({ type: "refused", error: mask.text(readMessage(toError(error))) });
  }
}

async function fill({ component, setup }: Loaded): Promise<void> {
  const { connection } = setup;
  if (connection) {
    await makeSampleWorkspace(component, { ...connection, configVarKey: "Workbench" }, true);
  }
  tell({ type: "filled" });
}

function start<Call>(
  { run, call }: { run: string; call: Call },
  from: Loaded,
  begin: (options: Loaded & { run: string; call: Call; tell(event: RunEvent): void }) => EngineRun,
): void {
  const options = {
    ...from,
    run,
    call,
    tell: (event: RunEvent) => {
      if (event.type === "ended") {
        runs.delete(run);
        deployments.delete(run);
      }
      tell({ type: "run", run, event });
    },
  };
  runs.set(run, begin(options));
}

/** Describes a flow file. An error about an odd file or component is a problem of the file, and ends no run. */
function describeFlow(text: string, { component, mask }: Loaded): FlowFileDescription {
  try {
    return describeFlowFile(text, component);
  } catch (thrown) {
    const message = `the check failed: ${mask.text(readMessage(toError(thrown)))}`;
    return { title: "", flows: [], problems: [{ line: 1, message }] };
  }
}

/** Makes a deployed flow poll, or sends a sample to it. */
async function reach(command: EngineCommand & { type: "poll" | "send" }): Promise<void> {
  const { ask, run } = command;
  const deployment = deployments.get(run);
  let sent: SentSample = { isTaken: false, text: "The flow is not deployed." };
  try {
    if (deployment && command.type === "poll") sent = deployment.poll();
    else if (deployment && command.type === "send") sent = await deployment.send(command.body);
  } catch (error) {
    sent = { isTaken: false, text: mask.text(readMessage(toError(error))) };
  }
  tell({ type: "sent", ask, sent });
}

function carryOut(command: EngineCommand): void {
  if (command.type === "load") load(command.setup);
  else if (command.type === "stop") runs.get(command.run)?.stop();
  else if (!loaded) tell({ type: "refused", error: "no component is loaded" });
  else if (command.type === "reload") load(loaded.setup);
  else if (command.type === "run") start<StepCall>(command, loaded, startRun);
  else if (command.type === "runFlow") start<FlowCall>(command, loaded, startFlowRun);
  else if (command.type === "deployFlow") {
    start<FlowCall>(command, loaded, (options) => {
      const deployment = startDeployment(options);
      deployments.set(command.run, deployment);
      return deployment;
    });
  } else if (command.type === "poll" || command.type === "send") void reach(command);
  else if (command.type === "describeFlow") {
    const { ask, text } = command;
    tell({ type: "flow", ask, described: describeFlow(text, loaded) });
  } else {
    fill(loaded).catch(({ message }: Error) =>
      tell({ type: "refused", error: mask.text(message) }),
    );
  }
}

/** Tells an error that no run caught. The process cannot go on after one. */
function crash(thrown: unknown): void {
  const message: EngineMessage = {
    type: "crashed",
    error: mask.text(readMessage(toError(thrown))),
  };
  if (process.send) process.send(message, () => process.exit(1));
  else process.exit(1);
}

endWithParent();
watchHttpRequests();
watchFetchRequests();
process.on("uncaughtException", crash);
process.on("message", carryOut);
process.on("disconnect", () => process.exit());
tell({ type: "ready" });
