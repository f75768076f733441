import { createHmac } from "node:crypto";
import { type Fault, fault, responseFault, type ScriptedResponse } from "../../simulator";
import component from "../../src";
import { openHarness, type TestHarness } from "../support/segment";
import { createHarness } from "../support/spectral";

const WEBHOOKS = "614a3c7d791c91c41bae7599";
const SEND = "4ZvSLrQvGjRXJBUb3ygWpr";
const CONTEXT = {
  instance: { id: "instance-1", name: "Acme" },
  flow: { id: "version-1", stableId: "flow-1", name: "Orders" },
  webhookUrls: { Orders: "https://hooks.example.com/orders", Other: "https://hooks.example.com/o" },
  webhookApiKeys: {},
};
const NAME = /^Prismatic Orders \[[0-9a-f]{10}\]$/;
const BY_HAND =
  "Without this right, set up a Webhooks (Actions) destination in Segment by hand and start the flow with the trigger Webhook.";

let harness: TestHarness;
let web: string;
let app: string;

beforeAll(async () => {
  harness = await openHarness({}, component);
});
beforeEach(async () => {
  harness.simulator.reset();
  harness.route(undefined);
  [web, app] = [await newSource("web"), await newSource("app")];
});
afterAll(() => harness.close());

async function newSource(slug: string): Promise<string> {
  const { data } = await harness.run<{ data: { source: { id: string } } }>("createSource", {
    slug,
    metadataId: "IqDTy1TpoU",
    enabled: true,
  });
  return data.source.id;
}

type Inputs = Record<string, unknown>;

const state = () => harness.simulator.workspace("us");
const deploy = (inputs: Inputs = {}, context: object = {}) =>
  harness.handle(
    "sourceEvents",
    "webhookCreate",
    { sourceId: web, ...inputs },
    { ...CONTEXT, ...context },
  );
const remove = (inputs: Inputs = {}, context: object = {}) =>
  harness.handle(
    "sourceEvents",
    "webhookDelete",
    { sourceId: web, ...inputs },
    { ...CONTEXT, ...context },
  );

/** Returns the message of the error. */
const failure = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "nothing failed",
    (error: Error) => error.message,
  );

/** Runs work and returns the requests that it sent, as method and template. */
async function requestsOf(work: () => Promise<unknown>) {
  const before = harness.simulator.requests.length;
  await work();
  return harness.simulator.requests.slice(before);
}
const writesOf = async (work: () => Promise<unknown>) =>
  (await requestsOf(work))
    .filter(({ method }) => method !== "GET")
    .map(({ operationId, body }) => [operationId, body]);

/** Returns the lines that were logged during the work. */
async function linesOf(work: () => Promise<unknown>): Promise<string[]> {
  const before = harness.logged.length;
  await work();
  return harness.logged.slice(before).map(({ text }) => text);
}

/** Creates a webhook destination that is somebody else's. */
function putOther(name: string, sourceId = web): string {
  const id = state().ids.next();
  state().destinations.put({
    id,
    name,
    enabled: true,
    metadataId: WEBHOOKS,
    sourceId,
    settings: { sharedSecret: "theirs-0123456789" },
  });
  return id;
}

/** Takes the webhook type out of the catalog's entries by ID, but not out of its list. */
function hideKnownType(): void {
  const gone = { status: 404, body: { errors: [{ type: "not-found", message: "none" }] } };
  harness.simulator.intercept(({ path }) =>
    path === `/catalog/destinations/${WEBHOOKS}` ? gone : undefined,
  );
}

/** The only destination of the flow and its only subscription, as Segment stores them. */
function provisioned() {
  const own = state().destinations.all.filter(({ name }) => name?.startsWith("Prismatic "));
  expect(own).toHaveLength(1);
  const [destination] = own;
  const subscriptions = state().subscriptions.all.filter(
    ({ destinationId }) => destinationId === destination?.id,
  );
  expect(subscriptions).toHaveLength(1);
  expect(state().subscriptions.all).toHaveLength(1);
  const [subscription] = subscriptions;
  if (!destination || !subscription) throw new Error("nothing is provisioned");
  const headers = subscription.settings.headers as Record<string, string>;
  return { destination, subscription, headers, secret: String(destination.settings.sharedSecret) };
}

