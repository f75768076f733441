import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import path from "node:path";
import readline from "node:readline";
import tls from "node:tls";
import fc from "fast-check";
import { anyText } from "../../test/support/anyText";
import { type Simulator, startSimulator } from "../index";

const ROOT = path.resolve(__dirname, "../..");
const MIB = 1024 * 1024;

/** The simulator as its command line starts it, in a process of its own that a test can crash. */
let child: ChildProcess;
let port: number;
let token: string;

beforeAll(async () => {
  const args = ["--require", "tsx/cjs", "simulator/main.ts", "--no-rate-limits", "--port", "0"];
  child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  if (!child.stdout) throw new Error("the simulator has no output");
  let printed = "";
  for await (const line of readline.createInterface({ input: child.stdout })) {
    printed += `${line}\n`;
    const found = /^US .*:(\d+) .*\n +token +(sgp_\S+)$/m.exec(printed);
    if (!found) continue;
    port = Number(found[1]);
    token = `${found[2]}`;
    break;
  }
  // Unread output would fill the pipe and block the simulator.
  child.stdout.resume();
  if (!token) throw new Error(`the simulator ended without a token: ${printed}`);
});
afterAll(async () => {
  if (child.exitCode !== null) return;
  child.kill("SIGINT");
  await once(child, "exit");
});

type Ending = "end" | "reset";

/** Writes bytes, ends or resets the connection, and returns everything received until it closed. */
function exchange(bytes: string | Buffer, ending: Ending = "end"): Promise<string> {
  return new Promise((resolve) => {
    let came = "";
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.write(bytes, () => {
        if (ending === "end") socket.end();
        else socket.resetAndDestroy();
      });
    });
    socket.on("data", (data) => {
      came += data.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.once("close", () => resolve(came));
  });
}

