import { openBench, type TestBench } from "../support/segment";
import type { Call } from "./calls";
import { built } from "./component";
import { differences } from "./differences";
import { operationOf } from "./operationOf";
import { exampleAnswer, recorded } from "./record";

/** The action that calls the operation of each picklist. */
const LISTED_BY: Record<string, string> = {
  destination: "listDestinations",
  sources: "listSources",
  warehouses: "listWarehouses",
  selectDestinationMetadata: "listDestinationCatalog",
  selectSourceMetadata: "listSourcesCatalog",
  selectWarehouseMetadata: "listWarehousesCatalog",
  selectFunction: "listFunctions",
  selectSubscription: "listDestinationSubscriptions",
  selectTransformation: "listTransformations",
  selectUser: "listUsers",
};
const RESOURCE_TYPES = [
  "SOURCE",
  "DESTINATION",
  "INSERT_DESTINATION",
  "INSERT_SOURCE",
  "INSERT_TRANSFORMATION",
];
const LARGEST_PAGE = 1000;

let bench: TestBench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

/** The inputs of a picklist besides connection and region. */
const inputsOf = (picklist: string): Record<string, string> =>
  picklist === "selectSubscription" ? { destinationId: "a/b é" } : {};

/** The lists a picklist asks for, one after the other. */
const listsOf = (picklist: string): Record<string, unknown>[] =>
  picklist === "selectFunction"
    ? RESOURCE_TYPES.map((resourceType) => ({ resourceType }))
    : [inputsOf(picklist)];

test("10 picklists are there, and the oracle runs each", () => {
  expect(Object.keys(built.dataSources).sort()).toEqual(Object.keys(LISTED_BY).sort());
  expect(Object.keys(LISTED_BY)).toHaveLength(10);
});

test.each(Object.entries(LISTED_BY))(
  "%s asks for every page of its lists, the largest each, as the contract has it",
  async (picklist, action) => {
    const { data } = exampleAnswer(action) as { data: { pagination: object } };
    const first = { data: { ...data, pagination: { ...data.pagination, next: "b&c" } } };
    const calls = listsOf(picklist).flatMap((sent) =>
      [{}, { cursor: "b&c" }].map(
        (cursor): Call => ({
          action,
          operation: operationOf(action),
          inputs: {},
          sent: { ...sent, pagination: { count: LARGEST_PAGE, ...cursor } },
        }),
      ),
    );
    const answers = calls.map((_call, at) => ({ status: 200, body: at % 2 ? { data } : first }));
    const { eu } = bench.simulator;
    const requests = await recorded(bench, answers, () =>
      bench.choices(picklist, {
        connection: bench.connection(eu),
        region: "eu1.api",
        ...inputsOf(picklist),
      }),
    );
    expect(requests.map(({ region }) => region)).toEqual(calls.map(() => "eu"));
    const found = calls.flatMap((call, at) => {
      const request = requests[at];
      return request ? differences(call, request, eu.token) : ["no request"];
    });
    expect(found).toEqual([]);
  },
);
