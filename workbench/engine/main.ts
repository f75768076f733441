import type { BuiltComponent } from "../../platform/component";
import { makeSampleWorkspace } from "../../platform/workspaces/sample";
import { redirectSegmentHosts } from "../../simulator/wire/redirect";
import type { EngineCommand, EngineMessage, EngineSetup, RunEvent, StepCall } from "../protocol";
import { describeComponent } from "./describe";
import { createMask, type Mask } from "./mask";
import { type EngineRun, startRun } from "./run";

/** A component that is loaded, with its connection. */
interface Loaded {
  component: BuiltComponent;
  setup: EngineSetup;
  mask: Mask;
}

let loaded: Loaded | undefined;
const runs = new Map<string, EngineRun>();

const tell = (message: EngineMessage): void => {
  process.send?.(message);
};

/** Loads the file anew, also if an older build of it is loaded. */
function requireComponent(file: string): BuiltComponent {
  delete require.cache[require.resolve(file)];
  const loadedModule = require(file);
  const component = loadedModule.default ?? loadedModule;
  if (typeof component?.key !== "string" || typeof component.actions !== "object") {
    throw new Error("the file exports no component");
  }
  return component;
}

/** The values of the password fields of the connection. */
function secretsOf(component: BuiltComponent, { connection, byRegion = {} }: EngineSetup) {
  return [connection, ...Object.values(byRegion)].flatMap((values) => {
    const declared = component.connections?.find(({ key }) => key === values?.key);
    return (declared?.inputs ?? [])
      .filter(({ type }) => type === "password")
      .flatMap(({ key }) => values?.fields[key] ?? []);
  });
}

function load(setup: EngineSetup): void {
  try {
    const component = requireComponent(setup.file);
    if (!loaded && setup.simulator) redirectSegmentHosts(setup.simulator);
    loaded = { component, setup, mask: createMask(secretsOf(component, setup)) };
    tell({ type: "loaded", component: describeComponent(component, setup.file) });
  } catch (error) {
    tell({ type: "refused", error: (error as Error).message });
  }
}

async function fill({ component, setup }: Loaded): Promise<void> {
  const { connection } = setup;
  if (connection) {
    await makeSampleWorkspace(component, { ...connection, configVarKey: "Workbench" }, true);
  }
  tell({ type: "filled" });
}

function start({ run, call }: { run: string; call: StepCall }, from: Loaded): void {
  const options = {
    ...from,
    run,
    call,
    tell: (event: RunEvent) => {
      if (event.type === "ended") runs.delete(run);
      tell({ type: "run", run, event });
    },
  };
  runs.set(run, startRun(options));
}

function carryOut(command: EngineCommand): void {
  if (command.type === "load") load(command.setup);
  else if (command.type === "stop") runs.get(command.run)?.stop();
  else if (!loaded) tell({ type: "refused", error: "no component is loaded" });
  else if (command.type === "reload") load(loaded.setup);
  else if (command.type === "run") start(command, loaded);
  else {
    fill(loaded).catch(({ message }: Error) => tell({ type: "refused", error: message }));
  }
}

process.on("message", carryOut);
// The engine ends with its server.
process.on("disconnect", () => process.exit());
