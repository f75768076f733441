import { DefinitionVersion } from "./spectral";
import {
  anyObject,
  type DataOf,
  EXPECTED,
  exactly,
  flag,
  listOf,
  named,
  oneOf,
  oneOfTypes,
  record,
  type Schema,
  text,
} from "./typedSchema";

// The low-code format of the platform (definitionVersion 7), as its designer exports and imports it:
// spectral's `serverTypes/integration` and Prismatic's published examples. The types follow from the
// schema, which the check of a file uses.

const name: Schema<string> = { type: "string", pattern: "\\S" };

/** An operator and its terms: `["and", ...conditions]`, `["or", ...]` or `[operator, term, term]`. */
export type Condition = [string, ...(Condition | Input)[]];

/** The types of an input, which tell its forms apart. */
export const INPUT_TYPES = ["value", "reference", "configVar", "template", "complex"] as const;

const meta = anyObject;

// A file that was edited by hand may have nothing in place of empty text.
const blankable: Schema<string | null> = { type: ["string", "null"], [EXPECTED]: "text" };

/** The inputs that are one value; `more` are further keys. */
const single = <More extends Readonly<Record<string, Schema<unknown>>>>(more: More) =>
  [
    record({ type: exactly("value"), value: blankable }, { meta, ...more }),
    record({ type: oneOf("reference", "configVar", "template"), value: text }, { meta, ...more }),
  ] as const;

const singleInput = single({});
const listInput = record(
  { type: exactly("complex"), value: listOf(named<ComplexItem>("item")) },
  { meta },
);

interface ListInput extends DataOf<typeof listInput> {}

/**
 * The source of the value of an input: written text, a path into the results of an earlier step
 * (`createSource.results.data.source.id`), the name of a config variable (empty for none), a template
 * with `{{$step.results.path}}` and `{{#Config Variable}}`, or a list of items.
 */
export type Input = DataOf<(typeof singleInput)[number]> | ListInput;

const input: Schema<Input> = oneOfTypes(...singleInput, listInput);

const itemName: Schema<string | Input> = {
  type: ["string", "object"],
  [EXPECTED]: "text or an input",
  if: { type: "object" },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema.
  then: named<Input>("input"),
};

// The step decides if a complex item is a list or a condition; the check of branches looks at conditions.
const listOrCondition: Schema<ComplexItem[] | Condition> = { type: "array" };

const singleItem = single({ name: itemName });
const listItem = record(
  { type: exactly("complex"), value: listOrCondition },
  { meta, name: itemName },
);

interface ListItem extends DataOf<typeof listItem> {}

/** An entry of a complex input: with a `name` in a list of keys and values, without one in a list. */
export type ComplexItem = DataOf<(typeof singleItem)[number]> | ListItem;

const item: Schema<ComplexItem> = oneOfTypes(...singleItem, listItem);

/** Inputs by key. */
export type Inputs = Record<string, Input>;

const inputs: Schema<Inputs> = { type: "object", additionalProperties: named<Input>("input") };

/** The reference to an action, trigger, connection or data source of a component. */
export type ComponentReference = DataOf<typeof reference>;

const version: Schema<number | "LATEST"> = {
  type: ["integer", "string"],
  [EXPECTED]: "a number or LATEST",
  if: { type: "string" },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema.
  then: { const: "LATEST" },
};

const reference = record(
  { key: name, component: record({ key: name, isPublic: flag }, { version, signature: text }) },
  { template: text },
);

/** A config variable, which a customer fills in. Steps refer to it by its `key`. */
export type ConfigVar = DataOf<typeof configVar>;

const configVar = record(
  {
    key: name,
    dataType: oneOf(
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
    ),
  },
  {
    stableKey: text,
    description: text,
    defaultValue: text,
    // The choices of a picklist without a data source.
    pickList: listOf(text),
    collectionType: oneOf("valuelist", "keyvaluelist"),
    codeLanguage: oneOf("json", "xml", "html"),
    scheduleType: oneOf("none", "once", "custom", "minute", "hour", "day", "week"),
    timeZone: text,
    connection: reference,
    dataSource: reference,
    // The fields of a connection, or the inputs of a data source.
    inputs,
    meta,
    orgOnly: flag,
    header: text,
    onPremiseConnectionConfig: text,
    useScopedConfigVar: text,
  },
);

