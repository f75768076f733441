import { inspect } from "node:util";
import { ConnectionError } from "@prismatic-io/spectral";
import { onFakeClock } from "./support/clock";
import { openBench, type TestBench } from "./support/segment";
import { type StandIn, standIn } from "./support/server";

type Failure = Error & Record<string, unknown>;

const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => {
      throw new Error("nothing failed");
    },
    (error: Failure) => error,
  );

describe("on a simulated Segment", () => {
  let bench: TestBench;

  beforeAll(async () => {
    bench = await openBench();
  });
  beforeEach(() => {
    bench.simulator.reset();
    bench.logged.length = 0;
  });
  afterAll(() => bench.close());

  const source = { slug: "web", metadataId: "UBrsG9RVzw", enabled: "true" };
  const answering = (status: number, body?: string | object, headers?: Record<string, string>) =>
    bench.simulator.intercept(() => ({ status, body, headers }));

  test("an error begins with the action and gives Segment's own reason and field", async () => {
    await bench.run("createSource", source);
    const error = await failureOf(bench.run("createSource", source));
    expect(error.message).toBe("Create Source: 422 slug is already taken (field slug)");
    expect(error).toMatchObject({
      name: "SegmentError",
      status: 422,
      method: "POST",
      path: "/sources",
      attempts: 1,
      elapsedMs: expect.any(Number),
      requestId: expect.any(String),
      errors: [{ message: "slug is already taken", field: "slug", type: expect.any(String) }],
    });
    expect(error instanceof ConnectionError).toBe(false);
  });

  test("several reasons stand side by side; one without words goes by its type", async () => {
    answering(400, {
      errors: [{ type: "bad-request" }, { message: "too long", field: ["a", "b"] }],
    });
    const error = await failureOf(bench.run("createSource", source));
    expect(error.message).toBe("Create Source: 400 bad-request; too long (field a.b)");
  });

  test("without a reason the status speaks for itself", async () => {
    answering(404, "<html>lost</html>");
    const error = await failureOf(bench.run("getSource", { sourceId: "a" }));
    expect(error.message).toBe("Get Source: 404 Not Found");
  });

  test("at most ten reasons of at most 500 characters are kept", async () => {
    answering(422, { errors: Array.from({ length: 50 }, () => ({ message: "x".repeat(5000) })) });
    const { errors } = await failureOf(bench.run("createSource", source));
    expect(errors).toHaveLength(10);
    expect((errors as { message: string }[])[0]?.message.length).toBeLessThanOrEqual(501);
  });

  test.each([
    [401, "Segment refused the API key for workspace acme-us in the US region"],
    [403, "The API key for workspace acme-us may not do this"],
  ])("a %d marks the connection and says what to look at", async (status, advice) => {
    answering(status, { errors: [{ type: "x", message: "no" }] });
    const error = await failureOf(bench.run("listSources"));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toContain(`List Sources: ${status} no. ${advice}`);
    expect(error.connection).toEqual({
      key: "apiKey",
      configVarKey: "Segment Connection",
      fields: { subdomain: "acme-us" },
    });
  });

  test("a token of the other region is refused, and picklists say so too", async () => {
    const connection = bench.connection(bench.simulator.eu);
    for (const work of [
      bench.run("listSources", { connectionInput: connection }),
      bench.choices("sources", { connection }),
    ]) {
      const error = await failureOf(work);
      expect(error).toBeInstanceOf(ConnectionError);
      expect(error.message).toContain("in the US region");
    }
  });

  test("a token that may only read is refused when it writes", async () => {
    const { us } = bench.simulator;
    const connectionInput = bench.connection(us, { apiKey: us.readOnlyToken });
    await bench.run("listSources", { connectionInput });
    const error = await failureOf(bench.run("createSource", { ...source, connectionInput }));
    expect(error.message).toMatch(/^Create Source: 403 /);
  });

  test("a rate limit is waited out as long as Segment asks", async () => {
    let limited = 2;
    bench.simulator.intercept(() => {
      limited -= 1;
      return limited >= 0 ? { status: 429, headers: { "retry-after": "7" } } : undefined;
    });
    const { ms } = await onFakeClock(bench, () => bench.run("createSource", source));
    expect(ms).toBeGreaterThanOrEqual(14_000);
    expect(bench.simulator.requests.map(({ status }) => status)).toEqual([429, 429, 201]);
  });

  test("a rate limit of an hour fails at once and says when to try again", async () => {
    answering(429, { errors: [] }, { "retry-after": "3600" });
    const error = await failureOf(bench.run("createSource", source));
    expect(error.message).toBe("Create Source: 429 Too Many Requests. Try again in 3600 seconds.");
    expect(error.retryAfterMs).toBe(3_600_000);
    expect(bench.simulator.requests).toHaveLength(1);
  });

  test.each([400, 404, 409, 422, 500, 502, 503])(
    "a create that answers %d is sent once",
    async (status) => {
      answering(status, {});
      await failureOf(bench.run("createSource", source));
      expect(bench.simulator.requests).toHaveLength(1);
    },
  );

  test.each(["", "<html>ok</html>", "null", "[]", "{}", '{"data": []}'])(
    "a create that answers 200 with %p is not taken for a success",
    async (body) => {
      answering(200, body, { "content-type": "text/html" });
      const error = await failureOf(bench.run("createSource", source));
      expect(error.message).toMatch(/^Create Source: 200 the answer (is not JSON|has no data)/);
    },
  );

  test("an answer without content is a success without data", async () => {
    answering(204);
    expect(await bench.run("deleteSource", { sourceId: "a" })).toBeNull();
  });

  test("neither token, password nor write key is in an error or a log, whoever repeats them", async () => {
    const { token } = bench.simulator.us;
    const password = "correct horse/battery";
    const base64 = Buffer.from(token).toString("base64");
    const secrets = [token, password, base64, encodeURIComponent(password)];
    const settings = { host: "db.example.com", password, writeKey: "wk_123456" };
    bench.debug = true;
    for (const status of [200, 302, 401, 403, 422, 500]) {
      const undo = bench.simulator.intercept(({ headers, body }) => ({
        status,
        headers: { "x-request-id": token, location: `https://evil.example/${token}` },
        body: {
          errors: [
            {
              type: token,
              message: `${JSON.stringify(headers)} ${secrets.join(" ")}`,
              field: token,
            },
            { message: `${JSON.stringify(body)} ${encodeURIComponent(password)}` },
          ],
        },
      }));
      const error = await failureOf(
        bench.run("createWarehouse", { metadataId: "55d3d3aea3c", settings }),
      );
      const shown = [
        error.message,
        error.stack,
        JSON.stringify(error),
        inspect(error, { depth: 20, showHidden: true }),
        inspect(bench.logged),
      ].join("\n");
      for (const secret of [...secrets, "wk_123456"]) expect(shown).not.toContain(secret);
      undo();
    }
    bench.debug = false;
    expect(bench.logged.length).toBeGreaterThan(0);
  });

  test("an error that is not one of the component's own passes on as words, without what hangs on it", async () => {
    const fields = {
      get apiKey(): string {
        throw Object.assign(new TypeError("no vault"), { config: { headers: "Bearer sgp_token" } });
      },
    };
    const connectionInput = { key: "apiKey", configVarKey: "c", fields };
    const error = await failureOf(bench.run("listSources", { connectionInput }));
    expect(error.message).toBe("Segment: TypeError: no vault");
    expect(inspect(error, { depth: 20 })).not.toContain("sgp_token");
  });

  test("an action is over after 180 s, however many pages are left", async () => {
    jest.useFakeTimers({
      doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "performance"],
    });
    bench.simulator.intercept(({ id }) => {
      jest.setSystemTime(Date.now() + 100_000);
      return {
        status: 200,
        body: { data: { sources: [], pagination: { current: "c", next: String(id) } } },
      };
    });
    const error = await failureOf(bench.run("listSources", { fetchAll: true }));
    jest.useRealTimers();
    expect(error.message).toBe(
      "List Sources: api.segmentapis.com did not answer in time (ETIMEDOUT)",
    );
    expect(bench.simulator.requests).toHaveLength(2);
  });

  test("no part of a token is left where a long reason is cut", async () => {
    const { token } = bench.simulator.us;
    for (let before = 500 - token.length; before <= 500; before += 1) {
      const undo = answering(422, { errors: [{ message: "x".repeat(before) + token }] });
      const error = await failureOf(bench.run("listSources"));
      undo();
      expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(token.slice(0, 8));
    }
  });

  test("a request id and a content type are cut to what an id and a type can be", async () => {
    answering(200, "<p>", { "x-request-id": "i".repeat(5000), "content-type": "t".repeat(5000) });
    const error = await failureOf(bench.run("createSource", source));
    expect(String(error.requestId).length).toBeLessThanOrEqual(201);
    expect(error.message.length).toBeLessThanOrEqual(300);
  });

  test("with the debug switch on, each attempt is one line without ids, queries or bodies", async () => {
    bench.debug = true;
    await bench.run("createSource", source);
    await failureOf(bench.run("getSource", { sourceId: "some-id" }));
    bench.debug = false;
    const lines = bench.logged.map(({ text }) => text).filter((text) => /^[A-Z]+ \//.test(text));
    expect(lines).toEqual([
      expect.stringMatching(/^POST \/sources 201 \d+ ms, attempt 1 request \S+$/),
      expect.stringMatching(/^GET \/sources\/\{sourceId\} 404 \d+ ms, attempt 1 request \S+$/),
    ]);
  });

  test("with the debug switch off, nothing is logged", async () => {
    await bench.run("createSource", source);
    expect(bench.logged).toEqual([]);
  });
});

