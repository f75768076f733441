import { createServer, type IncomingMessage } from "node:http";
import net, { type AddressInfo, type Socket } from "node:net";
import { fault } from "../../simulator";
import { type FaultRunner, METHODS } from "./faultRunner";
import {
  type ActionResult,
  AMBIGUOUS,
  beforeAndAfter,
  once,
  REFUSED,
  RETRIED,
  type Row,
  reactionRow,
} from "./reactions";

const isUntouched = ({ error, commits }: ActionResult) => error && expect(commits).toBe(0);
const isCarriedOut = ({ error, commits }: ActionResult) => error && expect(commits).toBe(1);
const tookAnAttempt = ({ ms }: ActionResult) => expect(ms).toBeGreaterThanOrEqual(30_000);

/** Runs with every connection through a proxy that refuses the first CONNECT of each attempt. */
async function behindProxy(runner: FaultRunner, run: (refuseNext: () => void) => Promise<void>) {
  const heads: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  let refuse = false;
  const proxy = createServer();
  proxy.on("connect", (head, client: Socket) => {
    heads.push(head);
    sockets.add(client);
    client.on("error", () => undefined);
    if (refuse) {
      refuse = false;
      client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      return;
    }
    const server = net.connect(runner.harness.simulator.port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      server.pipe(client).pipe(server);
    });
    server.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  try {
    await run(() => {
      refuse = true;
    });
  } finally {
    delete process.env.HTTPS_PROXY;
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  }
  return heads;
}

/** Connections that fail, break or never return a response. */
export const connections: Row[] = [
  reactionRow(19, "a refused connection is tried again", { routes: ["ECONNREFUSED"] }, RETRIED),
  reactionRow(
    20,
    "a host that cannot be looked up or reached for the moment is tried again",
    [{ routes: ["EAI_AGAIN"] }, { routes: ["EHOSTUNREACH"] }, { routes: ["ENETUNREACH"] }],
    RETRIED,
  ),
  reactionRow(
    21,
    "a host that does not exist is final",
    { routes: ["ENOTFOUND"] },
    REFUSED,
    ({ error }) => expect(error?.code).toBe("ENOTFOUND"),
  ),
  reactionRow(
    22,
    "a certificate that cannot be trusted is final, and its server sees no request",
    [{ routes: ["untrusted certificate"] }, { routes: ["certificate of another host"] }],
    REFUSED,
    ({ arrived, error }) => {
      expect(arrived).toEqual([]);
      expect(error?.code).toMatch(/CERT/);
    },
  ),
  reactionRow(
    23,
    "a connection that is never made is given up after 30 s, and tried again since nothing was sent",
    { routes: ["black hole"] },
    RETRIED,
    tookAnAttempt,
  ),
  {
    row: 24,
    title: "a TLS handshake that hangs, breaks or is none is tried again since nothing was sent",
    test: async (runner) => {
      await reactionRow(24, "", { connections: ["no handshake"] }, RETRIED, tookAnAttempt).test(
        runner,
      );
      const broken = (["reset", "closed", "not TLS"] as const).map((one) => ({
        connections: [one],
      }));
      await reactionRow(24, "", broken, RETRIED).test(runner);
    },
  },
  reactionRow(
    25,
    "a reset before the commit leaves the fate of a write open",
    once(fault("connection reset", "before")),
    AMBIGUOUS,
    isUntouched,
  ),
  reactionRow(
    26,
    "a reset after the commit leads to no second one",
    once(fault("connection reset", "after")),
    AMBIGUOUS,
    isCarriedOut,
  ),
  reactionRow(
    27,
    "a connection closed without a response leaves the outcome of a write unknown",
    beforeAndAfter("connection closed"),
    AMBIGUOUS,
  ),
  {
    row: 28,
    title:
      "a connection that the server closes while idle fails nothing: writes go over none that is kept",
    test: async (runner) => {
      for (const method of METHODS) {
        const kept = method === "GET";
        const result = await runner.attempt(method, {});
        expect(result).toMatchObject({ begun: 1, data: { data: {} } });
        expect(result.arrived[0]?.headers.connection).toBe(kept ? "keep-alive" : "close");
      }
    },
  },
  reactionRow(
    29,
    "a response that never arrives ends after 30 s",
    beforeAndAfter("silence"),
    AMBIGUOUS,
    tookAnAttempt,
  ),
  reactionRow(
    30,
    "headers that drip, and 102 without end, end after 30 s",
    beforeAndAfter("dripped headers", "endless 102"),
    AMBIGUOUS,
    tookAnAttempt,
  ),
  reactionRow(
    46,
    "a request applied after its timeout is not sent again if that would repeat it",
    once(fault("silence", "late")),
    AMBIGUOUS,
    isCarriedOut,
  ),
  {
    row: 47,
    title: "an upload the server never reads was not sent, unless all of it has left",
    test: async (runner) => {
      await reactionRow(47, "", { connections: ["unread"] }, AMBIGUOUS, tookAnAttempt).test(runner);
      const large = {
        resourceType: "SOURCE",
        displayName: "Large",
        code: "x".repeat(9.5 * 1024 * 1024),
      };
      const once = await runner.act("createFunction", large, { connections: ["unread"] });
      expect(once).toMatchObject({ begun: 2, commits: 1, data: { data: {} } });
      const never = await runner.act("createFunction", large, {
        connections: Array(9).fill("unread"),
      });
      expect(never).toMatchObject({
        begun: 4,
        commits: 0,
        error: { attempts: 4, outcome: "not_applied", code: "ETIMEDOUT" },
      });
    },
  },
  {
    row: 60,
    title:
      "a proxy that refuses is asked again since nothing was sent, and sees hosts but no token",
    test: async (runner) => {
      const heads: IncomingMessage[] = [];
      // Each through another proxy, so that no tunnel is open already.
      for (const method of METHODS) {
        const seen = await behindProxy(runner, async (refuseNext) => {
          const result = await runner.attempt(method, { before: refuseNext });
          expect(result).toMatchObject({ begun: 2, data: { data: {} } });
          expect(result.arrived).toHaveLength(1);
          expect(runner.isDone(method)).toBe(true);
        });
        heads.push(...seen);
      }
      expect(heads.length).toBeGreaterThan(METHODS.length);
      for (const { url, rawHeaders } of heads) {
        expect(url).toBe("api.segmentapis.com:443");
        expect(rawHeaders.join(" ")).not.toMatch(/sgp_|bearer/i);
      }
    },
  },
];
