import { ALPHA, errorFields, findId, findList, type Harness, startHarness } from "../harness";

type Status = Record<string, unknown>;

const START = Date.parse("2025-01-01T00:00:00Z");
let harness: Harness;
let now: number;
let source: string;
let model: string;
let subscription: string;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newSource = async (slug: string) =>
  findId(await send("POST", "/sources", { slug, enabled: true, metadataId: "IqDTy1TpoU" }));
const newModel = async (sourceId: string, query = "select 1") => {
  const rest = { name: "m", description: "", enabled: true, queryIdentifierColumn: "id" };
  return findId(await send("POST", "/reverse-etl-models", { sourceId, query, ...rest }, ALPHA));
};
const newSubscription = async (sourceId: string, modelId: string) => {
  const destination = { sourceId, metadataId: "614a3c7d791c91c41bae7599", settings: {} };
  const id = findId(await send("POST", "/destinations", destination));
  const action = { actionId: "4ZvSLrQvGjRXJBUb3ygWpr", settings: { url: "https://a.example" } };
  const body = { name: "n", ...action, trigger: 'type = "track"', enabled: true };
  return findId(
    await send("POST", `/destinations/${id}/subscriptions`, { ...body, modelId }, ALPHA),
  );
};
const start = (more = {}) => {
  const body = { sourceId: source, modelId: model, subscriptionId: subscription, ...more };
  return send("POST", "/reverse-etl-syncs", body, ALPHA);
};
const started = async (more = {}) => {
  const { body } = await start(more);
  const sync = body.data?.reverseETLManualSync as { syncId: string } | undefined;
  return sync?.syncId ?? "";
};
const status = async (sync: string, of = model) =>
  (await send("GET", `/reverse-etl-models/${of}/syncs/${sync}`)).body.data
    ?.reverseETLSyncStatus as Status;
const cancel = async (sync: string) =>
  (await send("POST", `/reverse-etl-models/${model}/syncs/${sync}/cancel`, {}, ALPHA)).body.data;

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
});
beforeEach(async () => {
  now = START;
  harness.simulator.reset();
  source = await newSource("s");
  model = await newModel(source);
  subscription = await newSubscription(source, model);
});
afterAll(() => harness.end());

test("a sync extracts for twenty seconds, loads for twenty seconds, and succeeds", async () => {
  const sync = await started();
  now = START + 19_999;
  const extracting = await status(sync);
  expect(extracting).toMatchObject({
    syncId: sync,
    modelId: model,
    sourceId: source,
    syncStatus: "IN_PROGRESS",
    startedAt: "2025-01-01T00:00:00.000Z",
    duration: "19s",
    extractPhase: { extractCount: "0", finishedAt: "" },
  });
  expect(extracting).not.toHaveProperty("loadPhase");
  expect(extracting).not.toHaveProperty("finishedAt");
  now = START + 20_000;
  expect(await status(sync)).toMatchObject({
    syncStatus: "IN_PROGRESS",
    extractPhase: {
      extractCount: expect.stringMatching(/^[1-9]/),
      finishedAt: "2025-01-01T00:00:20.000Z",
    },
    loadPhase: { deliverSuccessCount: "0", startedAt: "2025-01-01T00:00:20.000Z", finishedAt: "" },
  });
  now = START + 40_000;
  const done = await status(sync);
  expect(done).toMatchObject({
    syncStatus: "SUCCESS",
    duration: "40s",
    finishedAt: "2025-01-01T00:00:40.000Z",
  });
  expect(done).not.toHaveProperty("error");
  now = START + 3_600_000;
  expect(await status(sync)).toEqual(done);
});

test("extracted rows are added, updated or deleted, and all are delivered", async () => {
  const syncs = [await started()];
  now += 60_000;
  syncs.push(await started());
  now += 60_000;
  for (const [index, sync] of syncs.entries()) {
    const { extractPhase, loadPhase } = await status(sync);
    const { addedCount, updatedCount, deletedCount, extractCount } = extractPhase as Status;
    const parts = [addedCount, updatedCount, deletedCount].map(Number);
    expect(parts.reduce((so, part) => so + part, 0)).toBe(Number(extractCount));
    expect(loadPhase).toMatchObject({
      deliverSuccessCount: extractCount,
      deliverFailureCount: "0",
    });
    if (index === 0) expect(addedCount).toBe(extractCount);
  }
});

test("a query with the word fail fails in the extract phase", async () => {
  const failing = await newModel(source, "select FAIL from t");
  const subscriptionId = await newSubscription(source, failing);
  const sync = await started({ modelId: failing, subscriptionId });
  now += 19_999;
  expect(await status(sync, failing)).toMatchObject({ syncStatus: "IN_PROGRESS" });
  now += 1;
  const failed = await status(sync, failing);
  expect(failed).toMatchObject({
    syncStatus: "FAIL",
    error: expect.stringMatching(/./),
    errorCode: "ExtractQueryFailed",
    extractPhase: { extractCount: "0", errorCode: "ExtractQueryFailed" },
  });
  expect(failed).not.toHaveProperty("loadPhase");
  await send("PATCH", `/reverse-etl-models/${failing}`, { query: "select 1" }, ALPHA);
  const mended = await started({ modelId: failing, subscriptionId });
  now += 40_000;
  expect(await status(mended, failing)).toMatchObject({ syncStatus: "SUCCESS" });
  expect(await status(sync, failing)).toEqual(failed);
});