describe("on a server that misbehaves", () => {
  let server: StandIn;
  const connectionInput = {
    key: "apiKey",
    configVarKey: "c",
    fields: { apiKey: "sgp_token", subdomain: "acme" },
  };
  const create = async () => {
    const { createHarness } = await import("@prismatic-io/spectral/dist/testing");
    const { default: component } = await import("../src");
    return createHarness(component).action("createSource", {
      connectionInput,
      region: "api",
      slug: "web",
      enabled: true,
      metadataId: "m",
    } as never);
  };

  beforeEach(async () => {
    server = await standIn();
  });
  afterEach(async () => {
    jest.useRealTimers();
    await server.close();
  });

  /** Runs a create and lets 30 s pass once the server says it has done its part. */
  async function createWhileTimePasses(answer: StandIn["answer"]): Promise<Failure> {
    jest.useFakeTimers({
      doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "performance"],
    });
    const reached = new Promise<void>((resolve) => {
      server.answer = (request, response) => {
        answer(request, response);
        setImmediate(resolve);
      };
    });
    const failure = failureOf(create());
    await reached;
    jest.advanceTimersByTime(30_000);
    return failure;
  }

  test("an answer that never comes ends after 30 s", async () => {
    const error = await createWhileTimePasses(() => undefined);
    expect(error.message).toBe(
      "Create Source: api.segmentapis.com did not answer in time (ETIMEDOUT)",
    );
    expect(server.requests).toBe(1);
  });

  test("an answer that drips without end ends after 30 s too", async () => {
    const error = await createWhileTimePasses((_request, response) => {
      const drip = () => {
        if (!response.destroyed) response.write(" ", () => setImmediate(drip));
      };
      drip();
    });
    expect(error.code).toBe("ETIMEDOUT");
  });

  test.each([301, 302, 303, 307, 308])(
    "a %d is an error: it is not followed, and no other method is sent",
    async (status) => {
      server.answer = (_request, response) =>
        response.writeHead(status, { location: "https://evil.example/sources" }).end();
      const error = await failureOf(create());
      expect(error.message).toBe(`Create Source: ${status} a redirect, which is never followed`);
      expect(server.requests).toBe(1);
    },
  );

  test("an answer over 50 MiB is cut off", async () => {
    const megabyte = Buffer.alloc(1024 * 1024, " ");
    server.answer = (_request, response) => {
      const more = (left: number): void => {
        if (left === 0 || response.destroyed) response.end();
        else response.write(megabyte, () => more(left - 1));
      };
      more(60);
    };
    const error = await failureOf(create());
    expect(error.message).toBe("Create Source: the answer is larger than 50 MiB");
  });

  test("a connection is used once: none is kept that the server could close under a request", async () => {
    const sockets = new Set<unknown>();
    server.answer = (request, response) => {
      sockets.add(request.socket);
      response.writeHead(201).end('{"data": {}}');
    };
    await create();
    await create();
    expect(sockets.size).toBe(2);
  });

  test("a connection that breaks off is an error, and a create is not sent again", async () => {
    server.answer = (request) => request.socket.destroy();
    const error = await failureOf(create());
    expect(error.message).toBe(
      "Create Source: api.segmentapis.com broke the connection off (ECONNRESET)",
    );
    expect(server.requests).toBe(1);
  });
});

test("a server with a certificate that is not Segment's is refused before it sees a request", async () => {
  const bench = await openBench();
  const impostor = bench.simulator;
  await bench.close();
  const { redirectSegmentHosts, startSimulator } = await import("../simulator");
  const real = await startSimulator();
  const redirection = redirectSegmentHosts({ port: real.port, ca: impostor.ca });
  const { createHarness } = await import("@prismatic-io/spectral/dist/testing");
  const { default: component } = await import("../src");
  const error = await failureOf(
    createHarness(component).action("listSources", {
      connectionInput: bench.connection(real.us),
      region: "api",
    } as never),
  );
  expect(error.message).toMatch(/^List Sources: api\.segmentapis\.com could not be reached \(/);
  expect(real.requests).toEqual([]);
  redirection.restore();
  await real.close();
});

test("more than 10 MiB is not sent", async () => {
  const bench = await openBench();
  const code = "x".repeat(10 * 1024 * 1024);
  const error = await failureOf(
    bench.run("createFunction", { resourceType: "SOURCE", displayName: "f", code }),
  );
  expect(error.message).toBe("Create Function: the request is larger than 10 MiB");
  expect(bench.simulator.requests).toEqual([]);
  await bench.close();
});
