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

/** Fails a step behind a proxy, on a clock of its own; what comes of it names no password. */
async function behind(proxy: string): Promise<Failure> {
  process.env.HTTPS_PROXY = proxy;
  const source = { slug: "web", metadataId: "UBrsG9RVzw", enabled: "true" };
  const { result } = await harness.onClock(() =>
    harness.run("createSource", source).then(
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
