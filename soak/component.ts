import { inspect } from "node:util";
import { type BuiltComponent, callStep } from "../platform/component";
import { createLogger } from "../platform/component/logger";
import type { Caller } from "./caller";

/** The value of the Region input, by host. */
const REGIONS: Record<string, string> = {
  "api.segmentapis.com": "api",
  "eu1.api.segmentapis.com": "eu1.api",
};

/** Runs operations through a component's actions, called as the platform calls them. */
export function componentCaller(component: BuiltComponent): Caller {
  return {
    claims: true,
    call: async ({ kind, aim, region, log }) => {
      const action = component.actions[kind.action];
      if (!action) throw new Error(`the component has no action ${kind.action}`);
      const write = (...values: unknown[]) =>
        log(values.map((value) => (typeof value === "string" ? value : inspect(value))).join(" "));
      const inputs = { region: REGIONS[region.host], ...kind.inputs(aim) };
      const connection = {
        key: "apiKey",
        configVarKey: "Segment Connection",
        fields: { apiKey: region.token, subdomain: region.workspace.slug },
      };
      // Debug lines, because the judge looks for secrets in them.
      const context = { logger: createLogger(() => write), globalDebug: true };
      const { data } = await callStep(action, { context, inputs, connection });
      return kind.pages ? (data as { data: Record<string, unknown> }).data[kind.pages] : data;
    },
    close: () => undefined,
  };
}
