import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { createInterruption } from "./interruption";
import { watchRequests } from "./requests";

test("what somebody else has put in place of https.request stays when the watching ends", () => {
  const { request } = https;
  const requests = watchRequests();
  const theirs = (() => undefined) as unknown as typeof request;
  try {
    https.request = theirs;
    requests.restore();
    expect(https.request).toBe(theirs);
  } finally {
    https.request = request;
  }
});

test("a step has time to process its last response after the run was stopped", async () => {
  const idle = { refused: false, closeDoor: async () => undefined };
  const interruption = createInterruption(idle);
  const work = new Promise((resolve) => setImmediate(() => resolve("made of it")));
  interruption.request();
  expect(await interruption.unlessInterrupted(work)).toBe("made of it");
});

test("a request that repeats a failed one of its step is a retry, and one that repeats a success is not", async () => {
  const statuses = [503, 200, 200, 404, 0, 200, 500, 200];
  const server = http.createServer((_, response) => {
    const status = statuses.shift();
    if (status) response.writeHead(status).end();
    else response.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { request } = https;
  // Plain HTTP, because a certificate has no part in this.
  https.request = http.request as typeof request;
  const requests = watchRequests();
  const ask = (path = "/") =>
    new Promise<void>((resolve) => {
      const options = { host: "127.0.0.1", port, path, agent: new http.Agent() };
      const made = https.request(options as https.RequestOptions, (response) => response.resume());
      made.on("error", () => undefined).on("close", resolve);
      made.end();
    });
  const retriesAfter = async (path?: string) => {
    await ask(path);
    return requests.retries;
  };
  try {
    expect(await retriesAfter()).toBe(0); // 503
    expect(await retriesAfter()).toBe(1); // 200
    expect(await retriesAfter()).toBe(1); // 200, a poll
    expect(await retriesAfter()).toBe(1); // 404, another poll
    expect(await retriesAfter("/other")).toBe(1); // no response
    expect(await retriesAfter("/other")).toBe(2); // 200
    expect(await retriesAfter("/other")).toBe(2); // 500
    requests.startStep();
    expect(await retriesAfter("/other")).toBe(2); // 200, in another step
    expect(requests.sent).toBe(8);
  } finally {
    requests.restore();
    https.request = request;
    server.close();
  }
});
