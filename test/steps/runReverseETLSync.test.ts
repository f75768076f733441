import { refusal, times, useSteps } from "./steps";

interface Synced {
  joined: boolean;
  sync: { syncId: string; syncStatus: string; finishedAt: string };
}

const steps = useSteps();
const ONE_SYNC = /^\/reverse-etl-models\/[^/]+\/syncs\/[^/]+$/;
let ids: { sourceId: string; modelId: string; subscriptionId: string };

/** A model of a source, and a subscription by which it is synced. */
async function prepared(query: string) {
  const source = { slug: "warehouse", metadataId: "IqDTy1TpoU", enabled: true };
  const sourceId = (await steps.made("createSource", source)).id;
  const model = {
    name: "Customers",
    description: "All",
    enabled: true,
    queryIdentifierColumn: "id",
  };
  const modelId = (await steps.made("createReverseEtlModel", { ...model, sourceId, query })).id;
  const destination = { sourceId, metadataId: "614a3c7d791c91c41bae7599", name: "Hook" };
  const destinationId = (
    await steps.made("createDestination", { ...destination, settings: { sharedSecret: "shh-shh" } })
  ).id;
  const subscription = {
    actionId: "4ZvSLrQvGjRXJBUb3ygWpr",
    name: "Send",
    trigger: 'type = "track"',
    settings: { url: "https://a.example" },
  };
  const inputs = { ...subscription, destinationId, enabled: true, modelId };
  const subscriptionId = (await steps.made("createDestinationSubscription", inputs)).id;
  return { sourceId, modelId, subscriptionId };
}

const sync = (inputs: object = {}) =>
  steps.take<Synced>("runReverseETLSync", { ...ids, ...inputs });
const syncs = () => steps.simulator.workspace("us").reverseEtlSyncs.all;
/** A look at the sync as Segment shows it. */
const shown = (sync: object) => ({
  status: 200,
  body: {
    data: {
      reverseETLSyncStatus: {
        syncId: "s",
        modelId: ids.modelId,
        sourceId: ids.sourceId,
        duration: "1s",
        startedAt: "2026-01-31T08:00:00Z",
        ...sync,
      },
    },
  },
});