test("one sync of a model and a subscription runs at a time", async () => {
  await start();
  now += 39_999;
  expect(errorFields(await start())).toEqual(["modelId"]);
  const other = await newSubscription(source, model);
  expect((await start({ subscriptionId: other })).status).toBe(200);
  now += 1;
  expect((await start()).status).toBe(200);
});

test("source, model and subscription of a sync must belong together, and the model must be enabled", async () => {
  const elsewhere = await newSource("elsewhere");
  expect(errorFields(await start({ sourceId: elsewhere }))).toEqual(["sourceId"]);
  expect(errorFields(await start({ modelId: "unknown" }))).toEqual(["modelId"]);
  expect(errorFields(await start({ subscriptionId: "unknown" }))).toEqual(["subscriptionId"]);
  const foreign = await newSubscription(elsewhere, model);
  expect(errorFields(await start({ subscriptionId: foreign }))).toEqual(["subscriptionId"]);
  expect(errorFields(await start({ modelId: await newModel(source) }))).toEqual(["subscriptionId"]);
  await send("PATCH", `/reverse-etl-models/${model}`, { enabled: false }, ALPHA);
  expect(errorFields(await start())).toEqual(["modelId"]);
});

test("a canceled sync runs for five more seconds and then fails", async () => {
  const sync = await started();
  now += 22_000;
  expect(await cancel(sync)).toEqual({ modelId: model, syncId: sync, status: "CANCELLING" });
  expect(await cancel(sync)).toMatchObject({ errorCode: "SyncAlreadyCanceled" });
  now += 4_999;
  expect(await status(sync)).toMatchObject({ syncStatus: "IN_PROGRESS" });
  expect((await start()).status).toBe(422);
  now += 1;
  expect(await status(sync)).toMatchObject({
    syncStatus: "FAIL",
    errorCode: "SyncCanceled",
    finishedAt: "2025-01-01T00:00:27.000Z",
    extractPhase: { errorCode: "" },
    loadPhase: { deliverSuccessCount: "0", errorCode: "SyncCanceled" },
  });
  const next = await started();
  now += 40_000;
  const late = await cancel(next);
  expect(late).toMatchObject({ errorCode: "SyncFinishedCannotCancel" });
  expect(late).not.toHaveProperty("status");
  expect(await status(next)).toMatchObject({ syncStatus: "SUCCESS" });
});

test("syncs are listed newest first, with count and cursor as parameters themselves", async () => {
  const syncs: string[] = [];
  for (let index = 0; index < 3; index++) {
    syncs.unshift(await started());
    now += 60_000;
  }
  const path = `/reverse-etl-models/${model}/subscriptionId/${subscription}/syncs`;
  const list = (query: Record<string, unknown>, at = path) => send("GET", at, undefined, { query });
  const ids = (response: Awaited<ReturnType<typeof list>>) =>
    findList(response, "syncStatuses").map(({ syncId }) => syncId);
  const first = await list({ count: 2 });
  expect(ids(first)).toEqual(syncs.slice(0, 2));
  const pagination = first.body.data?.pagination as { next: string } | undefined;
  expect(ids(await list({ count: 2, cursor: pagination?.next }))).toEqual(syncs.slice(2));
  expect(errorFields(await list({ cursor: "x" }))).toEqual(["cursor"]);
  expect(errorFields(await list({ count: 101 }))).toEqual(["count"]);
  expect(errorFields(await list({ pagination: { count: 2 } }))).toEqual(["pagination"]);
  const other = await newSubscription(source, model);
  expect(ids(await list({}, path.replace(subscription, other)))).toEqual([]);
  expect((await list({}, path.replace(subscription, "unknown"))).status).toBe(404);
});

test("removing a model removes its syncs, and removing a source its models", async () => {
  const sync = await started();
  const other = await newModel(source);
  expect((await send("GET", `/reverse-etl-models/${other}/syncs/${sync}`)).status).toBe(404);
  await send("DELETE", `/reverse-etl-models/${model}`);
  const workspace = harness.simulator.workspace("us");
  expect(workspace.reverseEtlSyncs.all).toEqual([]);
  expect(workspace.reverseEtlModels.all).toMatchObject([{ id: other }]);
  await send("DELETE", `/sources/${source}`);
  expect(findList(await send("GET", "/reverse-etl-models"), "models")).toEqual([]);
  const body = { sourceId: source, name: "m", description: "", enabled: true, query: "q" };
  const late = { ...body, queryIdentifierColumn: "id" };
  expect(errorFields(await send("POST", "/reverse-etl-models", late, ALPHA))).toEqual(["sourceId"]);
});
