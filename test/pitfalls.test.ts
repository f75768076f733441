import { built } from "./oracle/component";
import { openHarness, type TestHarness } from "./support/segment";

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
beforeEach(() => {
  harness.simulator.reset();
  harness.simulator.intercept(() => ({ status: 200, body: { data: { sources: [] } } }));
});
afterAll(() => harness.close());

const sent = () => harness.simulator.requests;
const query = () => [...new URLSearchParams(sent()[0]?.query)];

/** The inputs of an action as the designer prefills them. */
function prefilled(action: string): Record<string, unknown> {
  const inputs = built.actions[action]?.inputs ?? [];
  return Object.fromEntries(
    inputs.filter(({ type }) => type !== "connection").map((input) => [input.key, input.default]),
  );
}

describe("requests", () => {
  test("event volume is requested from Segment's path, with its filters", async () => {
    await harness.run("getEventsVolumeFromWorkspace", {
      granularity: "DAY",
      startTime: "2026-01-01T00:00:00Z",
      endTime: "2026-01-02T00:00:00Z",
      sourceId: ["000xxx", "s1", "s2"],
    });
    expect(sent()[0]?.path).toBe("/events/volume");
    expect(query()).toContainEqual(["sourceId[1]", "s2"]);
    expect(sent()[0]?.query).not.toContain("000xxx");
  });

  test("a new subscription says which action it triggers", async () => {
    await harness.run("createDestinationSubscription", {
      destinationId: "d",
      actionId: "a",
      name: "n",
      trigger: "t",
      enabled: "false",
    });
    expect(sent()[0]?.body).toEqual({ actionId: "a", name: "n", trigger: "t", enabled: false });
    expect(sent()[0]?.headers["content-type"]).toBe("application/vnd.segment.v1alpha+json");
  });

  test("changes of a subscription go out inside input", async () => {
    await harness.run("updateDestinationSubscription", {
      destinationId: "d",
      subscriptionId: "s",
      reverseETLSchedule: '{"strategy": "MANUAL"}',
    });
    expect(sent()[0]?.body).toEqual({ input: { reverseETLSchedule: { strategy: "MANUAL" } } });
  });

  test.each([
    [
      "{}",
      ".strategy: expected one of CRON, DBT_CLOUD, MANUAL, PERIODIC, SPECIFIC_DAYS, got nothing",
    ],
    [
      '{"strategy": "CRON"}',
      ".config: expected an object with spec, timezone for CRON, got nothing",
    ],
    [
      '{"strategy": "DBT_CLOUD", "config": null}',
      ".config: expected an object with jobId, accountId for DBT_CLOUD, got nothing",
    ],
  ])(
    "the reverse ETL schedule %s is refused, and nothing is sent",
    async (reverseETLSchedule, said) => {
      const inputs = { destinationId: "d", subscriptionId: "s", reverseETLSchedule };
      await expect(harness.run("updateDestinationSubscription", inputs)).rejects.toThrow(
        `Reverse ETL Schedule${said}.`,
      );
      expect(sent()).toEqual([]);
    },
  );

  test("functions are listed by their type, and not at all without one", async () => {
    await expect(harness.run("listFunctions", { resourceType: "" })).rejects.toThrow(
      "Resource Type: expected one of SOURCE, DESTINATION,",
    );
    expect(sent()).toEqual([]);
  });

  test("the connected sources of a warehouse can be paged", async () => {
    await harness.run("listConnectedSourcesFromWarehouse", {
      warehouseId: "w",
      count: "3",
      cursor: "MA==",
    });
    expect(query()).toEqual([
      ["pagination[count]", "3"],
      ["pagination[cursor]", "MA=="],
    ]);
  });

  test("connecting a source to a warehouse sends no body and no content type", async () => {
    await harness.run("addConnectionFromSourceToWarehouse", { sourceId: "s", warehouseId: "w" });
    expect(sent()[0]?.body).toBeUndefined();
    expect(sent()[0]?.headers["content-type"]).toBeUndefined();
  });

  test.each([
    ["true", true],
    ["FALSE", false],
    [true, true],
  ])("enabled given as %p goes out as a boolean", async (enabled, expected) => {
    await harness.run("updateDestination", { destinationId: "d", enabled });
    expect(sent()[0]?.body).toEqual({ enabled: expected });
  });
});

describe("what was not set", () => {
  test.each([
    ["updateFunction", { functionId: "f", displayName: "New" }, { displayName: "New" }],
    ["updateTransformation", { transformationId: "t", name: "New" }, { name: "New" }],
    ["updateSource", { sourceId: "s", name: "New" }, { name: "New" }],
    ["updateDestination", { destinationId: "d", name: "New" }, { name: "New" }],
  ])("%s on a form left as it is prefilled changes nothing else", async (action, given, body) => {
    await harness.run(action, { ...prefilled(action), ...given });
    expect(sent()[0]?.body).toStrictEqual(body);
  });

  test.each(["", "  ", null, undefined, {}, []])(
    "%p in every optional input is absent on the wire",
    async (blank) => {
      await harness.run("updateSource", {
        sourceId: "s",
        name: typeof blank === "object" ? "" : blank,
        enabled: typeof blank === "object" ? "" : blank,
        settings: blank,
      });
      expect(sent()[0]?.body).toStrictEqual({});
    },
  );

  test.each([undefined, "", [], ["000xxx"], ["", "000xxx"]])(
    "users to delete given as %p delete nobody: nothing is sent",
    async (userIds) => {
      await expect(harness.run("deleteUser", { userIds })).rejects.toThrow(
        "User IDs: expected at least one id",
      );
      expect(sent()).toEqual([]);
    },
  );

  test("ids beside an old 000xxx are all deleted", async () => {
    await harness.run("deleteUser", { userIds: ["000xxx", "a", "b"] });
    expect(query()).toEqual([
      ["userIds[0]", "a"],
      ["userIds[1]", "b"],
    ]);
  });

  test("an invitation with nothing set invites nobody", async () => {
    await expect(harness.run("createUserInvites", prefilled("createUserInvites"))).rejects.toThrow(
      "Invites: expected a list of objects, got nothing.",
    );
    expect(sent()).toEqual([]);
  });

  test("a warehouse is not updated without the settings its API asks for", async () => {
    await expect(harness.run("updateWarehouse", { warehouseId: "w", name: "n" })).rejects.toThrow(
      "Settings: expected keys and values, here or in Settings JSON, got nothing.",
    );
    expect(sent()).toEqual([]);
  });
});

