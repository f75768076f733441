import { inspect } from "node:util";
import { type BuiltComponent, callStep } from "../platform/component";
import { createLogger } from "../platform/component/logger";
import type { Caller, Task } from "./caller";

/** The value of the Region input, by host. */
const REGIONS: Record<string, string> = {
  "api.segmentapis.com": "api",
  "eu1.api.segmentapis.com": "eu1.api",
};

/** Runs operations through a component's actions, called as the platform calls them. */
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
        // The debug line of an attempt shows that it has ended.
        if (/, attempt \d+/.test(line.join(" "))) one.ended += 1;
      };
      const inputs = { region: REGIONS[region.host], ...kind.inputs(aim) };
      const connection = {
        key: "apiKey",
        configVarKey: "Segment Connection",
        fields: { apiKey: region.token, subdomain: region.workspace.slug },
      };
      underWay.add(one);
      try {
        const context = { logger: createLogger(() => log), globalDebug: true };
        const { data } = await callStep(action, { context, inputs, connection });
        return kind.pages ? (data as { data: Record<string, unknown> }).data[kind.pages] : data;
      } finally {
        underWay.delete(one);
      }
    },
    close: () => undefined,
  };
}
