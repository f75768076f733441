/** An input of a built-in step, as far as checks need it. */
export interface BuiltInInput {
  key: string;
  required?: boolean;
  /** `list`: a list from any source; `conditions` and `mappings`: those of branches. */
  kind: "text" | "number" | "list" | "conditions" | "mappings" | "code" | "keyvaluelist";
  /** The allowed values of literal text. */
  values?: readonly string[];
}

/** A step of the platform that a local run supports. */
export interface BuiltInStep {
  /** The steps that it contains beside its inputs. */
  holds?: "steps" | "branches";
  isTrigger?: boolean;
  /** Allowed only within a loop. */
  inLoop?: boolean;
  inputs: readonly BuiltInInput[];
}

const text = (key: string, required = false): BuiltInInput => ({ key, required, kind: "text" });

/** The levels of the log component of the platform. */
const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

/** The components of the platform that a local run supports, by component key and step key. */
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
  // Values that one round of a loop stores for the next, such as the cursor of a list.
  "persist-data": {
    getExecutionValue: { inputs: [text("keyInput", true), text("defaultValueInput")] },
    saveExecutionValue: { inputs: [text("keyInput", true), text("valueInput", true)] },
  },
};