describe("settings and JSON", () => {
  test("a whole object from an earlier step goes out as it is, types and all", async () => {
    const settings = { port: 5432, ssl: true, tags: ["a"], nested: { a: null } };
    await harness.run("updateSource", { sourceId: "s", settings, settingsAsTheyAre: true });
    expect(sent()[0]?.body).toEqual({ settings });
  });

  test("JSON given as a value arrives as JSON given as text does", async () => {
    const invites = [{ email: "ada@example.com" }];
    await harness.run("createUserInvites", { invites });
    await harness.run("createUserInvites", { invites: JSON.stringify(invites) });
    expect(sent().map(({ body }) => body)).toEqual([{ invites }, { invites }]);
  });

  test("broken JSON is refused by the name of its input", async () => {
    await expect(
      harness.run("updateFunction", { functionId: "f", settings: "[{" }),
    ).rejects.toThrow(/^Function Settings: expected a list of objects/);
    expect(sent()).toEqual([]);
  });
});

describe("path, host and token", () => {
  test("an id is one segment of the path, whatever is in it", async () => {
    await harness.run("getSource", { sourceId: "a/b?c#d%e" });
    expect(sent()[0]?.path).toBe("/sources/a%2Fb%3Fc%23d%25e");
  });

  test.each(["..", ".", "", " ", undefined, 42, { id: "a" }])(
    "deleting %p deletes nothing and sends nothing",
    async (sourceId) => {
      await expect(harness.run("deleteSource", { sourceId })).rejects.toThrow(
        /^Source ID: expected/,
      );
      expect(sent()).toEqual([]);
    },
  );

  test.each(["eu", "evil.example/", "api.segmentapis.com", "API", "", undefined])(
    "the region %p is refused and the token goes nowhere",
    async (region) => {
      await expect(harness.run("listSources", { region })).rejects.toThrow(
        "Region: expected one of api, eu1.api",
      );
      expect(sent()).toEqual([]);
    },
  );

  test.each([
    ["api", "us"],
    ["eu1.api", "eu"],
  ] as const)("region %s reaches the %s host and no other", async (region, name) => {
    await harness.run("listSources", { region });
    expect(sent().map((request) => request.region)).toEqual([name]);
    expect(sent()[0]?.headers.authorization).toBe(`Bearer ${harness.simulator.us.token}`);
  });

  test("no environment variable leads the token elsewhere", async () => {
    const before = { ...process.env };
    Object.assign(process.env, { SEGMENT_HOST: "evil.example", BASE_URL: "https://evil.example" });
    await harness.run("listSources");
    process.env = before;
    expect(sent()).toHaveLength(1);
  });

  test("a token with spaces inside is refused before anything is sent", async () => {
    const connectionInput = harness.connection(harness.simulator.us, { apiKey: "a b\r\nHost: x" });
    await expect(harness.run("listSources", { connectionInput })).rejects.toThrow(
      /^API Key: expected/,
    );
    expect(sent()).toEqual([]);
  });

  test("a token with spaces around it is trimmed", async () => {
    const apiKey = ` ${harness.simulator.us.token}\n`;
    await harness.run("listSources", {
      connectionInput: harness.connection(harness.simulator.us, { apiKey }),
    });
    expect(sent()[0]?.headers.authorization).toBe(`Bearer ${apiKey.trim()}`);
  });
});

describe("the form", () => {
  const input = (action: string, key: string) =>
    built.actions[action]?.inputs.find((one) => one.key === key);

  test("the model of a subscription is called Model ID, and grouping is explained as grouping", () => {
    expect(input("createDestinationSubscription", "modelId")?.label).toBe("Model ID");
    expect(input("getEventsVolumeFromWorkspace", "groupBy")?.comments).toMatch(/dimensions/);
  });

  test("settings, metadata and enabled speak of the resource they belong to", () => {
    for (const resource of ["source", "destination", "warehouse"]) {
      const action = `create${resource[0]?.toUpperCase()}${resource.slice(1)}`;
      for (const key of ["settings", "metadataId", "enabled"]) {
        expect(input(action, key)?.comments).toContain(resource);
      }
    }
  });

  test("the subdomain says what it is for, and errors use it", async () => {
    const [connection] = built.connections;
    const subdomain = connection?.inputs.find(({ key }) => key === "subdomain");
    expect(subdomain?.comments).toMatch(/workspace slug.*Errors name the workspace by it/);
    harness.simulator.reset();
    const connectionInput = harness.connection(harness.simulator.us, { apiKey: "wrong-token" });
    await expect(harness.run("listSources", { connectionInput })).rejects.toThrow(
      "workspace acme-us",
    );
  });
});
