import https from "node:https";
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
  const idle = { sent: 1, open: 0, refused: false, closeDoor: async () => undefined };
  const interruption = createInterruption({ ...idle, restore: () => undefined });
  const work = new Promise((resolve) => setImmediate(() => resolve("made of it")));
  interruption.request();
  expect(await interruption.unlessInterrupted(work)).toBe("made of it");
});
