import { ALPHA, errorFields, type Harness, startHarness } from "../harness";
import { handlers } from "../operations";

const JAVASCRIPT = "IqDTy1TpoU";
const source = { slug: "shop", enabled: true, metadataId: JAVASCRIPT };
const logged: string[] = [];
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, log: (line) => logged.push(line) });
});
beforeEach(() => {
  harness.simulator.reset();
  logged.length = 0;
});
afterAll(() => harness.end());

describe("authorization", () => {
  test("a request without a token, or with a wrong one, is 401", async () => {
    expect(await harness.send("GET", "/", undefined, { token: "wrong" })).toMatchObject({
      status: 401,
      body: { errors: [{ type: "unauthorized" }] },
    });
    const headers = { authorization: "" };
    expect((await harness.send("GET", "/", undefined, { headers })).status).toBe(401);
  });

  test("each region has its own workspace and rejects the other's token", async () => {
    const { us, eu } = harness.simulator;
    const american = await harness.send("GET", "/");
    const european = await harness.send("GET", "/", undefined, { region: "eu" });
    expect(american.body.data).toEqual({ workspace: us.workspace });
    expect(european.body.data).toEqual({ workspace: eu.workspace });
    expect(us.workspace.id).not.toBe(eu.workspace.id);
    expect((await harness.send("GET", "/", undefined, { token: eu.token })).status).toBe(401);
    expect(
      (await harness.send("GET", "/", undefined, { region: "eu", token: us.token })).status,
    ).toBe(401);
  });

  test("an object of one region is not visible in the other", async () => {
    await harness.send("POST", "/sources", source);
    const european = await harness.send("GET", "/sources", undefined, { region: "eu" });
    expect(european.body.data).toMatchObject({ sources: [] });
  });

  test("a read-only token reads, and a write with it is 403", async () => {
    const token = harness.simulator.us.readOnlyToken;
    expect((await harness.send("GET", "/sources", undefined, { token })).status).toBe(200);
    expect((await harness.send("POST", "/sources", source, { token })).status).toBe(403);
    expect((await harness.send("GET", "/sources")).body.data).toMatchObject({ sources: [] });
  });
});

describe("routing", () => {
  test("a path without an operation is 404, an unsupported method is 405", async () => {
    expect((await harness.send("GET", "/nothing")).status).toBe(404);
    expect((await harness.send("GET", "/sources/")).status).toBe(404);
    expect((await harness.send("PUT", "/sources")).status).toBe(405);
    expect((await harness.send("GET", "/sources/a%")).status).toBe(400);
  });

  test("an operation without a handler is 501 and names it", async () => {
    const { listSpaces } = handlers;
    Reflect.deleteProperty(handlers, "listSpaces");
    const response = await harness.send("GET", "/spaces");
    Object.assign(handlers, { listSpaces });
    expect(response).toMatchObject({
      status: 501,
      body: { errors: [{ message: "the simulator does not serve listSpaces yet" }] },
    });
  });

  test("unknown ids are 404", async () => {
    const paths = [
      "/sources/x",
      "/sources/x/connected-destinations",
      "/sources/x/connected-warehouses",
      "/destinations/x",
      "/destinations/x/subscriptions",
      "/destinations/x/subscriptions/y",
      "/warehouses/x",
      "/warehouses/x/connected-sources",
      "/warehouses/x/connection-state",
      "/functions/x",
      "/transformations/x",
      "/users/x",
      "/catalog/sources/x",
      "/catalog/destinations/x",
      "/catalog/warehouses/x",
    ];
    for (const path of paths) {
      const { status, body } = await harness.send("GET", path);
      expect([path, status, body.errors?.length]).toEqual([path, 404, 1]);
    }
  });
});