/** Holds the workspace to one destination and one subscription with the right content. */
function expectProvisioned({ sourceId = web, trigger = 'type = "identify"' } = {}) {
  const { destination, subscription, headers, secret } = provisioned();
  expect(destination).toMatchObject({ sourceId, metadataId: WEBHOOKS, enabled: true });
  expect(destination.name).toMatch(NAME);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(subscription).toMatchObject({ actionId: SEND, enabled: true, trigger });
  expect(subscription.settings).toEqual({
    url: "https://hooks.example.com/orders",
    method: "POST",
    data: { "@path": "$." },
    headers: { "X-Flow-Secret": expect.stringMatching(/^[0-9a-f]{64}$/) },
    batch_size: 0,
    enable_batching: false,
  });
  expect(headers["X-Flow-Secret"]).not.toBe(secret);
  expect(harness.simulator.differences).toEqual([]);
}

const IDENTIFY = { eventTypes: ["identify"] };

describe("a deployment", () => {
  test("creates one destination and one subscription", async () => {
    await deploy(IDENTIFY);
    expectProvisioned();
  });

  test("again writes nothing, and reads in four requests", async () => {
    await deploy(IDENTIFY);
    const requests = await requestsOf(() => deploy(IDENTIFY));
    expect(requests.map(({ method, operationId }) => `${method} ${operationId}`).sort()).toEqual([
      "GET getDestinationMetadata",
      "GET getSource",
      "GET listDestinations",
      "GET listSubscriptionsFromDestination",
    ]);
    expectProvisioned();
  });

  test("with another condition changes only the trigger", async () => {
    await deploy();
    const writes = await writesOf(() => deploy({ eventNames: ["Order Completed"] }));
    const trigger = '(type = "track" and event = "Order Completed")';
    expect(writes).toEqual([["updateSubscriptionForDestination", { input: { trigger } }]]);
    expectProvisioned({ trigger });
  });

  test("of a renamed flow renames the destination", async () => {
    await deploy(IDENTIFY);
    const renamed = { ...CONTEXT.flow, name: `Other\n${"x".repeat(200)}` };
    const webhookUrls = { [renamed.name]: CONTEXT.webhookUrls.Orders };
    const writes = await writesOf(() => deploy(IDENTIFY, { flow: renamed, webhookUrls }));
    expect(writes).toEqual([
      [
        "updateDestination",
        { name: expect.stringMatching(/^Prismatic Other x{74} \[[0-9a-f]{10}\]$/) },
      ],
    ]);
  });

  test("repairs what was changed by hand", async () => {
    await deploy(IDENTIFY);
    const { destination, subscription } = provisioned();
    const settings = { ...subscription.settings, method: "PUT", enable_batching: true };
    const changed = { enabled: false, trigger: 'type = "page"', settings };
    state().destinations.put({
      ...destination,
      enabled: false,
      settings: { sharedSecret: "changed-by-hand-0000" },
    });
    state().subscriptions.put({ ...subscription, ...changed });
    state().subscriptions.put({ ...subscription, id: "zzz-second" });
    const writes = await writesOf(() => deploy(IDENTIFY));
    expect(writes.map(([operation]) => operation)).toEqual([
      "updateDestination",
      "removeSubscriptionFromDestination",
      "updateSubscriptionForDestination",
    ]);
    expect(writes[2]?.[1]).toEqual({
      input: {
        enabled: true,
        trigger: 'type = "identify"',
        settings: provisioned().subscription.settings,
      },
    });
    expectProvisioned();
    expect(await writesOf(() => deploy(IDENTIFY))).toEqual([]);
  });

  test("sends the secret again if the header is an older one, though its end looks the same", async () => {
    await deploy(IDENTIFY);
    const { destination, subscription, secret } = provisioned();
    const sharedSecret = `older-secret-${secret.slice(-4)}`;
    state().destinations.put({ ...destination, settings: { sharedSecret } });
    const settings = { ...subscription.settings, headers: { "X-Flow-Secret": "older" } };
    state().subscriptions.put({ ...subscription, settings });
    await deploy(IDENTIFY);
    expect(provisioned().secret).toBe(secret);
    expectProvisioned();
  });

  test("sends the secret again if Segment does not show its end", async () => {
    await deploy(IDENTIFY);
    const { destination, secret } = provisioned();
    const masked = {
      status: 200,
      body: { data: { destinations: [] as object[], pagination: {} } },
    };
    masked.body.data.destinations = [
      {
        ...destination,
        metadata: { slug: "actions-webhook" },
        settings: { sharedSecret: "••••••" },
      },
    ];
    harness.simulator.intercept(({ method, path }) =>
      method === "GET" && path === "/destinations" ? masked : undefined,
    );
    expect(await writesOf(() => deploy(IDENTIFY))).toEqual([
      ["updateDestination", { settings: { sharedSecret: secret } }],
    ]);
  });

  test("passes on the API key that the flow's address demands", async () => {
    const webhookApiKeys = { Orders: ["key-123456", "key-2"], Other: ["key-3"] };
    await deploy(IDENTIFY, { webhookApiKeys });
    expect(provisioned().headers).toEqual({
      "X-Flow-Secret": expect.any(String),
      "Api-Key": "key-123456",
    });
    expect(await writesOf(() => deploy(IDENTIFY, { webhookApiKeys }))).toEqual([]);
    await deploy(IDENTIFY, { webhookApiKeys: { Orders: [] } });
    expectProvisioned();
  });

  test("with another source removes the old destination before it creates the new one", async () => {
    await deploy(IDENTIFY);
    const writes = await writesOf(() => deploy({ ...IDENTIFY, sourceId: app }));
    expect(writes.map(([operation]) => operation)).toEqual([
      "deleteDestination",
      "createDestination",
      "createDestinationSubscription",
    ]);
    expectProvisioned({ sourceId: app });
  });

  test("leaves other destinations, flows and instances alone", async () => {
    const other = putOther("Prism");
    await deploy(IDENTIFY, { instance: { id: "instance-2" } });
    await deploy(IDENTIFY, { flow: { ...CONTEXT.flow, stableId: "flow-2" } });
    await deploy(IDENTIFY);
    const kept = state().destinations.all;
    expect(kept).toHaveLength(4);
    expect(new Set(kept.map(({ settings }) => settings.sharedSecret)).size).toBe(4);
    await remove();
    expect(state().destinations.all.map(({ id }) => id)).toEqual(
      kept.slice(0, 3).map(({ id }) => id),
    );
    expect(kept[0]?.id).toBe(other);
  });

  test("of a flow that is called like the destination of another flow leaves that one alone", async () => {
    await deploy(IDENTIFY);
    const { destination } = provisioned();
    const flow = { ...CONTEXT.flow, stableId: "flow-2", name: String(destination.name) };
    const webhookUrls = { [flow.name]: "https://hooks.example.com/copy" };
    await deploy(IDENTIFY, { flow, webhookUrls });
    const both = state().destinations.all.map(({ id }) => id);
    expect(both).toHaveLength(2);
    expect(await writesOf(() => deploy(IDENTIFY))).toEqual([]);
    await remove();
    expect(state().destinations.all.map(({ id }) => id)).toEqual(
      both.filter((id) => id !== destination.id),
    );
  });

  test("finds the type by its slug if the catalog has it under another ID", async () => {
    hideKnownType();
    const requests = await requestsOf(() => deploy(IDENTIFY));
    expect(requests.map(({ operationId }) => operationId)).toContain("getDestinationsCatalog");
    expectProvisioned();
  });

  test("of a disabled source says that no events come, and does all the rest", async () => {
    const source = state().sources.get(web);
    if (source) state().sources.put({ ...source, enabled: false });
    const lines = await linesOf(() => deploy(IDENTIFY));
    expect(lines[0]).toBe(
      `Source Events: the source ${web} is disabled: its events come once it is enabled`,
    );
    expectProvisioned();
  });

  test("needs at most 12 requests, so that with 2 s each it stays within 25 s", async () => {
    const counts = [
      await requestsOf(() => deploy(IDENTIFY)),
      await requestsOf(() => deploy({ sourceId: app })),
      await requestsOf(() => deploy({ sourceId: app, eventTypes: ["page"] })),
      await requestsOf(() => {
        hideKnownType();
        return deploy(IDENTIFY);
      }),
    ].map(({ length }) => length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(12);
  });

  test("gives up within 25 s if Segment is silent", async () => {
    harness.simulator.intercept(() => fault("silence", "before"));
    const { result, ms } = await harness.onClock(() => failure(deploy()));
    expect(result).toMatch(/^Source Events: .*did not respond in time/);
    expect(ms).toBeLessThanOrEqual(25_000);
  });

  test("logs no secret", async () => {
    harness.debug = true;
    const lines = await linesOf(() =>
      deploy(IDENTIFY, { webhookApiKeys: { Orders: ["key-123456"] } }),
    );
    harness.debug = false;
    const { secret, headers } = provisioned();
    expect(lines.length).toBeGreaterThan(4);
    for (const hidden of [secret, ...Object.values(headers), harness.simulator.us.token]) {
      expect(lines.join("\n")).not.toContain(hidden);
    }
  });
});

/** The failure of one request, and of all after it if it is lasting. */
const BREAKS: { what: string; lost: Fault; isLasting: boolean }[] = [
  {
    what: "the connection before any request and all after it",
    lost: fault("connection reset", "before"),
    isLasting: true,
  },
  {
    what: "any response and the connection after it",
    lost: fault("connection reset", "after"),
    isLasting: true,
  },
  {
    what: "any request to a refusal",
    lost: responseFault({ status: 403, body: { errors: [] } }, "before"),
    isLasting: false,
  },
  {
    what: "any response to a failed gateway",
    lost: responseFault({ status: 502, body: { errors: [] } }, "after"),
    isLasting: false,
  },
];

/** The states in which a deployment can find the workspace. */
const BEFORE: Record<string, () => Promise<void> | void> = {
  nothing: () => undefined,
  "an older condition and key": async () => {
    await deploy({ eventTypes: ["page"] });
    const { destination, subscription } = provisioned();
    const settings = { ...subscription.settings, headers: { "X-Flow-Secret": "old" } };
    state().subscriptions.put({ ...subscription, settings });
    state().destinations.put({ ...destination, settings: { sharedSecret: "old-secret-000000" } });
  },
  "a destination of another source": () => deploy({ sourceId: app }),
  "two destinations": async () => {
    await deploy(IDENTIFY);
    const { destination, subscription } = provisioned();
    state().destinations.put({ ...destination, id: "000-second" });
    state().subscriptions.put({ ...subscription, id: "000-sub", destinationId: "000-second" });
  },
};

describe.each(Object.entries(BEFORE))("a deployment that finds %s", (_, prepare) => {
  const MOST = 12;

  test.each(BREAKS)("and loses $what is finished by the next one", async ({ lost, isLasting }) => {
    let isReached = true;
    for (let at = 0; isReached && at < MOST; at += 1) {
      harness.simulator.reset();
      [web, app] = [await newSource("web"), await newSource("app")];
      await prepare();
      let count = 0;
      const restore = harness.simulator.intercept(() => {
        const index = count++;
        if (index === at) return lost;
        return isLasting && index > at ? fault("connection reset", "before") : undefined;
      });
      await harness.onClock(() => failure(deploy(IDENTIFY)));
      restore();
      isReached = count > at;
      await deploy(IDENTIFY);
      expectProvisioned();
      await remove();
      expect(state().destinations.all).toEqual([]);
    }
    expect(isReached).toBe(false);
  });
});

describe("a creation whose response is lost", () => {
  test.each(["/destinations", "/subscriptions"])("is found at once: POST …%s", async (path) => {
    let isLost = false;
    harness.simulator.intercept(({ method, path: requested }) => {
      if (isLost || method !== "POST" || !requested.endsWith(path)) return undefined;
      isLost = true;
      return fault("connection reset", "after");
    });
    await deploy(IDENTIFY);
    expectProvisioned();
  });
});

test("a creation that may have been made and cannot be looked up is looked up by the next deployment", async () => {
  let isLost = false;
  const restore = harness.simulator.intercept(({ method }) => {
    if (method === "POST") isLost = true;
    if (method === "POST") return fault("connection reset", "after");
    return isLost ? { status: 404, body: { errors: [] } } : undefined;
  });
  expect(await failure(deploy(IDENTIFY))).toMatch(
    /Segment may have applied it: .* The next deployment looks it up\.$/,
  );
  restore();
  await deploy(IDENTIFY);
  expectProvisioned();
});

test("two deployments at once leave one destination after the next one", async () => {
  await Promise.allSettled([deploy(IDENTIFY), deploy(IDENTIFY), deploy({ sourceId: app })]);
  await deploy(IDENTIFY);
  expectProvisioned();
});

describe("a removal", () => {
  test("deletes every destination of the flow, and a second one does nothing", async () => {
    await deploy(IDENTIFY);
    state().destinations.put({ ...provisioned().destination, id: "second", sourceId: app });
    expect((await writesOf(() => remove())).map(([operation]) => operation)).toEqual([
      "deleteDestination",
      "deleteDestination",
    ]);
    expect(state().destinations.all).toEqual([]);
    expect(state().subscriptions.all).toEqual([]);
    expect(await writesOf(() => remove())).toEqual([]);
  });

  test.each([403, 404, 422])("that Segment refuses with %i does not fail", async (status) => {
    await deploy(IDENTIFY);
    const { id } = provisioned().destination;
    const refusal = { status, body: { errors: [{ type: "no", message: "no way" }] } };
    harness.simulator.intercept(({ method }) => (method === "DELETE" ? refusal : undefined));
    const lines = await linesOf(() => remove());
    if (status === 404) expect(lines).toEqual([`Source Events: removed the destination ${id}`]);
    else {
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^Source Events: \d+ no way\./);
      expect(lines[0]).toContain(`The destination ${id} was not removed: delete it by hand.`);
    }
  });

  test("without access to the workspace says which destination remains", async () => {
    harness.simulator.intercept(() => ({ status: 401, body: { errors: [{ message: "no" }] } }));
    const lines = await linesOf(() => remove());
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^Source Events: 401 no\. .* The destination with \[[0-9a-f]{10}\] in its name was not removed: delete it by hand\.$/,
    );
    const bare = await linesOf(() => remove({ connectionInput: undefined }));
    expect(bare[0]).toContain("Connection: expected a Segment connection, got none");
    expect(bare[0]).toContain("was not removed: delete it by hand.");
  });
});

