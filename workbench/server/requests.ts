import { ownValue } from "../ownValue";
import {
  type ConnectionValues,
  FAULTS,
  type Faults,
  type LoadedComponent,
  type RunRequest,
} from "../protocol";
import {
  BadRequest,
  type Fields,
  readObject,
  readOneOf,
  readText,
  readTexts,
  refuseDeep,
  refuseOthers,
} from "./badRequest";

/** Reads a request to run a step. @throws BadRequest */
export function readRun(body: unknown, { steps }: LoadedComponent): RunRequest {
  const given = readObject("Body", body);
  refuseOthers("", given, [
    ...["workspace", "kind", "key", "inputs", "request", "instanceState", "confirmed"],
  ]);
  const workspace = readOneOf("workspace", given.workspace, ["simulated", "own"]);
  const kind = readOneOf("kind", given.kind, ["action", "trigger", "dataSource"]);
  const key = readText("key", given.key);
  const step = steps.find((one) => one.kind === kind && one.key === key);
  if (!step) throw new BadRequest(`key: the component has no such ${kind}.`);
  const inputs = readObject("inputs", given.inputs);
  refuseOthers(
    "inputs.",
    inputs,
    step.inputs.map((input) => input.key),
  );
  const { confirmed, instanceState } = given;
  refuseDeep("inputs", inputs);
  refuseDeep("instanceState", instanceState);
  if (confirmed !== undefined && typeof confirmed !== "boolean") {
    throw new BadRequest("confirmed: expected true or false.");
  }
  if (given.request !== undefined && kind !== "trigger") {
    throw new BadRequest("request: expected for a trigger only.");
  }
  return {
    workspace,
    kind,
    key,
    inputs,
    confirmed,
    ...(given.request === undefined ? {} : { request: readTriggerRequest(given.request) }),
    ...(instanceState === undefined
      ? {}
      : { instanceState: readObject("instanceState", instanceState) }),
  };
}

function readTriggerRequest(value: unknown): NonNullable<RunRequest["request"]> {
  const request = readObject("request", value);
  refuseOthers("request.", request, ["headers", "body"]);
  return {
    headers: readTexts("request.headers", request.headers),
    body: readText("request.body", request.body),
  };
}

/** Reads the values of a connection. @throws BadRequest */
export function readConnection(
  body: unknown,
  { connections }: Pick<LoadedComponent, "connections">,
): ConnectionValues {
  const given = readObject("Body", body);
  refuseOthers("", given, ["key", "fields"]);
  const key = readOneOf(
    "key",
    given.key,
    connections.map((connection) => connection.key),
  );
  const inputs = connections.find((connection) => connection.key === key)?.inputs ?? [];
  const fields = readTexts("fields", given.fields);
  refuseOthers(
    "fields.",
    fields,
    inputs.map((input) => input.key),
  );
  const entered = inputs.flatMap((input): [string, string][] => {
    const preset = typeof input.default === "string" ? input.default : undefined;
    const value = ownValue(fields, input.key) ?? preset;
    if (input.required && !value) throw new BadRequest(`fields.${input.key}: expected a value.`);
    return value === undefined ? [] : [[input.key, value]];
  });
  return { key, fields: Object.fromEntries(entered) };
}

/** Reads the faults of the simulated workspace. @throws BadRequest */
export function readFaults(body: unknown): Faults {
  const given: Fields = readObject("Body", body);
  refuseOthers("", given, FAULTS);
  const scopes = FAULTS.map((name) => [
    name,
    readOneOf(name, given[name], ["off", "first", "all"]),
  ]);
  return Object.fromEntries(scopes) as Faults;
}
