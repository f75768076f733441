import { Contract, type Operation, successStatus } from "../../simulator/contract/contract";
import { type Harness, startHarness } from "../../simulator/harness";
import { handlers } from "../../simulator/operations";
import { steps } from "./index";
import type { Step } from "./step";
import { Walk } from "./walk";

/** Lists that are not empty at the end: their objects exist from the start, or cannot be deleted. */
const LASTING = [
  "listAuditEvents",
  "listRoles",
  "listSpaces",
  "listUsers",
  "listWorkspaceRegulations",
];

/** A completed step. */
interface Taken {
  operation: Operation;
  response: Awaited<ReturnType<Harness["send"]>>;
  /** The number of differences from the contract so far. */
  differences: number;
}

const contract = new Contract();
const walk = new Walk();
const taken: (Taken | Error)[] = [];
let harness: Harness;

async function take(step: Step): Promise<Taken> {
  const { method, path, body } = walk.request(step);
  const { operation } = contract.match(method, path.replace(/\?.*/, ""));
  const sending = body === undefined ? {} : { headers: { "content-type": mediaType(operation) } };
  const response = await harness.send(method, path, body, sending);
  walk.keep(step, response.body.data ?? {});
  return { operation, response, differences: harness.simulator.differences.length };
}

// The steps build on each other, so all of them run once and the tests check their results.
beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
  for (const step of steps) taken.push(await take(step).catch((error: Error) => error));
});
afterAll(() => harness.end());

test.each(
  steps.map(([operationId, method, path], index) => [operationId, method, path, index] as const),
)(
  "%s %s %s succeeds with the response the contract lists",
  (operationId, _method, _path, index) => {
    const step = taken[index];
    if (!step || step instanceof Error) throw step;
    const { operation, response } = step;
    expect(operation.operationId).toBe(operationId);
    expect({ status: response.status, body: response.body }).toEqual({
      status: successStatus(operation),
      body: { data: expect.anything() },
    });
    expect(contract.checkResponse(operation, response.status, response.body)).toEqual([]);
    expect(step.differences).toBe(0);
  },
);

test("every served operation is in the life cycle and in the contract", () => {
  const covered = new Set(steps.map(([operationId]) => operationId));
  expect([...covered].sort()).toEqual(Object.keys(handlers).sort());
  const known = new Set(contract.operations.map(({ operationId }) => operationId));
  expect(Object.keys(handlers).filter((operationId) => !known.has(operationId))).toEqual([]);
});

test("the life cycle leaves nothing behind", async () => {
  const lists = contract.operations.filter(
    ({ operationId, path, parameters }) =>
      operationId.startsWith("list") &&
      Object.hasOwn(handlers, operationId) &&
      !LASTING.includes(operationId) &&
      !path.includes("{") &&
      !parameters.some(({ required }) => required),
  );
  expect(lists.map(({ path }) => path)).toContain("/sources");
  for (const { path } of lists) {
    const { body } = await harness.send("GET", path);
    expect([path, Object.values(body.data ?? {}).filter(Array.isArray)]).toEqual([path, [[]]]);
  }
});

test("the response check finds everything that the contract does not list", () => {
  const { operation } = contract.match("GET", "/");
  const workspace = { id: "a", slug: "b", name: "c" };
  const problems = (body: unknown) => contract.checkResponse(operation, 200, body).length;
  expect(problems({ data: { workspace } })).toBe(0);
  expect(problems({ data: { workspace: { ...workspace, owner: "d" } } })).toBe(1);
  expect(problems({ data: { workspace: { id: "a" } } })).toBe(2);
  expect(contract.checkResponse(operation, 201, {})).toHaveLength(1);
});

/** Plain JSON if the operation accepts it, otherwise its own media type. */
function mediaType({ requestBody }: Operation): string {
  const types = Object.keys(requestBody?.content ?? {});
  return types.includes("application/json") ? "application/json" : String(types[0]);
}