/** A page of the configuration wizard. */
const page = record(
  {
    name,
    elements: listOf(
      record({ type: oneOf("configVar", "htmlElement", "jsonForm"), value: text }, {}),
    ),
  },
  { tagline: text, userLevelConfigured: flag },
);

/** The handling of a failed step; without it the run fails. */
export type ErrorConfig = DataOf<typeof errorConfig>;

const attempts: Schema<number> = { type: "integer", minimum: 0, maximum: 5 };
const seconds: Schema<number> = { type: "integer", minimum: 0, maximum: 60 };

const errorConfig = record(
  { errorHandlerType: oneOf("fail", "ignore", "retry") },
  {
    // Attempts after the first, and the seconds between them.
    maxAttempts: attempts,
    delaySeconds: seconds,
    usesExponentialBackoff: flag,
    // Treats a failure of the last attempt as `ignore` does.
    ignoreFinalError: flag,
  },
);

/** One step. The first step of a flow is its trigger. */
export interface Step extends DataOf<typeof step> {}

const step = record(
  { name, action: reference },
  {
    stableKey: text,
    description: text,
    isTrigger: flag,
    inputs,
    // Of a loop.
    steps: listOf(named<Step>("step")),
    // Of a branch step.
    branches: listOf(record({ name, steps: listOf(named<Step>("step")) }, {})),
    errorConfig,
    // Of a schedule trigger.
    schedule: record({ type: oneOf("value", "configVar"), value: text }, { meta }),
    retryConfig: anyObject,
    meta,
  },
);

/** The batching of a flow: the items of its trigger are divided among several runs. */
export interface TriggerResolver {
  /** Without it, each result of the trigger starts one run. */
  enabled?: boolean;
  /** The items of a run. With 1, a run receives the item instead of a list. */
  batchSize?: number;
}

// The platform has further keys.
const triggerResolver: Schema<TriggerResolver> = {
  type: "object",
  properties: { enabled: flag, batchSize: { type: "integer", minimum: 1 } },
};

/** A trigger and the steps after it. */
export type Flow = DataOf<typeof flow>;

const flow = record(
  { name, steps: listOf(named<Step>("step"), 1) },
  {
    stableKey: text,
    description: text,
    isSynchronous: flag,
    isAgentFlow: flag,
    endpointSecurityType: oneOf(
      "unsecured",
      "customer_optional",
      "customer_required",
      "organization",
    ),
    organizationApiKeys: listOf(text),
    customerApiKeys: listOf(text),
    testApiKeys: listOf(text),
    queueConfig: anyObject,
    retryConfig: anyObject,
    triggerResolver,
    schemas: anyObject,
    meta,
  },
);

/** An integration, the content of one file. */
export type Integration = DataOf<typeof integration>;

const numberOrText: Schema<number | string> = {
  type: ["integer", "string"],
  [EXPECTED]: "a number or text",
};

const integration = record(
  { definitionVersion: exactly(DefinitionVersion), name, flows: listOf(flow, 1) },
  {
    description: text,
    documentation: text,
    category: text,
    endpointType: oneOf("flow_specific", "instance_specific", "shared_instance"),
    defaultInstanceProfile: text,
    labels: listOf(text),
    isAgentFlow: flag,
    version: numberOrText,
    configuration: anyObject,
    // If instances share an endpoint: the flow, customer and user that a request is for.
    triggerPreprocessFlowConfig: anyObject,
    preprocessFlowName: text,
    flowNameField: input,
    externalCustomerIdField: input,
    externalCustomerUserIdField: input,
    requiredConfigVars: listOf(configVar),
    configPages: listOf(page),
  },
);

/** The JSON schema of an integration. */
export const INTEGRATION = { ...integration, definitions: { item, input, step } };
