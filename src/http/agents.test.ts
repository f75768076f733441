import { execFile } from "node:child_process";
import dns from "node:dns";
import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { type Agent, createServer, type Server } from "node:https";
import net, { type AddressInfo, type Socket } from "node:net";
import path from "node:path";
import tls from "node:tls";
import { inspect, promisify } from "node:util";
import { type Certificate, findCertificate } from "../../simulator/wire/certificate";
import { type Redirection, redirectSegmentHosts } from "../../simulator/wire/redirect";
import { sendErrorOf } from "../../test/support/sendError";
import { agentFor } from "./agents";
import type { Ahead } from "./ahead";
import { type Outgoing, send } from "./send";

const ORIGIN = "https://api.segmentapis.com";
const MS = 30_000;
const TOKEN = "sgp_t0ken";
const VARIABLES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"];

let certificate: Certificate;
let server: Server;
let redirection: Redirection;
let connections = 0;
let requests: IncomingMessage[] = [];
let respond: RequestListener;
const before = { ...process.env };

beforeAll(async () => {
  certificate = await findCertificate(["api.segmentapis.com", "localhost"]);
  server = createServer(certificate, (request, response) => {
    requests.push(request);
    respond(request, response);
  }).listen(0, "127.0.0.1");
  // Else it would say for how long it keeps connections.
  server.keepAliveTimeout = 0;
  server.on("secureConnection", () => {
    connections += 1;
  });
  await once(server, "listening");
  redirection = redirectSegmentHosts({ port: portOf(server), ca: certificate.cert });
});
beforeEach(() => {
  for (const name of VARIABLES) {
    delete process.env[name];
    delete process.env[name.toLowerCase()];
  }
  connections = 0;
  requests = [];
  respond = (_request, response) => response.end("{}");
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  server.closeAllConnections();
});
afterAll(async () => {
  process.env = before;
  redirection.restore();
  server.close();
  await once(server, "close");
});

const portOf = (listening: net.Server) => (listening.address() as AddressInfo).port;

/** Sends a request the way of an owner. */
async function ask(owner?: string, outgoing: Partial<Outgoing> = {}) {
  const headers = { Authorization: `Bearer ${TOKEN}` };
  const url = new URL("/sources", ORIGIN);
  const agent = agentFor(
    ORIGIN,
    owner === undefined ? { isInRow: outgoing.method === "POST" } : { owner },
  );
  return send({ url, method: "GET", headers, agent, ms: MS, mostBytes: 1e6, ...outgoing });
}

const keptFor = (owner: string) => agentFor(ORIGIN, { owner });

const freeSockets = (agent: Agent) =>
  Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? []);

