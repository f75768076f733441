import type { BuiltComponent } from "../component";
import type { ConfigurationRequest } from "../config";
import type { Flow, Integration } from "../format/integration";
import type { Interruption } from "../run/interruption";
import type { View } from "../view/view";
import type { Workspaces } from "../workspaces";

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
  /** Ends a deployed flow after its first run, or its first poll. */
  once?: boolean;
  /** Milliseconds after which a deployed flow ends. */
  forMs?: number;
  /** Milliseconds between polls, instead of the schedule. */
  everyMs?: number;
  /** The port on which a deployed flow listens. */
  port?: number;
  /** The public URL that leads to the port. */
  url?: string;
}

/** The environment of a run. */
export interface CommandContext {
  component: BuiltComponent;
  /**
   * Opens the workspaces after the file has passed its check. A stopped run leaves them open, so
   * that late requests of its step reach nothing else.
   * @param keys the actions, triggers and data sources that the file uses.
   */
  open(keys: ReadonlySet<string>): Promise<Workspaces>;
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

/** A flow that is ready to run. */
export interface PreparedRun {
  command: FlowCommand;
  context: CommandContext;
  integration: Integration;
  flow: Flow;
  configVars: Record<string, unknown>;
}
