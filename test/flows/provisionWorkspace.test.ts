import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fault } from "../../simulator";
import { type Examples, openExamples } from "./example";

const NAME = "provision-workspace";

let examples: Examples;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "provision-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const open = async () => {
  examples = await openExamples();
};
const close = () => examples.close();

const simulator = () => examples.workspaces.simulator;
const workspace = () => simulator().workspace("us");

/** Writes a payload or configuration for a run. */
function given(name: string, content: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const payload = (...sources: unknown[]) => ({ payload: given("payload.json", { sources }) });
const configuration = (changes: Record<string, string>) => ({
  config: given("config.json", {
    Warehouse: "Analytics",
    "Destination Type": "Webhooks (Actions)",
    "Webhook URL": "https://shop.example.com/orders",
    ...changes,
  }),
});

/** The objects that the flow creates, without ids: one line each. */
function held() {
  const { sources, destinations, subscriptions, connections, warehouses } = workspace();
  const slug = (id: string) => sources.get(id)?.slug;
  return {
    sources: sources.all.map(({ slug, name, metadataId, enabled }) =>
      [slug, name, metadataId, enabled].join(", "),
    ),
    connections: connections.all
      .map(
        ({ sourceId, warehouseId }) =>
          `${slug(sourceId)} to ${warehouses.get(warehouseId)?.settings.name}`,
      )
      .sort(),
    destinations: destinations.all.map(({ sourceId, name, metadataId, enabled }) =>
      [slug(sourceId), name, metadataId, enabled].join(", "),
    ),
    subscriptions: subscriptions.all.map(({ destinationId, name, trigger, enabled, settings }) => {
      const of = slug(destinations.get(destinationId)?.sourceId ?? "");
      return [of, name, trigger, enabled, settings.url].join(", ");
    }),
  };
}

const WEBHOOKS = "614a3c7d791c91c41bae7599";
const ORDERS =
  'Orders, type = "track" and event = "Order Completed", true, https://shop.example.com/orders';
const PROVISIONED = {
  sources: [
    "web-shop, Web shop, IqDTy1TpoU, true",
    "ios-app, iOS app, UBrsG9RVzw, true",
    "till, Till, IqDTy1TpoU, true",
    "android-app, Android app, wXNairW5xX, true",
    "newsletter, Newsletter, iUSjDFE9nP, true",
  ],
  connections: [
    "android-app to Analytics",
    "ios-app to Analytics",
    "newsletter to Analytics",
    "web-shop to Analytics",
  ],
  destinations: [
    `web-shop, Order webhook, ${WEBHOOKS}, true`,
    `ios-app, App webhook, ${WEBHOOKS}, true`,
    `web-shop, Old webhook, ${WEBHOOKS}, false`,
    `android-app, Order webhook, ${WEBHOOKS}, true`,
    `newsletter, Order webhook, ${WEBHOOKS}, true`,
  ],
  subscriptions: [`web-shop, ${ORDERS}`, `android-app, ${ORDERS}`, `newsletter, ${ORDERS}`],
};

const everything = () => {
  const { sources, destinations, subscriptions, connections } = workspace();
  const collections = [sources, destinations, subscriptions, connections];
  return structuredClone(collections.map(({ all }) => all));
};

describe("the provisioning of a workspace", () => {
  beforeEach(open);
  afterEach(close);

  test("creates what is missing, uses what is there, reports both, and changes nothing the second time", async () => {
    const { code, steps, text } = await examples.run(NAME);
    expect(code).toBe(0);
    expect(held()).toEqual(PROVISIONED);
    expect(simulator().differences).toEqual([]);
    const report = steps.find(({ step }) => step === "Make Report")?.results;
    expect(String(report).split("\n")).toEqual([
      "# Workspace provisioned",
      "",
      "| Name | Source | Destination | Subscription |",
      "|---|---|---|---|",
      "| Web shop (web-shop) | reused | reused | reused |",
      "| Android app (android-app) | created | created | created |",
      "| Newsletter (newsletter) | created | created | created |",
      "",
      "Sources: 2 created, 0 updated, 1 reused.",
      "All of them load into the warehouse Analytics.",
      'Their destination is "Order webhook", its subscription "Orders".',
    ]);
    expect(text).toContain("| Newsletter (newsletter) | created | created | created |");

    const before = everything();
    const again = await examples.run(NAME);
    expect(again.code).toBe(0);
    expect(everything()).toEqual(before);
    expect(again.text).toContain("Sources: 0 created, 0 updated, 3 reused.");
    expect(again.text).toContain("Everything was there: nothing was changed.");
  });

  test.each(["c", "d"])(
    "run again until it is done, makes everything once however requests fail (seed %s)",
    async (seed) => {
      const { last, faults } = await examples.untilDone(NAME, seed);
      expect(last.code).toBe(0);
      expect(held()).toEqual(PROVISIONED);
      expect(faults).toBeGreaterThan(5);
    },
  );

  test("does not create a second subscription if the response to the first was lost", async () => {
    let lost = 0;
    simulator().intercept(({ method, path }) => {
      if (method !== "POST" || !path.endsWith("/subscriptions") || lost > 0) return undefined;
      lost += 1;
      return fault("connection reset", "after");
    });
    const first = await examples.run(NAME);
    expect(first.code).toBe(1);
    expect(first.text).toContain("Segment may have applied it");
    expect(workspace().subscriptions.all).toHaveLength(2);
    expect((await examples.run(NAME)).code).toBe(0);
    expect(held()).toEqual(PROVISIONED);
  });
});

describe("the provisioning of what is partly there", () => {
  beforeAll(open);
  afterAll(close);

  test("connects a source that is there to the warehouse and changes its name", async () => {
    const till = { slug: "till", name: "Cash desk", type: "javascript" };
    const { code, text } = await examples.run(NAME, payload(till));
    expect(code).toBe(0);
    expect(text).toContain("| Cash desk (till) | updated | created | created |");
    expect(held().connections).toContain("till to Analytics");
    expect(held().sources).toContain("till, Cash desk, IqDTy1TpoU, true");
  });

  test("changes a subscription whose trigger or URL differs", async () => {
    const changes = { "Webhook URL": "https://new.example.com", "Event Trigger": 'type = "track"' };
    const shop = { slug: "web-shop", name: "Web shop", type: "javascript" };
    const { code, text } = await examples.run(NAME, {
      ...payload(shop),
      ...configuration(changes),
    });
    expect(code).toBe(0);
    expect(text).toContain("| Web shop (web-shop) | reused | reused | updated |");
    expect(held().subscriptions.filter((one) => one.startsWith("web-shop"))).toEqual([
      'web-shop, Orders, type = "track", true, https://new.example.com',
    ]);
  });

  test("leaves a source and a destination disabled that were", async () => {
    for (const { all } of [workspace().sources, workspace().destinations]) {
      for (const one of all) one.enabled = false;
    }
    expect((await examples.run(NAME)).code).toBe(0);
    expect(held().sources).toContain("web-shop, Web shop, IqDTy1TpoU, false");
    expect(held().destinations).toContain(`web-shop, Order webhook, ${WEBHOOKS}, false`);
  });
});

describe("before anything is written", () => {
  let before: unknown;
  beforeAll(async () => {
    await open();
    before = everything();
  });
  afterEach(() => expect(everything()).toEqual(before));
  afterAll(close);

  test("everything that is wrong with a payload is named", async () => {
    const { code, text } = await examples.run(
      NAME,
      payload(
        { slug: "web-shop", name: "Web shop", type: "javascript" },
        { slug: "shop", type: "javascrpt" },
        { slug: "web-shop", name: 4, type: "javascript" },
        "till",
      ),
    );
    expect(code).toBe(1);
    expect(text).toContain(
      "Payload: sources[1].name: expected text, got nothing; " +
        'sources[1].type: the catalog has no source type "javascrpt"; ' +
        "sources[2].name: expected text, got 4; " +
        'sources[2].slug: "web-shop" is that of sources[0]; ' +
        "sources[3].slug: expected text, got nothing; " +
        "sources[3].name: expected text, got nothing; " +
        "sources[3].type: expected text, got nothing",
    );
  });

  test.each([
    [{}, "nothing"],
    [{ sources: [] }, "[]"],
    [{ sources: "web-shop" }, '"web-shop"'],
  ])("the payload %j is refused", async (body, got) => {
    const { code, text } = await examples.run(NAME, { payload: given("payload.json", body) });
    expect(code).toBe(1);
    expect(text).toContain(
      `Payload: expected sources, a list with at least one source, got ${got}`,
    );
  });

  test.each([
    ["", "nothing"],
    ["http://shop.example.com", '"http://shop.example.com"'],
  ])("the Webhook URL %j is refused", async (url, got) => {
    const { code, text } = await examples.run(NAME, configuration({ "Webhook URL": url }));
    expect(code).toBe(1);
    expect(text).toContain(`expected an address that begins with https://, got ${got}`);
  });

  test("a destination type without an action that posts to a URL is refused", async () => {
    const changes = { "Destination Type": "Amplitude (Actions)" };
    const { code, text } = await examples.run(NAME, configuration(changes));
    expect(code).toBe(1);
    expect(text).toContain("an action that posts to a URL, got Amplitude (Actions)");
  });
});
