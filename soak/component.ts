import { existsSync } from "node:fs";
import path from "node:path";
import { inspect } from "node:util";
import type { Caller, Task } from "./caller";

interface BuiltInput {
  key: string;
  type: string;
  default?: unknown;
}

interface BuiltAction {
  inputs: BuiltInput[];
  perform(context: object, params: object): Promise<{ data?: unknown }>;
}

/** A published component, as far as running its actions goes. */
export interface BuiltComponent {
  actions: Record<string, BuiltAction>;
}

/**
 * Loads the built component: the file that is published.
 * @throws where it was not built.
 */
export function loadComponent(): BuiltComponent {
  const file = path.resolve(__dirname, "../dist/index.js");
  if (!existsSync(file)) throw new Error("dist/index.js is missing: run `npm run build` first");
  return require(file).default;
}

/** The value of the Region input, by host. */
const REGIONS: Record<string, string> = {
  "api.segmentapis.com": "api",
  "eu1.api.segmentapis.com": "eu1.api",
};

const LEVELS = ["trace", "debug", "info", "log", "warn", "error", "metric"];

/** Carries operations out by the actions of a component, called as the platform calls them. */
export function componentCaller(component: BuiltComponent): Caller {
  const underWay = new Set<{ task: Task; ended: number }>();
  return {
    claims: true,
    get open() {
      return [...underWay].reduce((sum, { task, ended }) => sum + task.begun - ended, 0);
    },
    call: async (task) => {
      const { kind, aim, region } = task;
      const action = component.actions[kind.action];
      if (!action) throw new Error(`the component has no action ${kind.action}`);
      const one = { task, ended: 0 };
      const log = (...values: unknown[]) => {
        const line = values.map((value) => (typeof value === "string" ? value : inspect(value)));
        task.log(line.join(" "));
        // The debug line of an attempt tells that it has ended.
        if (/, attempt \d+/.test(line.join(" "))) one.ended += 1;
      };
      const logger = Object.fromEntries(LEVELS.map((level) => [level, log]));
      const given: Record<string, unknown> = { region: REGIONS[region.host], ...kind.inputs(aim) };
      const connection = {
        key: "apiKey",
        configVarKey: "Segment Connection",
        fields: { apiKey: region.token, subdomain: region.workspace.slug },
      };
      const params = Object.fromEntries(
        action.inputs.map(({ key, type, default: usual }) => [
          key,
          type === "connection" ? connection : (given[key] ?? usual),
        ]),
      );
      underWay.add(one);
      try {
        const { data } = await action.perform({ logger, globalDebug: true }, params);
        return kind.pages ? (data as { data: Record<string, unknown> }).data[kind.pages] : data;
      } finally {
        underWay.delete(one);
      }
    },
    close: () => undefined,
  };
}
