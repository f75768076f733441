import { fault, responseFault, type ScriptedResponse } from "../../simulator";
import { refusal, useSteps } from "./steps";

interface Upserted {
  outcome: string;
  changed: string[];
  source: { id: string; slug: string; name: string; enabled: boolean };
}

const steps = useSteps();
const STRIPE = "1bow82lmk";
const JAVASCRIPT = "IqDTy1TpoU";
const WANTED = {
  slug: "payments",
  metadataId: STRIPE,
  name: "Payments",
  enabled: true,
  settings: { syncHistory: true },
};

const upsert = (inputs: object = {}) =>
  steps.take<Upserted>("upsertSource", { ...WANTED, ...inputs });
const sources = () => steps.simulator.workspace("us").sources.all;
const bodies = ({ writes }: { writes: { body: unknown }[] }) => writes.map(({ body }) => body);
const routes = ({ writes }: { writes: { method: string }[] }) => writes.map(({ method }) => method);

test("a source that is not there is created, and named", async () => {
  const { data } = await upsert();
  expect(data).toMatchObject({ outcome: "created", changed: [] });
  expect(data.source).toMatchObject({ id: sources()[0]?.id, name: "Payments" });
  const { name, enabled, settings, slug, metadataId } = WANTED;
  expect(sources()).toMatchObject([{ name, enabled, settings, slug, metadataId }]);
});

test("a source that is as wanted is left alone", async () => {
  const first = (await upsert()).data;
  const { data, writes } = await upsert();
  expect(data).toEqual({ ...first, outcome: "unchanged" });
  expect(writes).toEqual([]);
});

test.each([
  ["its name", { name: "Money" }, { name: "Money" }],
  ["whether it is enabled", { enabled: "false" }, { enabled: false }],
  ["one setting", { settings: { syncHistory: false } }, { settings: { syncHistory: false } }],
])("of a source that differs in %s only that is updated", async (_, inputs, body) => {
  await upsert();
  const taken = await upsert(inputs);
  expect(routes(taken)).toEqual(["PATCH"]);
  expect(bodies(taken)).toEqual([body]);
  expect(taken.data).toMatchObject({
    outcome: "updated",
    changed: Object.keys(body),
    source: body,
  });
  expect(sources()).toMatchObject([{ ...WANTED, ...body }]);
  expect((await upsert(inputs)).data.outcome).toBe("unchanged");
});

test("an empty input changes nothing; a new source accepts data", async () => {
  const blank = { name: "", enabled: "", settings: [] };
  expect((await upsert(blank)).data.source).toMatchObject({
    enabled: true,
    name: "payments",
  });
  await upsert({ enabled: false });
  const { data, writes } = await upsert(blank);
  expect(data).toMatchObject({
    outcome: "unchanged",
    source: { name: "Payments", enabled: false },
  });
  expect(writes).toEqual([]);
});

test("a source is found by its whole slug, on whatever page it is", async () => {
  steps.simulator.fill("us", { sources: 1100 });
  const inputs = { metadataId: JAVASCRIPT, name: "", settings: [] };
  const { data, requests, writes } = await upsert({ ...inputs, slug: "source-1050" });
  expect(data).toMatchObject({ outcome: "unchanged", source: { slug: "source-1050" } });
  expect(requests.length).toBeGreaterThan(1);
  expect(writes).toEqual([]);
  const other = await upsert({ ...inputs, slug: "source-105" });
  expect(other.data).toMatchObject({ outcome: "created", source: { slug: "source-105" } });
  expect(sources()).toHaveLength(1101);
});

test("a source of another type is refused before anything is written", async () => {
  await upsert();
  const { error, writes } = await upsert({ metadataId: JAVASCRIPT, name: "Web" });
  expect(error.message).toBe(
    `Upsert Source: the source payments has the type Stripe (${STRIPE}), not ${JAVASCRIPT}. Nothing was changed.`,
  );
  expect(writes).toEqual([]);
});

