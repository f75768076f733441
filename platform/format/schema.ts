import type { ConfigVarType } from "./definition";
import { DefinitionVersion } from "./spectral";

/** What a file may hold, as far as its form goes: a JSON schema of the platform's format. */

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const free = { type: "object" } as const;
const name = { type: "string", pattern: "\\S" } as const;

const record = (
  required: readonly string[],
  properties: Record<string, object>,
): Record<string, unknown> => ({
  type: "object",
  required,
  properties,
  additionalProperties: false,
});

const listOf = (items: object, minItems = 0) => ({ type: "array", items, minItems });
const use = (definition: string) => ({ $ref: `#/definitions/${definition}` });

const CONFIG_VAR_TYPES: readonly ConfigVarType[] = [
  "string",
  "boolean",
  "number",
  "date",
  "timestamp",
  "picklist",
  "schedule",
  "code",
  "connection",
  "jsonForm",
  "objectSelection",
  "objectFieldMap",
];

/** Inputs that are told apart by their type; `extra` are the keys they have in common. */
const inputs = (complex: object, extra: Record<string, object>) => ({
  type: "object",
  discriminator: { propertyName: "type" },
  oneOf: [
    // Nothing stands for blank text where a file was emptied by hand.
    record(["type", "value"], {
      type: { const: "value" },
      value: { type: ["string", "null"] },
      meta: free,
      ...extra,
    }),
    record(["type", "value"], {
      type: { enum: ["reference", "configVar", "template"] },
      value: text,
      meta: free,
      ...extra,
    }),
    record(["type", "value"], {
      type: { const: "complex" },
      value: complex,
      meta: free,
      ...extra,
    }),
  ],
});

export const FORMAT = {
  ...record(["definitionVersion", "name", "flows"], {
    definitionVersion: { const: DefinitionVersion },
    name,
    description: text,
    documentation: text,
    category: text,
    endpointType: { enum: ["flow_specific", "instance_specific", "shared_instance"] },
    defaultInstanceProfile: text,
    labels: listOf(text),
    isAgentFlow: flag,
    version: { type: ["integer", "string"] },
    configuration: free,
    // Where instances share an endpoint: which flow, customer and user a request is for.
    triggerPreprocessFlowConfig: free,
    preprocessFlowName: text,
    flowNameField: use("input"),
    externalCustomerIdField: use("input"),
    externalCustomerUserIdField: use("input"),
    requiredConfigVars: listOf(use("configVar")),
    configPages: listOf(use("page")),
    flows: listOf(use("flow"), 1),
  }),
  definitions: {
    configVar: record(["key", "dataType"], {
      key: name,
      stableKey: text,
      dataType: { enum: CONFIG_VAR_TYPES },
      description: text,
      defaultValue: text,
      pickList: listOf(text),
      collectionType: { enum: ["valuelist", "keyvaluelist"] },
      codeLanguage: { enum: ["json", "xml", "html"] },
      scheduleType: { enum: ["none", "once", "custom", "minute", "hour", "day", "week"] },
      timeZone: text,
      connection: use("reference"),
      dataSource: use("reference"),
      inputs: use("inputs"),
      meta: free,
      orgOnly: flag,
      header: text,
      onPremiseConnectionConfig: text,
      useScopedConfigVar: text,
    }),
    page: record(["name", "elements"], {
      name,
      tagline: text,
      userLevelConfigured: flag,
      elements: listOf(
        record(["type", "value"], {
          type: { enum: ["configVar", "htmlElement", "jsonForm"] },
          value: text,
        }),
      ),
    }),
    reference: record(["key", "component"], {
      key: name,
      template: text,
      component: record(["key", "isPublic"], {
        key: name,
        isPublic: flag,
        version: {
          type: ["integer", "string"],
          if: { type: "string" },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema.
          then: { const: "LATEST" },
        },
        signature: text,
      }),
    }),
    flow: record(["name", "steps"], {
      name,
      stableKey: text,
      description: text,
      isSynchronous: flag,
      isAgentFlow: flag,
      endpointSecurityType: {
        enum: ["unsecured", "customer_optional", "customer_required", "organization"],
      },
      organizationApiKeys: listOf(text),
      customerApiKeys: listOf(text),
      testApiKeys: listOf(text),
      queueConfig: free,
      retryConfig: free,
      triggerResolver: free,
      schemas: free,
      meta: free,
      steps: listOf(use("step"), 1),
    }),
    step: record(["name", "action"], {
      name,
      stableKey: text,
      description: text,
      isTrigger: flag,
      action: use("reference"),
      inputs: use("inputs"),
      steps: listOf(use("step")),
      branches: listOf(record(["name", "steps"], { name, steps: listOf(use("step")) })),
      errorConfig: use("errorConfig"),
      schedule: record(["type", "value"], {
        type: { enum: ["value", "configVar"] },
        value: text,
        meta: free,
      }),
      retryConfig: free,
      meta: free,
    }),
    errorConfig: record(["errorHandlerType"], {
      errorHandlerType: { enum: ["fail", "ignore", "retry"] },
      maxAttempts: { type: "integer", minimum: 0, maximum: 5 },
      delaySeconds: { type: "integer", minimum: 0, maximum: 60 },
      usesExponentialBackoff: flag,
      ignoreFinalError: flag,
    }),
    inputs: { type: "object", additionalProperties: use("input") },
    input: inputs(listOf(use("item")), {}),
    /** What a complex item holds depends on its step; conditions are looked at there. */
    item: inputs(
      { type: "array" },
      {
        name: {
          type: ["string", "object"],
          if: { type: "object" },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema.
          then: use("input"),
        },
      },
    ),
  },
} as const;