describe("without a proxy", () => {
  test("requests of one owner share a connection", async () => {
    await ask("one");
    await ask("one");
    expect(requests.map(({ headers }) => headers.connection)).toEqual(["keep-alive", "keep-alive"]);
    expect(connections).toBe(1);
  });

  test("a connection is kept for ten seconds, or for less if the server says so", async () => {
    const idleMs = async (hint?: string) => {
      respond = (_request, response) => {
        if (hint) response.setHeader("Keep-Alive", hint);
        response.end("{}");
      };
      await ask("kept");
      await new Promise(setImmediate);
      return freeSockets(keptFor("kept")).map(({ timeout }) => timeout);
    };
    expect(await idleMs()).toEqual([10_000]);
    const [hinted = 0] = await idleMs("timeout=5");
    expect(hinted).toBeGreaterThan(0);
    expect(hinted).toBeLessThanOrEqual(5_000);
  });

  test("two owners share none, however their connections are left", async () => {
    await ask("two");
    await ask("three");
    expect(connections).toBe(2);
  });

  test("a request of no owner has a connection of its own, which closes after it", async () => {
    await ask("four");
    await ask();
    await ask();
    expect(requests.map(({ headers }) => headers.connection)).toEqual([
      "keep-alive",
      "close",
      "close",
    ]);
    expect(connections).toBe(3);
  });

  test("of more than twenty owners, the one not seen for longest begins anew", async () => {
    const poolsOf = (owners: string[]) => owners.map((owner) => keptFor(owner));
    const owners = Array.from({ length: 20 }, (_, index) => `of twenty: ${index}`);
    const pools = poolsOf(owners);
    expect(poolsOf(owners)).toEqual(pools);
    expect(new Set(pools).size).toBe(20);
    const [first, second] = owners as [string, string];
    expect(keptFor(first)).toBe(pools[0]);
    keptFor("the twenty-first");
    expect(keptFor(first)).toBe(pools[0]);
    expect(keptFor(second)).not.toBe(pools[1]);
  });

  test("a request in progress is completed although its pool is closed", async () => {
    let finish: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      respond = (_request, response) => {
        finish = () => response.end("{}");
        resolve();
      };
    });
    const underWay = ask("given up");
    await reached;
    for (let other = 0; other < 20; other += 1) keptFor(`in its place: ${other}`);
    finish();
    expect((await underWay).status).toBe(200);
  });

  test("idle connections are at most forty, however many owners ask in turn", async () => {
    let open = 0;
    let most = 0;
    const count = (socket: Socket) => {
      open += 1;
      socket.once("close", () => {
        open -= 1;
      });
    };
    server.on("secureConnection", count);
    const settled = async () => {
      // The server hears of the end of a connection some turns later.
      for (let turns = 0; turns < 50; turns += 1) await new Promise(setImmediate);
    };
    const owners = Array.from({ length: 100 }, (_, index) => `of a hundred: ${index}`);
    for (const round of [1, 2]) {
      for (let first = 0; first < owners.length; first += 10) {
        // Two at once for each, so that each has two to keep.
        const some = owners.slice(first, first + 10).flatMap((owner) => [owner, owner]);
        const received = await Promise.all(some.map((owner) => ask(owner)));
        expect(received.map(({ status }) => status)).toEqual(Array(20).fill(200));
        await settled();
        most = Math.max(most, open);
      }
      expect(requests).toHaveLength(round * 200);
    }
    // Of all that were asked for last two connections each are there still.
    const last = owners.slice(-20).flatMap((owner) => freeSockets(keptFor(owner)));
    expect(last).toHaveLength(40);
    expect(most).toBe(40);
    server.off("secureConnection", count);
  });

  test("a connection whose pool was given up while it was in use is closed after it", async () => {
    const finish: (() => void)[] = [];
    const reached = new Promise<void>((resolve) => {
      respond = (_request, response) => {
        finish.push(() => response.end("{}"));
        if (finish.length === 2) resolve();
      };
    });
    const pool = keptFor("in use");
    const underWay = [ask("in use"), ask("in use")];
    await reached;
    for (let other = 0; other < 20; other += 1) keptFor(`instead: ${other}`);
    for (const end of finish) end();
    expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual([200, 200]);
    await new Promise(setImmediate);
    expect(freeSockets(pool)).toEqual([]);
    expect(connections).toBe(2);
  });
});

test("NODE_TLS_REJECT_UNAUTHORIZED=0 makes no connection trust a certificate of no known authority", async () => {
  const child = path.resolve(__dirname, "../../test/support/uncheckedChild.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--require", "tsx/cjs", child], {
    env: { ...before, NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" },
  });
  const refused = "DEPTH_ZERO_SELF_SIGNED_CERT";
  expect(JSON.parse(stdout)).toEqual({
    kept: refused,
    unkept: refused,
    "within a tunnel": refused,
    "of a proxy": refused,
  });
});

