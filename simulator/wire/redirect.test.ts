import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";
import axios from "axios";
import { type Redirection, redirectSegmentHosts, type Simulator, startSimulator } from "../index";
import { makeCertificate } from "./certificate";

const refusal = (host: string) => `tests never leave this machine: ${host}`;
let simulator: Simulator;
let redirection: Redirection;

beforeAll(async () => {
  simulator = await startSimulator();
  redirection = redirectSegmentHosts(simulator);
});
afterAll(async () => {
  redirection.restore();
  await simulator.close();
});

const ask = (agent?: https.Agent) =>
  axios.get(`https://${simulator.us.host}/`, {
    headers: { authorization: `Bearer ${simulator.us.token}` },
    httpsAgent: agent,
    proxy: false,
  });

test("axios reaches the simulator with its own agent and with others", async () => {
  expect((await ask()).status).toBe(200);
  const agent = new https.Agent({ keepAlive: true, maxCachedSessions: 0 });
  expect((await ask(agent)).status).toBe(200);
  expect((await ask(agent)).status).toBe(200);
  agent.destroy();
});

test("a request is counted for every form of its host, and not for another host", async () => {
  const told = jest.fn();
  redirection.begin = told;
  const { host } = simulator.us;
  const before = redirection.begun;
  const made = [
    https.request(`https://${host}/`),
    https.request(new URL(`https://${host}/`)),
    https.request({ hostname: host }),
    https.request({ host }),
    https.request("https://127.0.0.1:1/"),
  ];
  for (const request of made) request.on("error", () => undefined).destroy();
  redirection.begin = undefined;
  expect(redirection.begun - before).toBe(4);
  expect(told).toHaveBeenCalledTimes(4);
});

test("node:https, tls.connect and fetch reach the simulator too", async () => {
  const status = await new Promise((resolve, reject) => {
    https
      .get(`https://${simulator.eu.host}/`, ({ statusCode }) => resolve(statusCode))
      .on("error", reject);
  });
  expect(status).toBe(401);
  const socket = tls.connect(443, simulator.us.host);
  await new Promise((resolve, reject) => socket.on("secureConnect", resolve).on("error", reject));
  expect(socket.authorized).toBe(true);
  socket.destroy();
  const { token } = simulator.us;
  const headers = { authorization: `Bearer ${token}`, connection: "close" };
  expect((await fetch(`https://${simulator.us.host}/`, { headers })).status).toBe(200);
});

test("a connection opened ahead is told apart, and is closed before it carries anything", async () => {
  const isAhead: boolean[] = [];
  redirection.route = (ahead) => {
    isAhead.push(ahead);
    return undefined;
  };
  const target = { host: simulator.us.host, port: 443 };
  const open = async (options: tls.ConnectionOptions & { isAhead?: boolean }) => {
    const socket = tls.connect(options);
    await once(socket, "secureConnect");
    return socket;
  };
  const [own, ahead, used] = [
    await open(target),
    await open({ ...target, isAhead: true }),
    await open({ ...target, isAhead: true }),
  ];
  redirection.route = undefined;
  const request = https.request({ ...target, agent: false, createConnection: () => used });
  request.on("error", () => undefined).end();
  await once(request, "socket");
  redirection.closeAhead();
  expect(isAhead).toEqual([false, true, true]);
  expect([own, ahead, used].map(({ destroyed }) => destroyed)).toEqual([false, true, false]);
  for (const socket of [own, used]) socket.destroy();
});

test("only the simulator's own certificate is trusted", async () => {
  const { cert } = await makeCertificate(["api.segmentapis.com"]);
  redirection.restore();
  const wrong = redirectSegmentHosts({ port: simulator.port, ca: cert });
  await expect(ask(new https.Agent())).rejects.toThrow(/certificate/);
  wrong.restore();
  redirection = redirectSegmentHosts(simulator);
});

test("a request whose Host differs from the connection's is rejected", async () => {
  const headers = { host: simulator.eu.host, authorization: `Bearer ${simulator.eu.token}` };
  const url = `https://${simulator.us.host}/`;
  const before = simulator.requests.length;
  const { status } = await axios.get(url, { headers, proxy: false, validateStatus: () => true });
  expect(status).toBe(421);
  expect(simulator.requests).toHaveLength(before);
});

test("no other host is reachable, with or without TLS", async () => {
  const plain = { proxy: false } as const;
  for (const host of [
    "example.com",
    "cdn.segment.com",
    "api.segmentapis.com.example.com",
    "10.0.0.1",
  ]) {
    await expect(axios.get(`https://${host}/`, plain)).rejects.toThrow(refusal(host));
    await expect(axios.get(`http://${host}/`, plain)).rejects.toThrow(refusal(host));
  }
  await expect(axios.get("http://api.segmentapis.com/", plain)).rejects.toThrow(
    refusal("api.segmentapis.com"),
  );
  await expect(axios.get("https://api.segmentapis.com:8443/", plain)).rejects.toThrow(
    refusal("api.segmentapis.com"),
  );
  const error = await new Promise<Error>((resolve) =>
    net.connect(80, "example.com").on("error", resolve),
  );
  expect(error.message).toBe(refusal("example.com"));
});

test("servers on this machine stay reachable", async () => {
  const server = http.createServer((_, response) => response.end("here"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  expect((await axios.get(`http://127.0.0.1:${port}/`, { proxy: false })).data).toBe("here");
  expect((await axios.get(`http://localhost:${port}/`, { proxy: false })).data).toBe("here");
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test("a second redirection throws, and the first can be restored", () => {
  expect(() => redirectSegmentHosts(simulator)).toThrow("already");
  const during = [tls.connect, net.Socket.prototype.connect];
  redirection.restore();
  redirection.restore();
  expect(tls.connect).not.toBe(during[0]);
  expect(net.Socket.prototype.connect).not.toBe(during[1]);
  redirection = redirectSegmentHosts(simulator);
});