describe("a deployment that cannot succeed says what to do", () => {
  const respond = (method: string, path: RegExp, response: ScriptedResponse) =>
    harness.simulator.intercept((request) =>
      request.method === method && path.test(request.path) ? response : undefined,
    );
  const refused = (status: number, message: string) => ({
    status,
    body: { errors: [{ type: "refused", message }] },
  });

  test("if the plan lacks the feature", async () => {
    respond("POST", /^\/destinations$/, refused(403, "not included in your plan"));
    expect(await failure(deploy())).toBe(
      `Source Events: 403 not included in your plan. The API key for workspace ${harness.simulator.us.workspace.slug} is not allowed to do this: check that the workspace's plan includes it. ${BY_HAND}`,
    );
  });

  test("if the key may only read", async () => {
    const connectionInput = harness.connection(harness.simulator.us, {
      apiKey: harness.simulator.us.readOnlyToken,
    });
    const message = await failure(deploy({ connectionInput }));
    expect(message).toMatch(/^Source Events: 403 this token may not createDestination\./);
    expect(message).toContain("check its role");
    expect(message).toContain(BY_HAND);
  });

  test("if the source is in another workspace or region", async () => {
    const { slug } = harness.simulator.us.workspace;
    expect(await failure(deploy({ sourceId: "elsewhere" }))).toBe(
      `Source ID: expected a source of the workspace ${slug} in the US region, got elsewhere, which is not there: it may be in another workspace or region.`,
    );
    expect(state().destinations.all).toEqual([]);
  });

  test("if too many subscriptions were written, with the time after which the next one succeeds", async () => {
    harness.simulator.limit(600);
    await harness.onClock(async (clock) => {
      const conditions = ["a", "b", "c", "d", "e", "f", "g"].map((name) => ({
        eventNames: [name],
      }));
      const messages = [];
      for (const inputs of conditions) messages.push(await failure(deploy(inputs)));
      expect(messages.slice(0, 6)).toEqual(Array(6).fill("nothing failed"));
      expect(messages[6]).toMatch(
        /^Source Events: 429 .* Nothing was changed\. Try again in 6[01] seconds\.$/,
      );
      clock.tick(61_000);
      await deploy(conditions[6]);
    });
    expectProvisioned({ trigger: '(type = "track" and event = "g")' });
  });

  test("if the source takes one destination of the type", async () => {
    const id = putOther("Warehouse feed");
    respond("POST", /^\/destinations$/, refused(422, "only one instance is allowed"));
    expect(await failure(deploy())).toBe(
      `Source Events: 422 only one instance is allowed. The source has another destination of this type, Warehouse feed (${id}). If Segment takes only one, add a subscription to it by hand and start the flow with the trigger Webhook.`,
    );
  });

  test("if the catalog has no such type", async () => {
    respond("GET", /^\/catalog\/destinations\/./, refused(404, "none"));
    const data = { destinationsCatalog: [], pagination: { current: "a" } };
    respond("GET", /^\/catalog\/destinations$/, { status: 200, body: { data } });
    expect(await failure(deploy())).toBe(
      "Source Events: Segment's catalog of destinations cannot be used: it has no type actions-webhook",
    );
  });

  test.each<[string, Inputs, object, string]>([
    [
      "a name that no condition can contain",
      { eventNames: ["A", 'B"'] },
      {},
      "Event Names[1]: expected a name without quotation marks",
    ],
    [
      "a condition beside names",
      { eventNames: ["A"], condition: "x" },
      {},
      "Condition: expected nothing beside Event Names",
    ],
    [
      "an unknown type",
      { eventTypes: ["Track"] },
      {},
      "Event Types: expected one of track, identify",
    ],
    [
      "a long condition",
      { condition: "x".repeat(10_001) },
      {},
      "Condition: expected text of at most 10000 characters",
    ],
    [
      "no address of the flow",
      {},
      { webhookUrls: {} },
      "Source Events: the platform did not give the address",
    ],
    [
      "no identity",
      {},
      { flow: { name: "Orders" } },
      "Source Events: the platform did not give the ID",
    ],
  ])("if it has %s, and sends nothing", async (_, inputs, context, message) => {
    const requests = await requestsOf(async () => {
      expect(await failure(deploy(inputs, context))).toContain(message);
    });
    expect(requests).toEqual([]);
  });
});