describe("requests", () => {
  const bodies: [string, unknown, (string | undefined)[]][] = [
    ["a missing field", { slug: "shop", metadataId: JAVASCRIPT }, ["enabled"]],
    ["an unknown field", { ...source, colour: "red" }, ["colour"]],
    ["text for a boolean", { ...source, enabled: "true" }, ["enabled"]],
    ["null for a text", { ...source, slug: null }, ["slug"]],
    ["text for an object", { ...source, settings: "{}" }, ["settings"]],
    ["a list instead of an object", [], [""]],
    ["metadata that does not exist", { ...source, metadataId: "x" }, ["metadataId"]],
    ["a blank slug", { ...source, slug: " " }, ["slug"]],
  ];
  test.each(bodies)("a body with %s is 422 and names it", async (_, body, fields) => {
    const response = await harness.send("POST", "/sources", body);
    expect([response.status, errorFields(response)]).toEqual([422, fields]);
    expect((await harness.send("GET", "/sources")).body.data).toMatchObject({ sources: [] });
  });

  const queries: [string, string, (string | undefined)[]][] = [
    ["an unknown parameter", "/sources?colour=red", ["colour"]],
    [
      "an unknown part of a parameter",
      "/sources?pagination[count]=1&pagination[x]=1",
      ["pagination.x"],
    ],
    ["a count of 0", "/sources?pagination[count]=0", ["pagination.count"]],
    ["a count of 1001", "/sources?pagination[count]=1001", ["pagination.count"]],
    ["a count that is not a number", "/sources?pagination[count]=ten", ["pagination.count"]],
    ["an empty count", "/sources?pagination[count]=", ["pagination.count"]],
    ["no count beside a cursor", "/sources?pagination[cursor]=MA==", ["pagination.count"]],
    ["pagination that is not an object", "/sources?pagination=10", ["pagination"]],
    [
      "a garbled cursor",
      "/sources?pagination[count]=1&pagination[cursor]=MQ==",
      ["pagination.cursor"],
    ],
    [
      "a parameter given twice",
      "/functions?resourceType=SOURCE&resourceType=SOURCE",
      ["resourceType"],
    ],
    ["a required parameter missing", "/functions", ["resourceType"]],
    ["a value that is not in the list", "/functions?resourceType=CLOUD", ["resourceType"]],
    ["a prototype's name", "/sources?__proto__[count]=1", ["__proto__"]],
    [
      "a list as one text",
      "/events/volume?granularity=DAY&startTime=2024-01-01T00:00:00Z&endTime=2024-01-02T00:00:00Z&groupBy=source",
      ["groupBy"],
    ],
    [
      "an invalid time",
      "/events/volume?granularity=DAY&startTime=x&endTime=2024-01-02T00:00:00Z",
      ["startTime"],
    ],
  ];
  test.each(queries)("a query with %s is 422 and names it", async (_, path, fields) => {
    const response = await harness.send("GET", path);
    expect([response.status, errorFields(response)]).toEqual([422, fields]);
  });

  test("a list in a query must be numbered from 0", async () => {
    for (const query of ["userIds[]=a", "userIds[1]=a", "userIds=a", ""]) {
      const response = await harness.send("DELETE", `/users?${query}`);
      expect([query, response.status, errorFields(response)[0]?.slice(0, 7)]).toEqual([
        query,
        422,
        "userIds",
      ]);
    }
  });

  test("a body of another media type is 415, even if the operation takes no body", async () => {
    const form = { headers: { "content-type": "application/x-www-form-urlencoded" } };
    expect((await harness.send("POST", "/sources", "slug=a", form)).status).toBe(415);
    expect((await harness.send("POST", "/functions/x/deploy", undefined, form)).status).toBe(415);
    expect((await harness.send("GET", "/sources", undefined, form)).status).toBe(415);
    const beta = { headers: { "content-type": "application/vnd.segment.v1beta+json" } };
    const path = "/destinations/x/subscriptions";
    expect((await harness.send("POST", path, { name: "a" }, beta)).status).toBe(415);
    expect((await harness.send("POST", path, { name: "a" }, ALPHA)).status).toBe(422);
  });

  test("a body for an alpha operation can be plain JSON", async () => {
    const path = "/destinations/x/subscriptions";
    const plain = await harness.send("POST", path, { name: "a" });
    expect(plain.status).toBe(422);
    expect(plain.body).toEqual((await harness.send("POST", path, { name: "a" }, ALPHA)).body);
  });

  test("errors have Segment's types and wording", async () => {
    const missing = await harness.send("POST", "/warehouses", { settings: {} });
    expect(missing).toMatchObject({ status: 422 });
    expect(missing.body.errors).toEqual([
      { type: "input-validation", message: '"metadataId" is required', field: "metadataId" },
    ]);
    const unknown = await harness.send("GET", "/transformations/2uor");
    expect(unknown).toMatchObject({ status: 404 });
    expect(unknown.body.errors).toEqual([
      { type: "not-found", message: "Transformation with id '2uor' not found" },
    ]);
  });

  test("the name of a new source is its slug", async () => {
    const body = { slug: "shop", enabled: true, metadataId: "IqDTy1TpoU" };
    expect((await harness.send("POST", "/sources", body)).body.data).toMatchObject({
      source: { slug: "shop", name: "shop" },
    });
  });

  test("invalid JSON is 400, a missing body 422, an unexpected body 422", async () => {
    const json = { headers: { "content-type": "application/json" } };
    expect((await harness.send("POST", "/sources", Buffer.from("{"), json)).status).toBe(400);
    expect((await harness.send("POST", "/sources")).status).toBe(422);
    expect((await harness.send("DELETE", "/sources/x", {})).status).toBe(422);
  });

  test("a body over 10 MiB is 413", async () => {
    const large = { ...source, slug: "x".repeat(11 * 1024 * 1024) };
    expect((await harness.send("POST", "/sources", large)).status).toBe(413);
  });

  test("brackets count as levels only outside of strings, whose quotes and backslashes are escaped", async () => {
    const brackets = "[".repeat(300);
    const label = { key: "escaped", value: `"${brackets}\\"${brackets}\\` };
    const { status, body } = await harness.send("POST", "/labels", { label });
    expect([status, body.data]).toEqual([201, { label }]);
    const json = { headers: { "content-type": "application/json" } };
    const deep = Buffer.from(`{"label": {"key": "\\\\", "value": ${brackets}`);
    expect((await harness.send("POST", "/labels", deep, json)).status).toBe(413);
  });

  test("a client that does not accept JSON gets a 406", async () => {
    const headers = { accept: "text/html" };
    expect((await harness.send("GET", "/", undefined, { headers })).status).toBe(406);
  });

  test("every difference is logged, and nothing else", async () => {
    await harness.send("POST", "/sources", source);
    expect(logged).toEqual([]);
    await harness.send("POST", "/sources", { ...source, enabled: 1 });
    const line = "us POST /sources createSource: enabled must be boolean, not number";
    expect(logged).toEqual([line]);
    expect(harness.simulator.differences).toEqual([line]);
  });
});

