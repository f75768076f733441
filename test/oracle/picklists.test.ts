import { openHarness, type TestHarness } from "../support/segment";
import { type Call, givenTo } from "./calls";
import { ACTION_KEYS, built } from "./component";
import { differences } from "./differences";
import { pagesOf } from "./fields";
import { operationOf } from "./operationOf";
import { exampleResponse, recorded } from "./record";

/** The operation that lists the choices of each picklist. */
const LISTED_BY: Readonly<Record<string, string>> = {
  destination: "listDestinations",
  selectActivation: "listActivationsFromAudience",
  selectAudience: "listAudiences",
  selectAudienceConnection: "listDestinationsFromAudience",
  selectAudienceDestination: "listDestinationsFromAudience",
  selectAudienceSchedule: "listAudienceSchedulesFromSpaceAndAudience",
  selectComputedTrait: "listComputedTraits",
  selectCredential: "listCredentials",
  selectDestinationFilter: "listFiltersFromDestination",
  selectDestinationMetadata: "getDestinationsCatalog",
  selectEntity: "listEntityPaths",
  selectEntityProperty: "listPropertiesFromEntity",
  selectEventProperty: "listPropertiesFromEvent",
  selectFunction: "listFunctions",
  selectFunctionVersion: "listFunctionVersions",
  selectInsertFunctionInstance: "listInsertFunctionInstances",
  selectInvite: "listInvites",
  selectLabelKey: "listLabels",
  selectLabelValue: "listLabels",
  selectProfilesWarehouse: "listProfilesWarehouseInSpace",
  selectRegulation: "listWorkspaceRegulations",
  selectReverseEtlModel: "listReverseEtlModels",
  selectSourceMetadata: "getSourcesCatalog",
  selectSpace: "listSpaces",
  selectSpaceEvent: "listEvents",
  selectSpaceFilter: "listFiltersForSpace",
  selectSubscription: "listSubscriptionsFromDestination",
  selectTrackingPlan: "listTrackingPlans",
  selectTrackingPlanSource: "listSourcesFromTrackingPlan",
  selectTrait: "listTraits",
  selectTransformation: "listTransformations",
  selectUser: "listUsers",
  selectUserEmail: "listUsers",
  selectUserGroup: "listUserGroups",
  selectUserGroupEmail: "listUsersFromUserGroup",
  selectWarehouseMetadata: "getWarehousesCatalog",
  sources: "listSources",
  warehouses: "listWarehouses",
};

/** One list that a picklist asks for, by operationId. */
type List = [operationId: string, sent: Record<string, unknown>];

const functionsOf = (...types: string[]): List[] =>
  types.map((resourceType) => ["listFunctions", { resourceType }]);
const INSERT_TYPES = ["INSERT_DESTINATION", "INSERT_SOURCE", "INSERT_TRANSFORMATION"];
const FUNCTION_TYPES = ["SOURCE", "DESTINATION", ...INSERT_TYPES];

/** Of picklists that ask for more than one list: all of them, in their order. */
const SEVERAL: Readonly<Record<string, () => List[]>> = {
  selectFunction: () => functionsOf(...FUNCTION_TYPES),
  selectInsertFunctionInstance: () => [
    ...functionsOf(...INSERT_TYPES),
    ...INSERT_TYPES.map(
      (): List => [
        "listInsertFunctionInstances",
        { functionId: firstId("listFunctions", "functions") },
      ],
    ),
  ],
  selectSpaceFilter: () => [
    ["listSpaces", {}],
    ["listFiltersForSpace", { integrationId: firstId("listSpaces", "spaces") }],
  ],
};

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

function exampleChoiceOf(picklist: string): unknown {
  const { result } = built.dataSources[picklist]?.examplePayload ?? {};
  return (result as unknown[])[0];
}

const actionOf = (operationId: string): string =>
  ACTION_KEYS.find((action) => operationOf(action).operationId === operationId) ?? operationId;

const exampleOf = (operationId: string): Record<string, unknown> =>
  (exampleResponse(actionOf(operationId)) as { data: Record<string, unknown> }).data;

/** The id of the first entry of a list's example. */
function firstId(operationId: string, list: string): unknown {
  const [first] = exampleOf(operationId)[list] as { id: string }[];
  return first?.id;
}

/** The requests for every page of a list, and their responses: two pages if the list is paged. */
function requestsFor([operationId, sent]: List, isLast: boolean): { call: Call; body: object }[] {
  const action = actionOf(operationId);
  const operation = operationOf(action);
  const data = exampleOf(operationId);
  const [page] = pagesOf(operation);
  const parameter = page?.parameter;
  if (!page || parameter === undefined) {
    return [{ call: { action, operation, inputs: {}, sent }, body: { data } }];
  }
  const next = page.cursors.type === "number" ? 5 : "b&c";
  const cursors = isLast ? [undefined, next] : [undefined];
  return cursors.map((cursor, at) => {
    const asked = { count: page.counts.maximum, ...(cursor !== undefined && { cursor }) };
    const pagination = { ...(data[parameter] as object), next };
    return {
      call: { action, operation, inputs: {}, sent: { ...sent, [parameter]: asked } },
      body: { data: isLast && at === 0 ? { ...data, [parameter]: pagination } : data },
    };
  });
}

/** Reads one destination, or one model before the lists; or reads nothing, and has fixed choices. */
const OTHERS = [
  "selectDestinationAction",
  "selectRegion",
  "selectRegulationType",
  "selectReverseEtlSubscription",
];

test("every picklist is run by the oracle, reads an object that is no list, or has fixed choices", () => {
  const picklists = Object.values(built.dataSources).filter(
    ({ dataSourceType }) => dataSourceType === "picklist",
  );
  expect(picklists.map(({ key }) => key).toSorted()).toEqual(
    [...Object.keys(LISTED_BY), ...OTHERS].toSorted(),
  );
});

test.each(Object.entries(LISTED_BY))(
  "%s asks for every page of its lists, the largest each, as the contract has it",
  async (picklist, operationId) => {
    const { inputs, sent } = givenTo(picklist, operationOf(actionOf(operationId)));
    const lists = SEVERAL[picklist]?.() ?? [[operationId, sent] satisfies List];
    const expected = lists.flatMap((list) => requestsFor(list, list[0] === operationId));
    const { eu } = harness.simulator;
    const responses = expected.map(({ body }) => ({ status: 200, body }));
    let choices: { label: string; key: string }[] = [];
    const requests = await recorded(harness, responses, async () => {
      choices = await harness.choices(picklist, {
        connection: harness.connection(eu),
        region: "eu1.api",
        ...inputs,
      });
    });
    expect(requests.map(({ region }) => region)).toEqual(expected.map(() => "eu"));
    const found = expected.flatMap(({ call }, at) => {
      const request = requests[at];
      return request ? differences(call, request, eu.token) : ["no request"];
    });
    expect(found).toEqual([]);
    // The responses are the examples, so the example of the picklist is among its choices.
    if (picklist === "selectLabelValue") expect(choices).toEqual([]);
    else expect(choices).toContainEqual(exampleChoiceOf(picklist));
  },
);