test.each([
  fault("connection reset", "after"),
  fault("silence", "after"),
  fault("short body, then closed", "after"),
  responseFault({ status: 502, body: "<html>" }, "after"),
])("a creation whose response is lost to $name creates one source and updates it", async (lost) => {
  steps.disturb("POST", /^\/sources$/, lost);
  const taken = await upsert();
  expect(taken.data).toMatchObject({ outcome: "created", changed: [] });
  expect(routes(taken)).toEqual(["POST", "PATCH"]);
  expect(sources()).toMatchObject([WANTED]);
});

test("a creation that may be lost is not sent again if the source does not exist", async () => {
  steps.disturb("POST", /^\/sources$/, fault("connection reset", "before"));
  const { error, writes } = await upsert();
  expect(error).toMatchObject({ outcome: "unknown", code: "ECONNRESET" });
  expect(error.message).toMatch(/^Upsert Source: .* Segment may have applied it/);
  expect(writes).toHaveLength(1);
  expect((await upsert()).data.outcome).toBe("created");
});

test("a lookup that fails does not hide that a creation may have been carried out", async () => {
  steps.disturb("POST", /^\/sources$/, fault("connection reset", "after"));
  steps.disturb("GET", /^\/sources$/, undefined, refusal(403));
  const { error } = await upsert();
  expect(error).toMatchObject({ method: "POST", outcome: "unknown" });
});

describe("when someone else is faster", () => {
  const faster = (metadataId: string) => () => {
    const { ids } = steps.simulator.workspace("us");
    const theirs = { slug: "payments", name: "Theirs", settings: {}, labels: [], writeKeys: [] };
    steps.simulator
      .workspace("us")
      .sources.put({ ...theirs, id: ids.next(), metadataId, enabled: true });
    return undefined;
  };

  test.each([
    ["Segment's own response", []],
    ["409", [refusal(409)]],
    ["400", [refusal(400)]],
  ])("the source they made is updated, as %s tells", async (_, responses) => {
    const beforehand = faster(STRIPE);
    steps.disturb("POST", /^\/sources$/, () => {
      beforehand();
      return responses[0];
    });
    const { data } = await upsert();
    expect(data).toMatchObject({ outcome: "updated", changed: ["name", "settings"] });
    expect(sources()).toMatchObject([WANTED]);
  });

  test("and made one of another type, the slug is taken and theirs stays as it is", async () => {
    steps.disturb("POST", /^\/sources$/, faster(JAVASCRIPT));
    const { error, writes } = await upsert();
    expect(error.message).toBe("Upsert Source: 422 slug is already taken (field slug)");
    expect(writes).toHaveLength(1);
    expect(sources()).toMatchObject([{ name: "Theirs", metadataId: JAVASCRIPT }]);
  });
});

test("a creation that is refused for what it says fails with Segment's reason", async () => {
  const wrong = { settings: { syncHistory: 1 }, settingsAsTheyAre: true };
  const { error, writes } = await upsert(wrong);
  expect(error).toMatchObject({ status: 422, name: "SegmentError" });
  expect(error.message).toContain("(field settings.syncHistory)");
  expect(writes).toHaveLength(1);
  expect(sources()).toEqual([]);
});

test("a creation that is not allowed is not looked up", async () => {
  const { us } = steps.simulator;
  const connectionInput = steps.harness.connection(us, { apiKey: us.readOnlyToken });
  const { error, requests } = await upsert({ connectionInput });
  expect(error).toMatchObject({ status: 403, name: "ConnectionError" });
  expect(requests.map(({ path }) => path.split("?")[0])).toEqual([
    "/sources",
    `/catalog/sources/${STRIPE}`,
    "/sources",
  ]);
});

test("a source that was made but not named says so, and is named by the next run", async () => {
  steps.disturb("PATCH", /^\/sources\//, {
    status: 429,
    headers: { "retry-after": "3600" },
  });
  const { error } = await upsert();
  expect(error).toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
  expect(error.message).toBe(
    "Upsert Source: 429 Too Many Requests. Try again in 3600 seconds. It was created before; run the step again to finish.",
  );
  expect((await upsert()).data).toMatchObject({ outcome: "updated", changed: ["name"] });
  expect(sources()).toHaveLength(1);
});

