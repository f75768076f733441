/** An input of one of the platform's own steps, as far as checks need to know it. */
export interface BuiltInInput {
  key: string;
  required?: boolean;
  /** `list`: a list, in whatever way it is given; `conditions` and `mappings`: those of branches. */
  kind: "text" | "number" | "list" | "conditions" | "mappings" | "code" | "keyvaluelist";
  /** The values it may have when it is written down. */
  values?: readonly string[];
}

/** One of the platform's own steps that a local run can carry out. */
export interface BuiltInStep {
  /** What it holds beside its inputs. */
  holds?: "steps" | "branches";
  isTrigger?: boolean;
  /** Only within a loop. */
  inLoop?: boolean;
  inputs: readonly BuiltInInput[];
}

const text = (key: string, required = false): BuiltInInput => ({ key, required, kind: "text" });

/** As the platform's log component names them; its logger knows them all. */
const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

/** The platform's components that a local run knows, by component key and step key. */
export const BUILT_IN: Readonly<Record<string, Readonly<Record<string, BuiltInStep>>>> = {
  "webhook-triggers": {
    webhook: {
      isTrigger: true,
      inputs: [
        text("body"),
        text("contentType"),
        { key: "headers", kind: "keyvaluelist" },
        text("statusCode"),
      ],
    },
  },
  "schedule-triggers": { schedule: { isTrigger: true, inputs: [] } },
  "management-triggers": {
    instanceDeploy: { isTrigger: true, inputs: [] },
    instanceRemove: { isTrigger: true, inputs: [] },
  },
  loop: {
    loopOverItems: { holds: "steps", inputs: [{ key: "items", required: true, kind: "list" }] },
    loopNTimes: {
      holds: "steps",
      inputs: [{ key: "iterationCount", required: true, kind: "number" }],
    },
    breakLoop: { inLoop: true, inputs: [] },
  },
  branch: {
    branchOnExpression: {
      holds: "branches",
      inputs: [{ key: "conditions", required: true, kind: "conditions" }],
    },
    branchOnValue: {
      holds: "branches",
      inputs: [
        text("inputValue", true),
        { key: "branchValueMappings", required: true, kind: "mappings" },
      ],
    },
  },
  log: {
    writeLog: {
      inputs: [text("message", true), { key: "level", kind: "text", values: LOG_LEVELS }],
    },
  },
  code: { runCode: { inputs: [{ key: "code", required: true, kind: "code" }] } },
  // What a loop keeps from one round for the next, such as the cursor of a list.
  "persist-data": {
    getExecutionValue: { inputs: [text("keyInput", true), text("defaultValueInput")] },
    saveExecutionValue: { inputs: [text("keyInput", true), text("valueInput", true)] },
  },
};
