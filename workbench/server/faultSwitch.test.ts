import type { RecordedRequest } from "../../simulator";
import { FaultSwitch, NO_FAULTS } from "./faultSwitch";

const switched = new FaultSwitch();
const ask = (method: string, path: string) =>
  switched.intercept({ region: "us", method, path } as RecordedRequest);
beforeEach(() => switched.set(NO_FAULTS));

test("no fault is shown until one is switched on", () => {
  expect(ask("GET", "/sources")).toBeUndefined();
});

test("the first attempt of each method and path meets a fault, and its retry none", () => {
  switched.set({ ...NO_FAULTS, serverError: "first" });
  expect(ask("GET", "/sources")).toMatchObject({ status: 500 });
  expect(ask("GET", "/sources")).toBeUndefined();
  expect(ask("POST", "/sources")).toMatchObject({ status: 500 });
  switched.set({ ...NO_FAULTS, serverError: "first", slow: "off" });
  expect(ask("GET", "/sources")).toBeUndefined();
  switched.set(NO_FAULTS);
  switched.set({ ...NO_FAULTS, serverError: "first" });
  expect(ask("GET", "/sources")).toMatchObject({ status: 500 });
});

test("all attempts meet a fault until it is switched off", () => {
  switched.set({ ...NO_FAULTS, lostResponse: "all" });
  for (const _ of [1, 2]) {
    expect(ask("GET", "/")).toMatchObject({ name: "connection closed", when: "after" });
  }
});

test("of several faults, a request meets one, and its retry still succeeds", () => {
  switched.set({ rateLimit: "first", serverError: "first", slow: "first", lostResponse: "first" });
  expect(ask("GET", "/")).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
  expect(ask("GET", "/")).toBeUndefined();
  switched.set({ ...NO_FAULTS, slow: "all" });
  expect(ask("GET", "/")).toEqual({ name: "slow", delayMs: 3000 });
});
