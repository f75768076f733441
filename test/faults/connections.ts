import { createServer, type IncomingMessage } from "node:http";
import net, { type AddressInfo, type Socket } from "node:net";
import { fault } from "../../simulator";
import { type Lab, METHODS } from "./lab";
import {
  AMBIGUOUS,
  beforeAndAfter,
  once,
  REFUSED,
  RETRIED,
  type Row,
  type Told,
  uniform,
} from "./uniform";

const isUntouched = ({ error, commits }: Told) => error && expect(commits).toBe(0);
const isCarriedOut = ({ error, commits }: Told) => error && expect(commits).toBe(1);
const tookAnAttempt = ({ ms }: Told) => expect(ms).toBeGreaterThanOrEqual(30_000);

/** Runs with every connection through a proxy that refuses the first CONNECT of each attempt. */
async function behindProxy(lab: Lab, run: (refuseNext: () => void) => Promise<void>) {
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
    const server = net.connect(lab.bench.simulator.port, "127.0.0.1", () => {
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

/** Connections that are not made, break, or never bring an answer. */
export const connections: Row[] = [
  uniform(19, "a refused connection is tried again", { routes: ["ECONNREFUSED"] }, RETRIED),
  uniform(
    20,
    "a host that cannot be looked up or reached for the moment is tried again",
    [{ routes: ["EAI_AGAIN"] }, { routes: ["EHOSTUNREACH"] }, { routes: ["ENETUNREACH"] }],
    RETRIED,
  ),
  uniform(
    21,
    "a host that does not exist is final",
    { routes: ["ENOTFOUND"] },
    REFUSED,
    ({ error }) => expect(error?.code).toBe("ENOTFOUND"),
  ),
  uniform(
    22,
    "a certificate that cannot be trusted is final, and its server sees no request",
    [{ routes: ["untrusted certificate"] }, { routes: ["certificate of another host"] }],
    REFUSED,
    ({ arrived, error }) => {
      expect(arrived).toEqual([]);
      expect(error?.code).toMatch(/CERT/);
    },
  ),
  uniform(
    23,
    "a connection that is never made is given up after 30 s, and tried again since nothing was sent",
    { routes: ["black hole"] },
    RETRIED,
    tookAnAttempt,
  ),
  {
    row: 24,
    title: "a TLS handshake that hangs, breaks or is none is tried again since nothing was sent",
    test: async (lab) => {
      await uniform(24, "", { connections: ["no handshake"] }, RETRIED, tookAnAttempt).test(lab);
      const broken = (["reset", "closed", "not TLS"] as const).map((one) => ({
        connections: [one],
      }));
      await uniform(24, "", broken, RETRIED).test(lab);
    },
  },
  uniform(
    25,
    "a reset before the commit leaves the fate of a write open",
    once(fault("connection reset", "before")),
    AMBIGUOUS,
    isUntouched,
  ),
  uniform(
    26,
    "a reset after the commit leads to no second one",
    once(fault("connection reset", "after")),
    AMBIGUOUS,
    isCarriedOut,
  ),
  uniform(
    27,
    "a connection closed without an answer leaves the fate of a write open",
    beforeAndAfter("connection closed"),
    AMBIGUOUS,
  ),
  {
    row: 28,
    title: "a connection that the server closes while idle fails nothing: writes go over none",
    test: async (lab) => {
      for (const method of METHODS) {
        const kept = method === "GET";
        const told = await lab.attempt(method, {});
        expect(told).toMatchObject({ begun: 1, data: { data: {} } });
        expect(told.arrived[0]?.headers.connection).toBe(kept ? "keep-alive" : "close");
      }
    },
  },
  uniform(
    29,
    "an answer that never comes ends after 30 s",
    beforeAndAfter("silence"),
    AMBIGUOUS,
    tookAnAttempt,
  ),
  uniform(
    30,
    "headers that drip, and 102 without end, end after 30 s",
    beforeAndAfter("dripped headers", "endless 102"),
    AMBIGUOUS,
    tookAnAttempt,
  ),
  uniform(
    46,
    "a request carried out after it was given up is not sent again where that would repeat it",
    once(fault("silence", "late")),
    AMBIGUOUS,
    isCarriedOut,
  ),
  {
    row: 47,
    title: "an upload the server never reads was not sent, unless all of it has left",
    test: async (lab) => {
      await uniform(47, "", { connections: ["unread"] }, AMBIGUOUS, tookAnAttempt).test(lab);
      const large = {
        resourceType: "SOURCE",
        displayName: "Large",
        code: "x".repeat(9.5 * 1024 * 1024),
      };
      const once = await lab.act("createFunction", large, { connections: ["unread"] });
      expect(once).toMatchObject({ begun: 2, commits: 1, data: { data: {} } });
      const never = await lab.act("createFunction", large, {
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
    test: async (lab) => {
      const heads = await behindProxy(lab, async (refuseNext) => {
        for (const method of METHODS) {
          const told = await lab.attempt(method, { before: refuseNext });
          expect(told).toMatchObject({ begun: 2, data: { data: {} } });
          expect(told.arrived).toHaveLength(1);
          expect(await lab.isDone(method)).toBe(true);
        }
      });
      expect(heads.length).toBeGreaterThan(METHODS.length);
      for (const { url, rawHeaders } of heads) {
        expect(url).toBe("api.segmentapis.com:443");
        expect(rawHeaders.join(" ")).not.toMatch(/sgp_|bearer/i);
      }
    },
  },
];