describe("a received request", () => {
  const spectral = createHarness(component as never);
  const EVENT = Buffer.from('{"type":"identify","messageId":"m-1","traits":{"n":1.50}}');
  const sign = (body: Buffer | string, secret: string) =>
    createHmac("sha1", secret).update(body).digest("hex");

  const receive = async (
    headers: Record<string, string>,
    body: Buffer,
    inputs: Inputs = {},
    context: object = {},
  ): Promise<unknown> => {
    const contentType = "application/json";
    const payload = { headers, rawBody: { data: body, contentType }, body: { data: "" } };
    const values = { connectionInput: harness.connection(), region: "api", sourceId: web };
    const { payload: result } = (await spectral.trigger(
      "sourceEvents",
      payload as never,
      { ...values, ...inputs } as never,
      { ...CONTEXT, ...context } as never,
    )) as unknown as { payload: { body: { data: unknown } } };
    return result.body.data;
  };
  /** The headers with which Segment sends a body to the deployed flow. */
  const sent = (body: Buffer | string = EVENT) => {
    const { headers, secret } = provisioned();
    return { ...headers, "X-Signature": sign(body, secret) };
  };
  const without = (name: string, headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

  beforeEach(() => deploy(IDENTIFY));

  test("is accepted with the secrets of the deployment", async () => {
    expect(await receive(sent(), EVENT)).toEqual([
      { type: "identify", messageId: "m-1", traits: { n: 1.5 } },
    ]);
  });

  test("is refused without its header, its signature, or as a batch", async () => {
    const batch = Buffer.from(`[${EVENT},${EVENT}]`);
    const ADVICE = "If the API key of the connection was replaced, deploy the instance again.";
    expect(await failure(receive(without("X-Flow-Secret", sent()), EVENT))).toBe(
      `Source Events: the request was refused: it has no header X-Flow-Secret, or has it more than once. ${ADVICE}`,
    );
    expect(await failure(receive(without("X-Signature", sent()), EVENT))).toContain(
      "it has no header X-Signature",
    );
    expect(await failure(receive({ ...sent(), "X-Flow-Secret": "x" }, EVENT))).toContain(
      "its header X-Flow-Secret does not have the expected value",
    );
    expect(await failure(receive(sent(), Buffer.from(`${EVENT} `)))).toContain(
      "its signature does not match",
    );
    expect(await failure(receive(sent(EVENT), batch))).toContain("it is a batch");
  });

  test.each<[string, () => Inputs, object]>([
    ["flow", () => ({}), { flow: { ...CONTEXT.flow, stableId: "flow-2" } }],
    ["instance", () => ({}), { instance: { id: "instance-2" } }],
    [
      "API key",
      () => ({
        connectionInput: harness.connection(harness.simulator.us, { apiKey: "sgp_another" }),
      }),
      {},
    ],
  ])("is refused by another %s", async (_, inputs, context) => {
    expect(await failure(receive(sent(), EVENT, inputs(), context))).toContain("was refused");
  });

  test("of a new version of the flow is accepted", async () => {
    const flow = { ...CONTEXT.flow, id: "version-2" };
    expect(await receive(sent(), EVENT, {}, { flow })).toHaveLength(1);
  });
});
