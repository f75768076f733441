import { isDeepStrictEqual } from "node:util";
import type {
  DocumentedAction,
  DocumentedConnection,
  DocumentedInput,
  DocumentedPicklist,
} from "../../contract/documentedComponent";
import type { BuiltComponent, BuiltInput } from "../component";

/** A property of an interface that can differ. */
export type Property =
  | "presence"
  | "label"
  | "type"
  | "required"
  | "collection"
  | "default"
  | "example"
  | "payload";

/** One difference of the component from its documentation. */
export interface Difference {
  /** An action, `action.input` or `picklist.input`; of payloads, also `action.path.to.field`. */
  of: string;
  property: Property;
  documented: unknown;
  ours: unknown;
}

/** The differences of one documented action and all its inputs. */
export function actionDifferences(action: DocumentedAction, built: BuiltComponent): Difference[] {
  const ours = built.actions[action.key];
  if (!ours) return [absent(action.key)];
  return [
    ...unequal(action.key, "label", action.label, ours.display.label),
    ...inputDifferences(action.key, action.inputs, ours.inputs),
    ...unequal(
      action.key,
      "payload",
      // Raw Request has no example, since its response depends on the request.
      action.examplePayload && fieldsOf(action.examplePayload),
      action.examplePayload && fieldsOf(ours.examplePayload),
    ),
    ...(action.examplePayload
      ? missingBelow(action.key, action.examplePayload, ours.examplePayload)
      : []),
  ];
}

/** The differences of one documented picklist and all its inputs. */
export function picklistDifferences(
  picklist: DocumentedPicklist,
  built: BuiltComponent,
): Difference[] {
  const ours = built.dataSources[picklist.key];
  if (!ours) return [absent(picklist.key)];
  return [
    ...unequal(picklist.key, "label", picklist.label, ours.display.label),
    ...unequal(picklist.key, "type", picklist.dataSourceType, ours.dataSourceType),
    ...inputDifferences(picklist.key, picklist.inputs, ours.inputs),
  ];
}

/** The differences of one documented connection and all its inputs. */
export function connectionDifferences(
  connection: DocumentedConnection,
  built: BuiltComponent,
): Difference[] {
  const ours = built.connections.find(({ key }) => key === connection.key);
  if (!ours) return [absent(connection.key)];
  return [
    ...unequal(connection.key, "label", connection.label, ours.label),
    ...inputDifferences(connection.key, connection.inputs, ours.inputs),
  ];
}

function inputDifferences(
  owner: string,
  inputs: readonly DocumentedInput[],
  built: readonly BuiltInput[],
): Difference[] {
  return inputs.flatMap((input) => {
    const of = `${owner}.${input.key}`;
    const ours = built.find(({ key }) => key === input.key);
    if (!ours) return [absent(of)];
    const hasExample = ours.example !== undefined || ours.placeholder !== undefined;
    return [
      ...unequal(of, "label", input.label, ours.label),
      ...unequal(of, "type", input.type, ours.type),
      ...unequal(of, "required", input.required ?? false, ours.required ?? false),
      ...unequal(of, "collection", input.collection, ours.collection),
      // The platform's type has a default for every input; blank is none.
      ...unequal(of, "default", input.default, ours.default === "" ? undefined : ours.default),
      // The wording may differ, but a documented text must have a counterpart.
      ...(input.example === undefined ? [] : unequal(of, "example", true, hasExample)),
    ];
  });
}

interface Payload {
  data?: unknown;
}

/** The response in an example payload, which is `{ data: { data: response } }`. */
const responseOf = ({ data }: Payload): object => (data as { data: object }).data;

/** The names at the top of the response of an example payload. */
function fieldsOf(payload: Payload = {}): string[] {
  const { data, ...beside } = payload.data as { data: object };
  return [...Object.keys(data), ...Object.keys(beside).map((key) => `beside data: ${key}`)].sort();
}

/** The path of every field in a response, such as `sources[].metadata.id`. Settings are free. */
function pathsOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, `${path}[]`));
  if (typeof value !== "object" || value === null || /(^|\.)settings$/.test(path)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = path === "" ? name : `${path}.${name}`;
    return [at, ...pathsOf(inner, at)];
  });
}

/** The fields of a documented payload that ours lacks, below its top level. */
function missingBelow(owner: string, documented: Payload, ours: Payload = {}): Difference[] {
  const own = new Set(pathsOf(responseOf(ours)));
  return [...new Set(pathsOf(responseOf(documented)))]
    .filter((path) => !own.has(path) && own.has(/^\w+(?=[.[])/.exec(path)?.[0] ?? ""))
    .map((path) => ({ ...absent(`${owner}.${path}`), property: "payload" }));
}

const absent = (of: string): Difference => ({
  of,
  property: "presence",
  documented: true,
  ours: false,
});

function unequal(of: string, property: Property, documented: unknown, ours: unknown): Difference[] {
  return isDeepStrictEqual(documented, ours) ? [] : [{ of, property, documented, ours }];
}
