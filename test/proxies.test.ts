import dns from "node:dns";
import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { inspect } from "node:util";
import { isConnectionError } from "@prismatic-io/spectral";
import { openHarness, type TestHarness } from "./support/segment";

type Failure = Error & Record<string, unknown>;

let harness: TestHarness;
const before = { ...process.env };

beforeAll(async () => {
  harness = await openHarness();
});
beforeEach(() => {
  harness.simulator.reset();
  harness.logged.length = 0;
  for (const name of ["NO_PROXY", "ALL_PROXY", "HTTPS_PROXY"]) {
    delete process.env[name];
    delete process.env[name.toLowerCase()];
  }
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  process.env = before;
  await harness.close();
});

const PASSWORD = "s3cret-pa55";
const SOURCE = { slug: "web", metadataId: "UBrsG9RVzw", enabled: "true" };

/** Fails a step behind a proxy, on a clock of its own; what comes of it names no password. */
async function behind(
  proxy: string,
  [step, inputs]: [string, object] = ["createSource", SOURCE],
): Promise<Failure> {
  process.env.HTTPS_PROXY = proxy;
  const { result } = await harness.onClock(() =>
    harness.run(step, { ...inputs }).then(
      () => undefined,
      (error: Failure) => error,
    ),
  );
  if (!result) throw new Error("nothing failed");
  const shown = inspect([result, harness.logged], { depth: 20, showHidden: true });
  expect(shown).not.toContain(PASSWORD);
  expect(shown).not.toContain(Buffer.from(`user:${PASSWORD}`).toString("base64"));
  expect(isConnectionError(result)).toBe(false);
  expect(result.outcome).toBe("not_applied");
  expect(harness.simulator.requests).toEqual([]);
  return result;
}

test.each([
  [403, "403 Forbidden (PROXY_REFUSED), after 4 attempts. "],
  [
    407,
    "407 Proxy Authentication Required (PROXY_REFUSED), after 4 attempts. Check the user and password in HTTPS_PROXY. ",
  ],
  [502, "502 Bad Gateway (PROXY_REFUSED), after 4 attempts. "],
])("a proxy that responds to CONNECT with %d is named in the error", async (status, said) => {
  const clients = new Set<net.Socket>();
  const proxy = net
    .createServer((client) => {
      clients.add(client);
      client.on("error", () => undefined);
      client.once("data", () => client.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`));
    })
    .listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  const error = await behind(`http://user:${PASSWORD}@127.0.0.1:${port}`);
  for (const client of clients) client.destroy();
  proxy.close();
  await once(proxy, "close");
  expect(error.message).toBe(
    `Create Source: the proxy 127.0.0.1:${port} refused the connection to api.segmentapis.com with ${said}Nothing was changed.`,
  );
  expect(error).toMatchObject({ code: "PROXY_REFUSED", attempts: 4 });
});

test("a proxy that refuses connections is named, and not Segment", async () => {
  const error = await behind(`http://user:${PASSWORD}@127.0.0.1:1`);
  expect(error.message).toBe(
    "Create Source: the proxy 127.0.0.1:1 refused the connection (ECONNREFUSED), after 4 attempts. Nothing was changed.",
  );
});

test("a step that sends events names the proxy too, and shows no write key", async () => {
  const WRITE_KEY = "3YdEudTwjouyC5WPjpbTik";
  harness.debug = true;
  const step = { writeKey: WRITE_KEY, userId: "u1", event: "Signed Up" };
  const error = await behind(`http://user:${PASSWORD}@127.0.0.1:1`, ["trackEvent", step]);
  harness.debug = false;
  expect(error.message).toBe(
    "Track Event: the proxy 127.0.0.1:1 refused the connection (ECONNREFUSED), after 4 attempts. Segment did not accept the event. Running the step again records nothing twice.",
  );
  const shown = inspect([error, harness.logged], { depth: 20, showHidden: true });
  expect(shown).toContain("POST /v1/batch");
  expect(shown).not.toContain(WRITE_KEY);
  expect(shown).not.toContain(Buffer.from(`${WRITE_KEY}:`).toString("base64").slice(0, -4));
});

test("a step that sends events goes through a proxy to the tracking host alone", async () => {
  const heads: string[] = [];
  const sockets = new Set<net.Socket>();
  const proxy = net
    .createServer((client) => {
      sockets.add(client);
      client.on("error", () => undefined);
      client.once("data", (head) => {
        heads.push(String(head));
        const server = net.connect(harness.simulator.port, "127.0.0.1", () => {
          client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
          server.pipe(client).pipe(server);
        });
        server.on("error", () => client.destroy());
      });
    })
    .listen(0, "127.0.0.1");
  await once(proxy, "listening");
  process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  harness.simulator.fill("us", { sources: 1 });
  const [source] = harness.simulator.workspace("us").sources.all;
  const writeKey = source?.writeKeys[0] ?? "";
  await harness.run("trackEvent", { writeKey, userId: "u1", event: "Signed Up" });
  for (const socket of sockets) socket.destroy();
  proxy.close();
  await once(proxy, "close");
  expect(heads.map((head) => head.split("\r\n")[0])).toEqual([
    "CONNECT api.segment.io:443 HTTP/1.1",
  ]);
  expect(heads.join(" ")).not.toMatch(/authorization|basic/i);
  expect(harness.simulator.us.tracking.events(source?.id)).toHaveLength(1);
});

test("a proxy whose name is unknown is named, and not Segment", async () => {
  jest
    .spyOn(dns, "lookup")
    .mockImplementation(((_host: string, _options: object, found: (error: Error) => void) =>
      found(Object.assign(new Error("unknown"), { code: "ENOTFOUND" }))) as never);
  const error = await behind(`http://user:${PASSWORD}@localhost:3128`);
  expect(error.message).toBe(
    "Create Source: the proxy localhost:3128 could not be found (ENOTFOUND). Nothing was changed.",
  );
});

test("a variable that is no URL of a proxy is refused in the input's words", async () => {
  process.env.HTTPS_PROXY = `socks5://user:${PASSWORD}@localhost:1080`;
  const error = await harness.run("listSources").catch((thrown: Failure) => thrown);
  expect((error as Failure).message).toBe(
    "HTTPS_PROXY: expected the URL of an HTTP or HTTPS proxy, got something else.",
  );
});