describe("journal, interceptors and reset", () => {
  test("the journal holds each request as sent, and its status", async () => {
    await harness.send("GET", "/sources", undefined, { query: { pagination: { count: 5 } } });
    await harness.send("POST", "/sources", source);
    const [first, second] = harness.simulator.requests;
    expect(first).toMatchObject({
      id: 1,
      region: "us",
      method: "GET",
      path: "/sources",
      query: "pagination%5Bcount%5D=5",
      operationId: "listSources",
      body: undefined,
      status: 200,
    });
    expect(second).toMatchObject({ id: 2, operationId: "createSource", body: source, status: 201 });
    expect(second?.headers["content-type"]).toBe("application/json");
  });

  test("each response has its own request id", async () => {
    const first = await harness.send("GET", "/");
    const second = await harness.send("GET", "/nothing");
    expect(first.headers["x-request-id"]).toMatch(/^\w{22}$/);
    expect(second.headers["x-request-id"]).toMatch(/^\w{22}$/);
    expect(first.headers["x-request-id"]).not.toBe(second.headers["x-request-id"]);
  });

  test("an interceptor responds in place of the simulator until it is removed", async () => {
    const undo = harness.simulator.intercept(({ path }) =>
      path === "/sources"
        ? { status: 302, headers: { location: "/x" }, body: "<html>" }
        : undefined,
    );
    expect(await harness.send("GET", "/sources")).toMatchObject({ status: 302, body: "<html>" });
    expect((await harness.send("GET", "/")).status).toBe(200);
    undo();
    expect((await harness.send("GET", "/sources")).status).toBe(200);
    expect(harness.simulator.requests.map(({ status }) => status)).toEqual([302, 200, 200]);
  });

  test("a reset restores state, journal and ids", async () => {
    const before = await harness.send("POST", "/sources", source);
    harness.simulator.reset();
    expect(harness.simulator.requests).toEqual([]);
    const after = await harness.send("POST", "/sources", source);
    expect(after.body).toEqual(before.body);
  });
});