describe("through a proxy", () => {
  let proxy: net.Server;
  /** The requests to proxies for a tunnel, and the requests through their tunnels. */
  let heads: string[] = [];
  let tunnelled: string[] = [];
  const clients = new Set<Socket>();
  /** Handles a request for a tunnel at the proxy. */
  let connect: (client: Socket) => void;

  /** Lets what comes through to the server. */
  const lets = (client: Socket) => {
    const upstream = net.connect(portOf(server), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
    client.once("close", () => upstream.destroy());
  };
  const says = (bytes: string) => (client: Socket) => void client.write(bytes);

  function serve(client: Socket): void {
    clients.add(client);
    client.once("close", () => clients.delete(client));
    client.on("error", () => undefined);
    client.once("data", (head) => {
      heads.push(head.toString());
      client.on("data", (bytes) => tunnelled.push(bytes.toString("latin1")));
      connect(client);
    });
  }

  beforeEach(async () => {
    heads = [];
    tunnelled = [];
    connect = lets;
    proxy = net.createServer(serve).listen(0, "127.0.0.1");
    await once(proxy, "listening");
  });
  afterEach(async () => {
    for (const client of clients) client.destroy();
    proxy.close();
    await once(proxy, "close");
  });

  const address = (user = "") => `http://${user}127.0.0.1:${portOf(proxy)}`;

  test("every request has a tunnel of its own, in which the proxy sees nothing of it", async () => {
    process.env.HTTPS_PROXY = address();
    await ask("behind a proxy");
    await ask(undefined, { method: "POST", body: "{}" });
    expect(heads).toEqual(
      Array(2).fill(
        "CONNECT api.segmentapis.com:443 HTTP/1.1\r\nHost: api.segmentapis.com:443\r\nConnection: close\r\n\r\n",
      ),
    );
    expect(tunnelled.join("")).not.toContain(TOKEN);
    expect(requests.map(({ headers }) => headers)).toEqual(
      Array(2).fill(
        expect.objectContaining({ authorization: `Bearer ${TOKEN}`, connection: "close" }),
      ),
    );
    expect(requests[0]?.headers).not.toHaveProperty("proxy-authorization");
  });

  test("changes in a row have the tunnel of the next opened ahead, each with a connection of its own", async () => {
    process.env.HTTPS_PROXY = address();
    for (let count = 0; count < 4; count += 1) await change();
    while (connections < 5) await new Promise(setImmediate);
    expect(heads).toHaveLength(5);
    expect(tunnelled.join("")).not.toContain(TOKEN);
    expect(requests.map(({ headers }) => headers.connection)).toEqual(Array(4).fill("close"));
    process.env.NO_PROXY = "*";
    await change();
    delete process.env.NO_PROXY;
    process.env.HTTPS_PROXY = address("b:2@");
    await change();
    expect(heads).toHaveLength(6);
    expect(heads[5]).toContain("Proxy-Authorization: ");
    expect(requests).toHaveLength(6);
  });

  /** A change in a row. */
  const change = (outgoing: Partial<Outgoing> = {}) =>
    ask(undefined, { method: "POST", body: "{}", ...outgoing });
  const turns = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
  };
  /** Makes two changes, and returns the proxy's side of the tunnel opened ahead, which is as `act` says. */
  async function openAhead(act = lets): Promise<Socket> {
    process.env.HTTPS_PROXY = address();
    await change();
    const ahead = new Promise<Socket>((resolve) => {
      const acts = [lets];
      connect = (client) => {
        const next = acts.shift();
        if (next) return next(client);
        connect = lets;
        act(client);
        resolve(client);
      };
    });
    await change();
    return ahead;
  }

  test("a tunnel opened ahead that breaks while nobody uses it is not used", async () => {
    const ahead = await openAhead();
    while (connections < 3) await new Promise(setImmediate);
    ahead.resetAndDestroy();
    expect((await change()).status).toBe(200);
    expect(requests).toHaveLength(3);
    expect(heads.length).toBeGreaterThanOrEqual(4);
  });

  test("a tunnel opened ahead that is late is waited for by the next change", async () => {
    const ahead = await openAhead(() => undefined);
    const next = change();
    await turns(20);
    expect(requests).toHaveLength(2);
    lets(ahead);
    expect((await next).status).toBe(200);
    expect(tunnelled.join("")).not.toContain(TOKEN);
    expect(requests).toHaveLength(3);
  });

  test("a change whose time ends while it waits for a tunnel sends nothing, and leaves no connection", async () => {
    const ahead = await openAhead(() => undefined);
    expect(await sendErrorOf(change({ ms: 1 }))).toMatchObject({
      code: "ETIMEDOUT",
      progress: "partial",
    });
    const closed = once(ahead, "close");
    lets(ahead);
    await closed;
    await turns(20);
    expect(requests).toHaveLength(2);
  });

  test("a tunnel opened ahead that hangs keeps no process alive, and is given up after two seconds", async () => {
    const kept = () => process.getActiveResourcesInfo().filter((name) => /TCP/.test(name)).length;
    await turns(20);
    const atFirst = kept();
    const timeouts = jest.spyOn(net.Socket.prototype, "setTimeout");
    const ahead = await openAhead((client) => void client.unref());
    for (const client of clients) if (client !== ahead) client.destroy();
    await turns(300);
    expect(kept()).toBeLessThanOrEqual(atFirst);
    expect(timeouts.mock.calls.map(([ms]) => ms)).toContain(2000);
    ahead.destroy();
    await turns(20);
    expect((await change()).status).toBe(200);
  });

  test("what an agent throws instead of connecting is the failure of that request alone", async () => {
    process.env.HTTPS_PROXY = address();
    await change();
    const thrown = new Error("thrown");
    const tunnel = (agentFor(ORIGIN, { isInRow: true }) as Ahead).agent;
    const create = tunnel.createConnection.bind(tunnel);
    const first = [create];
    const spied = jest.spyOn(tunnel, "createConnection").mockImplementation(((...args) => {
      const next = first.shift();
      if (next) return next(...args);
      throw thrown;
    }) as typeof create);
    // Its own connection is made, and the one ahead is not.
    expect((await change()).status).toBe(200);
    await expect(change()).rejects.toThrow("thrown");
    spied.mockRestore();
    expect((await change()).status).toBe(200);
  });

  test("a proxy that refuses the tunnel of the next change fails that change, with its reason", async () => {
    process.env.HTTPS_PROXY = address();
    await change();
    await change();
    connect = says("HTTP/1.1 502 No\r\n\r\n");
    await change();
    while (heads.length < 4) await new Promise(setImmediate);
    expect(await sendErrorOf(change())).toMatchObject({
      code: "PROXY_REFUSED",
      progress: "partial",
      proxy: { name: `127.0.0.1:${portOf(proxy)}`, status: 502 },
    });
    expect(requests).toHaveLength(3);
  });

  test("tunnels of one proxy resume their TLS sessions", async () => {
    process.env.HTTPS_PROXY = address();
    const resumed: boolean[] = [];
    const note = (socket: tls.TLSSocket) => resumed.push(socket.isSessionReused());
    server.on("secureConnection", note);
    for (let count = 0; count < 3; count += 1) await ask("behind a proxy");
    server.off("secureConnection", note);
    expect(resumed).toEqual([false, true, true]);
  });

  test("the proxy, and only the proxy, receives its user and password", async () => {
    process.env.HTTPS_PROXY = address("us%20er:p%40s%3As@");
    await ask();
    const [, basic = ""] = heads[0]?.match(/\r\nProxy-Authorization: Basic (.*)\r\n/) ?? [];
    expect(Buffer.from(basic, "base64").toString()).toBe("us er:p@s:s");
    expect(requests[0]?.headers).not.toHaveProperty("proxy-authorization");
  });

  test.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])(
    "%s names it",
    async (variable) => {
      process.env[variable] = address();
      await ask("named");
      expect(heads).toHaveLength(1);
    },
  );

  test.each([
    ["NO_PROXY", "api.segmentapis.com"],
    ["no_proxy", "example.com,.segmentapis.com"],
    ["NO_PROXY", "*"],
  ])("%s=%s goes past it, over a kept connection", async (variable, hosts) => {
    process.env.HTTPS_PROXY = address();
    process.env[variable] = hosts;
    await ask(`past it, by ${hosts}`);
    expect(heads).toEqual([]);
    expect(requests[0]?.headers.connection).toBe("keep-alive");
  });

  test("one for plain HTTP is none for Segment", async () => {
    process.env.HTTP_PROXY = address();
    await ask();
    expect(heads).toEqual([]);
  });

  test("one that changes is followed", async () => {
    process.env.HTTPS_PROXY = address("a:1@");
    await ask("whoever");
    process.env.HTTPS_PROXY = address("b:2@");
    await ask("whoever");
    const users = heads.map((head) => atob(head.match(/Basic (\S+)/)?.[1] ?? ""));
    expect(users).toEqual(["a:1", "b:2"]);
  });

  test("one behind TLS is asked in HTTP/1.1, and shows a certificate", async () => {
    const protocols: unknown[] = [];
    const secured = tls.createServer({ ...certificate, ALPNProtocols: ["h2", "http/1.1"] });
    secured.on("secureConnection", (socket) => {
      protocols.push(socket.alpnProtocol);
      serve(socket);
    });
    secured.on("tlsClientError", () => undefined);
    secured.listen(0, "127.0.0.1");
    await once(secured, "listening");
    // Without a scheme it is that of the request.
    process.env.HTTPS_PROXY = `u:s3cret@localhost:${portOf(secured)}`;
    const untrusted = await sendErrorOf(ask());
    expect(untrusted).toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT", progress: "partial" });
    expect(heads).toEqual([]);
    const { connect: plain } = tls;
    const trusting = (options: tls.ConnectionOptions) =>
      plain({ ...options, ...(!options.socket && { ca: certificate.cert }) });
    jest.spyOn(tls, "connect").mockImplementation(trusting as typeof tls.connect);
    expect((await ask()).status).toBe(200);
    expect(protocols).toEqual(["http/1.1"]);
    // Changes in a row have theirs opened ahead here too.
    for (let count = 0; count < 3; count += 1) expect((await change()).status).toBe(200);
    while (connections < 5) await new Promise(setImmediate);
    expect(heads).toHaveLength(5);
    expect(requests.map(({ headers }) => headers.connection)).toEqual(Array(4).fill("close"));
    for (const client of clients) client.destroy();
    secured.close();
    await once(secured, "close");
  });

  test("one with an IPv6 address is connected to without its brackets", async () => {
    process.env.HTTPS_PROXY = "http://[::1]:1";
    const { code, proxy: at } = await sendErrorOf(ask());
    expect(code).toMatch(/ECONNREFUSED|EADDRNOTAVAIL/);
    expect(at?.name).toBe("[::1]:1");
  });

  test.each([
    ["http://u:s3cret@localhost", "localhost:80"],
    ["https://u:s3cret@localhost:8443", "localhost:8443"],
    ["https://localhost/", "localhost:443"],
  ])("one whose name is unknown (%s) is named, by host and port alone", async (value, name) => {
    process.env.HTTPS_PROXY = value;
    jest
      .spyOn(dns, "lookup")
      .mockImplementation(((_host: string, _options: object, found: (error: Error) => void) =>
        found(Object.assign(new Error("unknown"), { code: "ENOTFOUND" }))) as never);
    expect(await sendErrorOf(ask())).toMatchObject({ code: "ENOTFOUND", proxy: { name } });
  });

  test.each([
    "http://",
    "http://u:s3cret@:99999",
    "http://u:s3cret@a b:1",
    "http://u:s3cret%@a:1",
    "socks5://u:s3cret@a:1",
  ])("one that is no URL of a proxy (%s) is refused and not quoted", async (value) => {
    process.env.HTTPS_PROXY = value;
    await expect(ask()).rejects.toThrow(
      "HTTPS_PROXY: expected the URL of an HTTP or HTTPS proxy, got something else.",
    );
    expect(connections).toBe(0);
  });

  test.each([
    "407 Who Are You\r\nContent-Length: 0\r\n\r\n",
    "502 No\r\n\r\n",
    '201 Made\r\nContent-Length: 12\r\n\r\n{"data": {}}',
  ])(
    "a proxy that responds with %j is refused, and receives nothing of the request",
    async (said) => {
      connect = says(`HTTP/1.1 ${said}`);
      process.env.HTTPS_PROXY = address("u:s3cret@");
      const body = TOKEN.repeat(100_000);
      const failure = await sendErrorOf(ask(undefined, { method: "POST", body }));
      expect(failure).toMatchObject({
        code: "PROXY_REFUSED",
        progress: "partial",
        head: undefined,
      });
      const name = `127.0.0.1:${portOf(proxy)}`;
      expect(failure.proxy).toEqual({ name, status: Number(said.slice(0, 3)) });
      expect(heads.join("")).not.toContain(TOKEN);
      expect(tunnelled).toEqual([]);
    },
  );

  test.each<[string, (client: Socket) => void]>([
    ["breaks off", (client) => client.resetAndDestroy()],
    ["closes without a word", (client) => client.end()],
    ["says something else", says("SSH-2.0-OpenSSH\r\n\r\n")],
    [
      "lets through and breaks off",
      (client) => client.write("HTTP/1.1 200 OK\r\n\r\n", () => client.destroy()),
    ],
  ])("of one that %s nothing was sent, and no password is shown", async (_how, act) => {
    connect = act;
    process.env.HTTPS_PROXY = address("u:s3cret@");
    const failure = await sendErrorOf(ask(undefined, { method: "POST", body: "{}" }));
    expect(failure).toMatchObject({ progress: "partial", stale: false });
    // A connection that breaks behind an open tunnel can be Segment's fault as well.
    const isOpened = _how.startsWith("lets through");
    expect(failure.proxy?.name).toBe(isOpened ? undefined : `127.0.0.1:${portOf(proxy)}`);
    const shown = inspect(failure, { depth: 20, showHidden: true });
    expect(shown).not.toMatch(/s3cret|dTpzM2NyZXQ/);
    expect(shown).not.toContain(TOKEN);
    expect(requests).toEqual([]);
  });

  test("one that cannot be reached keeps the request from being sent", async () => {
    process.env.HTTPS_PROXY = "http://u:s3cret@127.0.0.1:1";
    const failure = await sendErrorOf(ask());
    expect(failure).toMatchObject({
      code: "ECONNREFUSED",
      progress: "partial",
      proxy: { name: "127.0.0.1:1", status: undefined },
    });
    expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain("s3cret");
  });

  test.each<[string, (client: Socket) => void]>([
    ["opens the tunnel", says("HTTP/1.1 200 OK\r\n\r\n")],
    ["refuses", says("HTTP/1.1 502 No\r\n\r\n")],
    ["breaks off", (client) => client.resetAndDestroy()],
  ])("one that %s only after the time of the attempt brings nothing back", async (_how, late) => {
    process.env.HTTPS_PROXY = address();
    const asked = new Promise<Socket>((resolve) => {
      connect = resolve;
    });
    jest.useFakeTimers({
      doNotFake: ["nextTick", "setImmediate", "queueMicrotask"],
    });
    const failure = sendErrorOf(ask());
    const client = await asked;
    jest.advanceTimersByTime(MS);
    expect(await failure).toMatchObject({
      code: "ETIMEDOUT",
      progress: "partial",
      proxy: { name: `127.0.0.1:${portOf(proxy)}` },
    });
    jest.useRealTimers();
    const closed = once(client, "close");
    late(client);
    await closed;
    for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
    expect(requests).toEqual([]);
  });
});