describe("a secret among the settings", () => {
  const secret = { settings: { apiKey: "rk_live_0123456789", syncHistory: true } };
  const shown = "••••••••••6789";

  test("is sent once to a new source", async () => {
    const taken = await upsert({ ...secret, name: "" });
    expect(routes(taken)).toEqual(["POST"]);
    expect(taken.data.source).toMatchObject({ settings: { apiKey: shown } });
  });

  test("is sent again every time, since it cannot be compared", async () => {
    await upsert(secret);
    const taken = await upsert(secret);
    expect(bodies(taken)).toEqual([{ settings: { apiKey: secret.settings.apiKey } }]);
    expect(sources()).toMatchObject([secret]);
  });

  test("is not changed if an earlier step gave its mask", async () => {
    await upsert(secret);
    const { data, writes } = await upsert({ settings: { apiKey: shown } });
    expect(data.outcome).toBe("unchanged");
    expect(writes).toEqual([]);
  });
});

test.each([{}, { source: null }, { source: { id: null } }])(
  "a creation that returns %j is looked up and reported as created",
  async (data) => {
    steps.disturb("POST", /^\/sources$/, responseFault({ status: 200, body: { data } }, "after"));
    const taken = await upsert();
    expect(taken.data).toMatchObject({ outcome: "created", source: { slug: "payments" } });
    expect(routes(taken)).toEqual(["POST", "PATCH"]);
    expect(sources()).toMatchObject([WANTED]);
  },
);

test.each<[response: ScriptedResponse, lacks: string]>([
  [{ status: 204 }, "source"],
  [{ status: 201, body: { data: {} } }, "source"],
  [{ status: 201, body: { data: { source: { id: "" } } } }, "source.id"],
])(
  "a creation that returns %j and is not to be found may have been made",
  async (response, lacks) => {
    steps.disturb("POST", /^\/sources$/, response);
    const { error } = await upsert();
    expect(error).toMatchObject({ outcome: "unknown" });
    expect(error.message).toContain(`${response.status} the response has no usable ${lacks}.`);
  },
);

test.each([
  ["null", null],
  ["a source without a slug", { id: "s", metadata: { id: STRIPE } }],
  ["a source without a type", { id: "s", slug: "payments", metadata: null }],
])("%s among the sources fails the step before anything is written", async (_, odd) => {
  const data = { sources: [odd], pagination: { current: "MA==" } };
  steps.simulator.intercept(() => ({ status: 200, body: { data } }));
  const { error, writes } = await upsert();
  expect(error.message).toMatch(/^Upsert Source: 200 the response has no usable sources\[0\]/);
  expect(writes).toEqual([]);
});

test("a name that is null is one that differs", async () => {
  await upsert();
  const [own] = sources();
  const listed = { ...own, name: null, metadata: { id: STRIPE } };
  const data = { sources: [listed], pagination: { current: "MA==" } };
  steps.disturb("GET", /^\/sources$/, { status: 200, body: { data } });
  expect(bodies(await upsert())).toEqual([{ name: "Payments" }]);
});

test("of two sources of one slug neither is taken", async () => {
  const metadata = { id: STRIPE };
  const listed = ["a", "b"].map((id) => ({ id, slug: "payments", metadata }));
  const data = { sources: listed, pagination: { current: "MA==" } };
  steps.disturb("GET", /^\/sources$/, { status: 200, body: { data } });
  const { error, writes } = await upsert();
  expect(error.message).toBe(
    "Upsert Source: the workspace has several sources payments: a, b; the step cannot tell which one to update. Nothing was changed.",
  );
  expect(writes).toEqual([]);
});

test.each([
  ["another source", { id: "other", name: "Money" }, "shows other"],
  ["the old name", { name: "Payments" }, "does not show the new name"],
])("a response to the change that shows %s fails the step as unknown", async (_, shown, said) => {
  const { id } = (await upsert()).data.source;
  const source = { id, ...shown };
  steps.disturb("PATCH", /^\/sources\//, { status: 200, body: { data: { source } } });
  const { error } = await upsert({ name: "Money" });
  expect(error.message).toContain(said);
  expect(error.outcome).toBe("unknown");
});
