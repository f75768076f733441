/** An input of a step or a connection, as it is published. */
export interface PublishedInput {
  key: string;
  label: string;
  type: string;
  collection?: string;
  dataSource?: string;
  default?: unknown;
  shown?: boolean;
  inputs?: PublishedInput[];
}

/** An action, trigger or data source, as it is published; JSON in text is read. */
export interface PublishedStep {
  key: string;
  display: { label: string; description: string };
  inputs: PublishedInput[];
  examplePayload?: unknown;
  outputSchema?: { type: string; schema?: unknown; branchSchemas?: unknown[] };
  dataSourceType?: string;
}

/** A connection, as it is published. */
export interface PublishedConnection {
  key: string;
  label: string;
  iconPath?: string;
  avatarIconPath?: string;
  inputs?: PublishedInput[];
}

/** All that `publishComponent` is given: the fields that api.graphql names. */
export interface Publication {
  definition: {
    key: string;
    public?: boolean;
    display: { label: string; description: string; category?: string; iconPath?: string };
  };
  actions?: PublishedStep[];
  triggers?: PublishedStep[];
  dataSources?: PublishedStep[];
  connections?: PublishedConnection[];
  comment?: string;
}

/** A reason to refuse, as mutations of Prismatic's API give it. */
export interface Refusal {
  field: string;
  messages: string[];
}

/** https://prismatic.io/docs/api/schema/enum/InputFieldType, and the two that nest inputs. */
const INPUT_TYPES = new Set([
  ...["string", "text", "password", "boolean", "code", "data", "date", "timestamp"],
  ...["connection", "conditional", "flow", "jsonForm", "objectSelection", "objectFieldMap"],
  ...["dynamicObjectSelection", "dynamicFieldSelection", "structuredObject", "dynamicObject"],
]);
const COLLECTIONS = new Set(["valuelist", "keyvaluelist"]);
/** `DataSourceType` of spectral. */
const DATA_SOURCE_TYPES = new Set([
  ...["picklist", "jsonForm", "objectSelection", "objectFieldMap", "schedule"],
  ...["string", "date", "timestamp", "code", "boolean", "number"],
]);

/**
 * Why a definition that GraphQL takes is refused all the same: keys that come twice, blank labels, and
 * types and references that lead nowhere. Empty when nothing is wrong.
 */
export function refusalsOf(published: Publication): Refusal[] {
  const { definition, actions = [], triggers = [], dataSources = [], connections = [] } = published;
  const refusals: Refusal[] = [];
  const refuse = (field: string, message: string) => refusals.push({ field, messages: [message] });
  const sources = new Set(dataSources.map(({ key }) => key));

  const checkEach = <Item extends { key: string }>(
    within: string,
    items: Item[],
    check: (field: string, item: Item) => void,
  ) => {
    const seen = new Set<string>();
    for (const item of items) {
      const field = `${within}.${item.key}`;
      if (item.key.trim() === "") refuse(within, "a key is blank");
      if (seen.has(item.key)) refuse(field, "the key is there twice");
      seen.add(item.key);
      check(field, item);
    }
  };
  const checkLabel = (field: string, label: string) => {
    if (label.trim() === "") refuse(`${field}.label`, "is blank");
  };
  const checkInput = (field: string, input: PublishedInput) => {
    const { label, type, collection, dataSource, inputs = [] } = input;
    checkLabel(field, label);
    if (!INPUT_TYPES.has(type)) refuse(`${field}.type`, `"${type}" is not a type of input`);
    if (collection && !COLLECTIONS.has(collection)) {
      refuse(`${field}.collection`, `"${collection}" is not a collection`);
    }
    if (dataSource && !sources.has(dataSource)) {
      refuse(`${field}.dataSource`, `"${dataSource}" is not a data source of the component`);
    }
    if (input.shown === false && input.default === undefined) {
      refuse(`${field}.default`, "an input that is not shown needs a default");
    }
    checkEach(`${field}.inputs`, inputs, checkInput);
  };
  const checkStep = (field: string, { display, inputs, outputSchema }: PublishedStep) => {
    checkLabel(field, display.label);
    if (outputSchema && !isWhole(outputSchema)) {
      refuse(`${field}.outputSchema`, "has exactly the schemas that its type asks for");
    }
    checkEach(`${field}.inputs`, inputs, checkInput);
  };

  checkLabel("definition.display", definition.display.label);
  checkEach("actions", actions, checkStep);
  checkEach("triggers", triggers, checkStep);
  checkEach("dataSources", dataSources, (field, step) => {
    const { dataSourceType = "" } = step;
    checkStep(field, step);
    if (!DATA_SOURCE_TYPES.has(dataSourceType)) {
      refuse(`${field}.dataSourceType`, `"${dataSourceType}" is not a type of data source`);
    }
  });
  checkEach("connections", connections, (field, { label, inputs = [] }) => {
    checkLabel(field, label);
    checkEach(`${field}.inputs`, inputs, checkInput);
  });
  return refusals;
}

function isWhole({
  type,
  schema,
  branchSchemas,
}: NonNullable<PublishedStep["outputSchema"]>): boolean {
  const [has, hasNot] =
    type === "branchingOutput" ? [branchSchemas, schema] : [schema, branchSchemas];
  const isKnown = type === "actionOutput" || type === "branchingOutput";
  return isKnown && has !== undefined && hasNot === undefined;
}
