import { steps } from "../simulator/lifecycle";
import { type Request, Walk } from "../simulator/lifecycle/walk";
import component from "../src";
import { apiInputs, fieldFor } from "./oracle/calls";
import { ACTION_KEYS } from "./oracle/component";
import { type Operation, operations, violations } from "./oracle/contract";
import { decodedQuery } from "./oracle/expected";
import { pagesOf } from "./oracle/fields";
import { operationOf } from "./oracle/operationOf";
import { readQuery } from "./oracle/query";
import { givenFor } from "./oracle/samples";
import { builtBundle } from "./support/bundle";
import { openBench, type TestBench } from "./support/segment";

const actionOf = new Map(ACTION_KEYS.map((action) => [operationOf(action).operationId, action]));

/** The values of a request by the names of the contract: path, query and body together. */
function valuesOf(operation: Operation, { path: url, body }: Request): Record<string, unknown> {
  const [path = "", query = ""] = url.split("?");
  const pattern = operation.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  const inPath = new RegExp(`^${pattern}$`).exec(path)?.groups ?? {};
  return {
    ...Object.fromEntries(
      Object.entries(inPath).map(([name, value]) => [name, decodeURIComponent(value)]),
    ),
    ...readQuery(operation.parameters, decodedQuery(query)).values,
    ...(body as object),
  };
}

const at = (values: unknown, path: readonly string[]): unknown =>
  path.reduce(
    (value, name) => (value as Record<string, unknown> | undefined)?.[name],
    values as unknown,
  );

/** The inputs with which an action makes a request; null and what is not set are left out. */
function inputsFor(action: string, values: Record<string, unknown>): Record<string, unknown> {
  const inputs: Record<string, unknown> = {};
  for (const input of apiInputs(action)) {
    const value = at(values, fieldFor(action, input).path);
    if (value !== undefined && value !== null) inputs[input.key] = givenFor(input, value);
  }
  for (const { count, cursor, parameter } of pagesOf(operationOf(action))) {
    const page = at(values, parameter === undefined ? [] : [parameter]);
    inputs[count] = at(page, ["count"]);
    inputs[cursor] = at(page, ["cursor"]);
  }
  return inputs;
}

describe.each([
  ["from its sources", () => component as object],
  ["from the built bundle", builtBundle],
])("the component %s", (_name, load) => {
  const walk = new Walk();
  let bench: TestBench;

  beforeAll(async () => {
    bench = await openBench({}, load());
  });
  afterAll(() => bench.close());

  test.each(steps)(
    "goes through the life cycle: %s %s %s, and answers what the contract lists",
    async (...step) => {
      const request = walk.request(step);
      const operation = operations.get(request.operationId);
      if (!operation) throw new Error(`the contract has no ${request.operationId}`);
      const action = actionOf.get(request.operationId) ?? "";
      const answer = await bench.run(action, inputsFor(action, valuesOf(operation, request)));
      expect(violations(operation.answer, answer)).toEqual([]);
      expect(bench.simulator.requests.at(-1)).toMatchObject({
        operationId: request.operationId,
        method: request.method,
        path: request.path.split("?")[0],
        status: operation.status,
      });
      expect(bench.simulator.differences).toEqual([]);
      walk.keep(step, answer.data);
    },
  );

  test("has then used all 208 operations", () => {
    const used = new Set(bench.simulator.requests.map(({ operationId }) => operationId));
    expect([...used].toSorted()).toEqual([...operations.keys()].toSorted());
  });
});