const known = () => `Host: api.segmentapis.com\r\nAuthorization: Bearer ${token}\r\n`;
const get = (target: string, headers = "") => `GET ${target} HTTP/1.1\r\n${known()}${headers}\r\n`;
const post = (target: string, body: string, type = "application/json", method = "POST") =>
  `${method} ${target} HTTP/1.1\r\n${known()}Content-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** The status of the last response, or undefined if the connection closed without one. */
const statusOf = (came: string): number | undefined => {
  const statuses = [...came.matchAll(/(?:^|\n)HTTP\/1\.1 (\d{3}) /g)].map(([, code]) =>
    Number(code),
  );
  return statuses.at(-1);
};

async function expectServing(): Promise<void> {
  expect(child.exitCode).toBeNull();
  expect(await exchange(get("/"))).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
}

/** The expected outcome of a request: an error status, or a closed connection. */
const REFUSED = [undefined, 400, 401, 404, 405, 406, 413, 415, 417, 422, 431];

test.each<[what: string, request: () => string | Buffer, statuses: (number | undefined)[]]>([
  ["a path that is not percent-encoded", () => get("/sources/%zz"), [400]],
  ["a query that is not percent-encoded", () => get("/sources?%zz=%E0"), [422]],
  ["a path of broken UTF-8", () => get("/sources/%E0%A4%A"), [400, 404]],
  ["an absolute target", () => get("http://evil.example/sources"), [404]],
  ["an empty host in the target", () => get("http://"), [404]],
  ["a target for the whole server", () => `OPTIONS * HTTP/1.1\r\n${known()}\r\n`, [404]],
  ["an unknown method", () => `FROB /sources HTTP/1.1\r\n${known()}\r\n`, [400]],
  ["a method that is not served", () => `PURGE /sources HTTP/1.1\r\n${known()}\r\n`, [405]],
  ["a tunnel", () => `CONNECT a.example:443 HTTP/1.1\r\n${known()}\r\n`, [undefined]],
  ["HTTP/1.0", () => `GET /sources HTTP/1.0\r\n${known()}\r\n`, [200]],
  ["HTTP/2", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]],
  ["no version", () => "GET /sources\r\n\r\n", [400, 401]],
  ["TLS", () => Buffer.from([22, 3, 1, 0, 200, 1, 0, 0, 196]), [400]],
  ["another protocol", () => get("/", "Connection: Upgrade\r\nUpgrade: websocket\r\n"), [200]],
  ["an expectation", () => get("/", "Expect: a miracle\r\n"), [417]],
  ["a header of 100 kB", () => get("/", `X: ${"a".repeat(100_000)}\r\n`), [431]],
  ["3,000 headers", () => get("/", "X: 1\r\n".repeat(3000)), [200, 431]],
  [
    "headers with the names of prototypes",
    () => get("/", "__proto__: 1\r\nconstructor: 2\r\n"),
    [200],
  ],
  ["no host", () => "GET / HTTP/1.1\r\n\r\n", [400]],
  ["no token", () => "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer\r\n\r\n", [401]],
  ["the path __proto__", () => get("/__proto__"), [404]],
  ["the id __proto__", () => get("/sources/__proto__"), [404]],
  ["the query __proto__", () => get("/sources?__proto__[a]=1&constructor=2"), [422]],
  ["a query of 4,000 brackets", () => get(`/sources?a${"[b]".repeat(4000)}=1`), [422]],
  ["a huge count", () => get("/sources?pagination[count]=99999999999999999999"), [422]],
  ["a huge index", () => get("/tracking-plans/x/rules?rules[99999999][type]=a"), [404, 422]],
  [
    "a time frame of ten thousand years",
    () =>
      get(
        "/events/volume?granularity=MINUTE&startTime=0001-01-01T00:00:00Z&endTime=9999-12-31T00:00:00Z",
      ),
    [422],
  ],
  ["a body that is no JSON", () => post("/sources", '{"slug": '), [400]],
  ["a body of broken UTF-8", () => Buffer.from(post("/sources", "\u00ff"), "latin1"), [400, 422]],
  [
    "keys with the names of prototypes",
    () => post("/sources", '{"__proto__": {"a": 1}, "constructor": {}, "toString": 1}'),
    [422],
  ],
  [
    "a type with the name of one",
    () => post("/warehouses", '{"metadataId": "constructor", "settings": {}}'),
    [404, 422],
  ],
  ["a body of 100,000 levels", () => post("/sources", "[".repeat(100_000)), [413]],
  [
    "ten megabytes of objects",
    () => post("/labels", `{"label": [${"{},".repeat(3 * MIB)}0]}`),
    [413],
  ],
  [
    "hundreds of thousands of mistakes",
    () =>
      post(
        "/sources/x/labels",
        `{"labels": [${"{},".repeat(400_000)}{}]}`,
        "application/json",
        "PUT",
      ),
    [422],
  ],
  ["a media type that is none", () => post("/sources", "{}", ";;;"), [415]],
  ["the media type __proto__", () => post("/sources", "{}", "__proto__"), [415]],
  [
    "a form without a boundary",
    () => post("/sources", "--\r\n-", "multipart/form-data; boundary="),
    [415],
  ],
  ["twelve megabytes", () => post("/sources", "a".repeat(12 * MIB)), [413, undefined]],
  [
    "two lengths",
    () => post("/sources", "{}").replace("\r\n\r\n", "\r\nContent-Length: 3\r\n\r\n"),
    [400],
  ],
  ["a negative length", () => get("/", "Content-Length: -1\r\n"), [400]],
  [
    "a chunk that is none",
    () => get("/", "Transfer-Encoding: chunked\r\n").concat("zz\r\n"),
    [400],
  ],
  ["a body that ends early", () => post("/sources", "{}").slice(0, -1), [400]],
  ["fifty requests at once", () => get("/").repeat(50), [200]],
])("%s does not crash the simulator", async (_what, request, statuses) => {
  expect(statuses).toContain(statusOf(await exchange(request())));
  await expectServing();
});

test("connections that are reset during a request do not crash the simulator", async () => {
  const whole = post("/sources", JSON.stringify({ slug: "a", enabled: true, metadataId: "x" }));
  for (const length of [1, 20, whole.length - 5, whole.length]) {
    await exchange(whole.slice(0, length), "reset");
    await expectServing();
  }
  await exchange(post("/sources", "a".repeat(12 * MIB)), "reset");
  await expectServing();
});

test("random input does not crash the simulator: it is rejected, served or cut off", async () => {
  const piece = fc.constantFrom(
    ..."/ /sources /spaces /labels ? & = [ ] [count] __proto__ %00 %zz %2f .. http:// * \u00ff".split(
      " ",
    ),
  );
  const name = fc.constantFrom(
    "Accept",
    "Content-Type",
    "Expect",
    "Upgrade",
    "Range",
    "__proto__",
    "X",
  );
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom("*/*", "application/json", "100-continue", "a/b;c=d"),
  );
  const json = fc.jsonValue().map((given) => JSON.stringify(given));
  const request = fc.record({
    method: fc.constantFrom(
      "GET",
      "POST",
      "PUT",
      "PATCH",
      "DELETE",
      "HEAD",
      "OPTIONS",
      "TRACE",
      "X",
    ),
    target: fc.array(piece, { minLength: 1 }).map((pieces) => pieces.join("")),
    version: fc.constantFrom("1.1", "1.1", "1.0", "2.0", "9"),
    headers: fc.array(fc.tuple(name, value)),
    body: fc.oneof(fc.constant(""), json, anyText()),
    // The number of bytes by which content-length exceeds the body.
    more: fc.constantFrom(0, 0, 0, 1, -1),
    ending: fc.constantFrom<Ending>("end", "end", "reset"),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ method, target, version, headers, body, more, ending }) => {
      const length = Math.max(0, Buffer.byteLength(body) + more);
      const lines = headers.map(([key, text]) => `${key}: ${text}\r\n`).join("");
      const head = `${method} ${target} HTTP/${version}\r\n${known()}${lines}Content-Length: ${length}\r\n\r\n`;
      const status = statusOf(await exchange(head + body, ending));
      // Some versions of Node reject HTTP/2.0 and the like with 505.
      if (status !== 505 && !(status && status < 300)) expect(REFUSED).toContain(status);
      expect(child.exitCode).toBeNull();
    }),
    { seed: 20_260_131, numRuns: 500 },
  );
  await expectServing();
});

describe("over TLS", () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());

  /** Connects without TLS, writes bytes and waits until the connection closes. */
  const write = (bytes: Buffer | string, ending: Ending) =>
    new Promise<void>((resolve) => {
      const socket = net.connect(simulator.port, "127.0.0.1", () => {
        socket.write(bytes, () => (ending === "end" ? socket.end() : socket.resetAndDestroy()));
      });
      socket.resume();
      socket.on("error", () => undefined);
      socket.once("close", () => resolve());
    });

  /** Returns the first line of the response to a request over TLS. */
  const secured = (request: string, servername: string) =>
    new Promise<string>((resolve) => {
      let came = "";
      const options = { port: simulator.port, host: "127.0.0.1", servername, ca: simulator.ca };
      const socket = tls.connect(options, () => socket.end(request));
      socket.on("data", (data) => {
        came += data;
      });
      socket.on("error", () => undefined);
      socket.once("close", () => resolve(came.split("\r\n")[0] ?? ""));
    });

  test("failed and unfinished handshakes do not affect other clients", async () => {
    const hello = Buffer.from([22, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3]);
    for (const bytes of ["GET / HTTP/1.1\r\n\r\n", hello, Buffer.alloc(1000, 7), ""]) {
      for (const ending of ["end", "reset"] as const) await write(bytes, ending);
    }
    const { host, token: own } = simulator.us;
    const request = (name: string) =>
      `GET / HTTP/1.1\r\nHost: ${name}\r\nAuthorization: Bearer ${own}\r\nConnection: close\r\n\r\n`;
    expect(await secured(request("evil.example"), host)).toBe("HTTP/1.1 421 Misdirected Request");
    expect(await secured(request(host), host)).toBe("HTTP/1.1 200 OK");
  });
});