describe("of a model whose query works", () => {
  beforeEach(async () => {
    ids = await prepared("SELECT * FROM customers");
  });

  test("a sync is started and returned once it has ended, and the log shows its progress", async () => {
    const { data, ms, writes, told } = await sync();
    const [started] = syncs();
    expect(data).toMatchObject({
      joined: false,
      sync: { syncId: started?.id, syncStatus: "SUCCESS", finishedAt: expect.any(String) },
    });
    expect(ms).toBeGreaterThanOrEqual(40_000);
    expect(ms).toBeLessThan(60_000);
    expect(writes).toMatchObject([{ path: "/reverse-etl-syncs", body: ids }]);
    expect(told).toEqual([
      `Run Reverse ETL Sync: started the sync ${started?.id}`,
      "Run Reverse ETL Sync: the sync is IN_PROGRESS, 0 rows extracted",
      expect.stringMatching(
        /^Run Reverse ETL Sync: the sync is IN_PROGRESS, [1-9]\d* rows extracted, 0 delivered$/,
      ),
    ]);
  });

  test("one that runs already is joined, and no other is started", async () => {
    const { syncId } = await runningSince(20_000);
    const { data, ms, writes, told } = await sync();
    expect(data).toMatchObject({ joined: true, sync: { syncId, syncStatus: "SUCCESS" } });
    expect(writes).toEqual([]);
    expect(ms).toBeLessThan(40_000);
    expect(told[0]).toBe(`Run Reverse ETL Sync: joined the sync ${syncId}, which is running`);
    expect(syncs()).toHaveLength(1);
  });

  test.each([
    ["for more than 24 hours", [["old", "IN_PROGRESS", 25]]],
    [
      "since before a sync that has delivered",
      [
        ["old", "QUEUED", 3],
        ["new", "SUCCESS", 2],
      ],
    ],
  ])("one that has been running %s is passed over, which the log says", async (_, listed) => {
    const syncStatuses = listed.map(([syncId, syncStatus, hours]) => ({
      syncId,
      syncStatus,
      startedAt: new Date(Date.now() - Number(hours) * 3_600_000).toISOString(),
    }));
    steps.disturb("GET", /\/subscriptionId\//, { status: 200, body: { data: { syncStatuses } } });
    const { data, told, writes } = await sync();
    expect(data.joined).toBe(false);
    expect(writes).toHaveLength(1);
    expect(told[0]).toMatch(/^Run Reverse ETL Sync: ignored the sync old, which has been /);
  });

  test("of several that run the one that started last is joined", async () => {
    const [first, second] = [{ syncId: "other" }, await runningSince(20_000)];
    const syncStatuses = [first, second].map(({ syncId }, index) => ({
      syncId,
      syncStatus: "IN_PROGRESS",
      startedAt: new Date(Date.now() - 20_000 + index).toISOString(),
    }));
    steps.disturb("GET", /\/subscriptionId\//, { status: 200, body: { data: { syncStatuses } } });
    expect((await sync()).data.sync.syncId).toBe(second.syncId);
  });

  test.each([
    ["no list", {}, "syncStatuses"],
    ["a list of null", { syncStatuses: null }, "syncStatuses"],
    ["null in the list", { syncStatuses: [null] }, "syncStatuses"],
    [
      "a sync without its status",
      { syncStatuses: [{ syncId: "s" }] },
      "syncStatuses[0].syncStatus",
    ],
  ])("%s starts no sync beside one that may run", async (_, data, part) => {
    steps.simulator.intercept(({ path }) =>
      path.includes("/subscriptionId/") ? { status: 200, body: { data } } : undefined,
    );
    const { error, writes } = await sync();
    expect(error.message).toBe(
      `Run Reverse ETL Sync: 200 the response has no usable ${part}, after 4 attempts`,
    );
    expect(writes).toEqual([]);
  });

  test("a start that does not name the sync may have been made", async () => {
    steps.disturb("POST", /^\/reverse-etl-syncs$/, { status: 200, body: { data: {} } });
    expect((await sync()).error).toMatchObject({ outcome: "unknown" });
  });

  test.each(["SUCCESS", "COMPLETED", "successful"])(
    "one that ends as %s has succeeded",
    async (syncStatus) => {
      steps.disturb("GET", ONE_SYNC, shown({ syncStatus }));
      expect((await sync()).data.sync.syncStatus).toBe(syncStatus);
    },
  );

  test.each([
    ["UNSUCCESSFUL", {}],
    ["SUCCESS", { error: "the warehouse is gone" }],
    ["SUCCESS", { errorCode: "Gone" }],
    ["NO_SUCCESS", { finishedAt: "2026-01-31T08:01:00Z", error: "gone" }],
  ])("one that ends as %s with %j fails the step", async (syncStatus, more) => {
    steps.disturb("GET", ONE_SYNC, shown({ syncStatus, ...more }));
    const { error } = await sync({ acceptPartialSuccess: true });
    expect(error.message).toMatch(
      new RegExp(`^Run Reverse ETL Sync: the sync is ${syncStatus}.*Sync ID: `),
    );
  });

  test.each([
    ["DONE_DEAL", "the sync is DONE_DEAL"],
    ["", 'the sync is ""'],
  ])(
    "one that has finished as %j fails the step, whatever is accepted",
    async (syncStatus, said) => {
      steps.disturb("GET", ONE_SYNC, shown({ syncStatus, finishedAt: "2026-01-31T08:01:00Z" }));
      const { error } = await sync({ acceptPartialSuccess: true });
      expect(error.message).toBe(
        `Run Reverse ETL Sync: ${said} (it ended with an unknown status). Sync ID: ${syncs()[0]?.id}.`,
      );
    },
  );

  test("a success that could not deliver rows fails the step unless that is accepted", async () => {
    const lost = shown({ syncStatus: "SUCCESS", loadPhase: { deliverFailureCount: "5" } });
    steps.disturb("GET", ONE_SYNC, lost, lost);
    expect((await sync()).error.message).toBe(
      `Run Reverse ETL Sync: the sync is SUCCESS, 5 not delivered. Sync ID: ${syncs()[0]?.id}.`,
    );
    expect((await sync({ acceptPartialSuccess: true })).data.sync.syncStatus).toBe("SUCCESS");
  });

  test("a look at the sync that shows none is repeated", async () => {
    const nothing = { status: 200, body: { data: { reverseETLSyncStatus: null } } };
    steps.disturb("GET", ONE_SYNC, nothing);
    expect((await sync()).data.sync.syncStatus).toBe("SUCCESS");
  });

  test("one that is over is not joined", async () => {
    const { syncId } = await runningSince(60_000);
    const { data } = await sync();
    expect(data.joined).toBe(false);
    expect(data.sync.syncId).not.toBe(syncId);
    expect(syncs()).toHaveLength(2);
  });

  /** A sync that was started so many milliseconds ago. */
  async function runningSince(ms: number): Promise<{ syncId: string }> {
    const response = await steps.made("createReverseETLManualSync", ids);
    const { reverseEtlSyncs: syncs } = steps.simulator.workspace("us");
    for (const one of syncs.all) syncs.put({ ...one, startedAt: one.startedAt - ms });
    return response as unknown as { syncId: string };
  }

  test("one that outlasts the longest wait is told with its last state, and joined by the next run", async () => {
    steps.disturb("GET", ONE_SYNC, ...times(20, shown({ syncStatus: "QUEUED" })));
    const { error, ms } = await sync({ longestWait: "1" });
    const [started] = syncs();
    expect(error.message).toBe(
      `Run Reverse ETL Sync: waited 1 minute for the sync ${started?.id}; the last state was: the sync is QUEUED. The work continues in Segment. You can run the step again.`,
    );
    expect(ms).toBe(60_000);
    for (const one of syncs()) {
      steps.simulator.workspace("us").reverseEtlSyncs.put({ ...one, startedAt: Date.now() });
    }
    expect((await sync()).data).toMatchObject({ joined: true, sync: { syncId: started?.id } });
  });

  test.each(["PARTIAL_SUCCESS", "Partial", "PARTIALLY_SUCCESSFUL"])(
    "one that ends as %s fails the step unless that is accepted",
    async (syncStatus) => {
      const loadPhase = { deliverSuccessCount: "7", deliverFailureCount: "1" };
      const partial = shown({ syncStatus, loadPhase, error: "1 row was refused" });
      steps.disturb("GET", ONE_SYNC, partial, partial);
      const { error } = await sync();
      expect(error.message).toBe(
        `Run Reverse ETL Sync: the sync is ${syncStatus}, 7 delivered, 1 not delivered (1 row was refused). Sync ID: ${syncs()[0]?.id}.`,
      );
      const { data } = await sync({ acceptPartialSuccess: "true" });
      expect(data.sync.syncStatus).toBe(syncStatus);
    },
  );

  test.each(["FAIL", "FAILED", "CANCELED", "ERROR"])(
    "one that ends as %s fails the step, whatever is accepted",
    async (syncStatus) => {
      steps.disturb("GET", ONE_SYNC, shown({ syncStatus, errorCode: "Code7" }));
      const { error } = await sync({ acceptPartialSuccess: true });
      expect(error.message).toContain(`the sync is ${syncStatus} (Code7). Sync ID: `);
    },
  );

  test("one that has ended is over, whatever its status is called", async () => {
    const ended = shown({ syncStatus: "STOPPED", finishedAt: "2026-01-31T08:01:00Z" });
    steps.disturb("GET", ONE_SYNC, ended);
    expect((await sync()).error.message).toContain("the sync is STOPPED. Sync ID: ");
  });

  test("looks that fail for a moment are repeated, and one that is refused fails the step", async () => {
    const limited = { status: 429, headers: { "retry-after": "5" } };
    steps.disturb("GET", ONE_SYNC, limited, { status: 503 }, refusal(403));
    const { error, requests } = await sync();
    expect(error).toMatchObject({ status: 403, attempts: 3, name: "ConnectionError" });
    expect(requests.at(-1)).toMatchObject({ method: "GET", status: 403 });
  });

  test("a model that is not there fails before anything is started", async () => {
    const { error, writes } = await sync({ modelId: "nowhere" });
    expect(error.message).toMatch(/^Run Reverse ETL Sync: 404 /);
    expect(writes).toEqual([]);
  });

  test("a longest wait that is too long is refused before anything is sent", async () => {
    const { error, requests } = await sync({ longestWait: "15" });
    expect(error.message).toMatch(
      /^Longest Wait \(minutes\): expected a whole number from 1 to 12/,
    );
    expect(requests).toEqual([]);
  });
});

test("a sync that fails fails the step with the reason and the sync's id", async () => {
  ids = await prepared("SELECT fail FROM customers");
  const { error, ms } = await sync();
  expect(error.message).toBe(
    `Run Reverse ETL Sync: the sync is FAIL, 0 rows extracted (the query of the model failed, ExtractQueryFailed). Sync ID: ${syncs()[0]?.id}.`,
  );
  expect(ms).toBeGreaterThanOrEqual(20_000);
});
