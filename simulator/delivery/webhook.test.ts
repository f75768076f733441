import recorded from "../../test/triggers/signedRequests.json";
import type { Destination, Subscription } from "../state/destinations";
import type { ReceivedEvent } from "../tracking/events";
import { delayAfter, MAX_RETRIES } from "./retries";
import { readTrigger } from "./trigger";
import { makeRequest } from "./webhook";

const event = (more: object = {}): ReceivedEvent => ({
  type: "track",
  event: "Order Completed",
  userId: "u1",
  messageId: "m1",
  originalTimestamp: "2024-05-06T07:08:09.000Z",
  timestamp: "2024-05-06T07:08:09.000Z",
  receivedAt: "2024-05-06T07:08:09.000Z",
  projectId: "p1",
  context: { page: { path: "/cart" }, "a.b": 1 },
  integrations: {},
  properties: { revenue: 12.5, plan: "pro", gift: true, coupon: null },
  version: 2,
  ...more,
});
const request = (settings: object, events = [event()], sharedSecret: unknown = recorded.secret) =>
  makeRequest(
    { settings: { sharedSecret } } as unknown as Destination,
    { settings: { url: "http://127.0.0.1/hook", ...settings } } as unknown as Subscription,
    events,
  );
const made = (...args: Parameters<typeof request>) => {
  const result = request(...args);
  if (typeof result === "string") throw new Error(result);
  return result;
};

describe("a request equals, byte for byte, the one that Segment's own code sent", () => {
  const sent = (name: string) => {
    const found = recorded.requests.find((one) => one.name === name);
    if (found === undefined) throw new Error(`nothing was recorded as ${name}`);
    return { headers: found.headers as Record<string, string>, body: decode(found.body) };
  };
  const decode = (base64: string) => Buffer.from(base64, "base64").toString("utf8");
  const track = JSON.parse(sent("webhook track").body);
  const EXPECTED = ["user-agent", "x-signature", "x-own", "content-type"];

  const BATCHED = { enable_batching: true, batch_size: 10 };

  test.each<[string, object, (() => ReceivedEvent[])?]>([
    ["webhook track", {}],
    ["webhook identify", {}],
    ["webhook alias", {}],
    ["webhook PUT with headers", { method: "PUT", headers: { "X-Own": "v" } }],
    ["webhook properties only", { data: { "@path": "$.properties" } }, () => [track]],
    ["webhook empty data", { data: { "@path": "$.nothing" } }, () => [track]],
    ["webhook batch of 1", BATCHED],
    ["webhook batch of 6", BATCHED],
    ["webhook batch with integer-like keys", BATCHED],
    [
      "webhook batch whose first data is missing",
      { ...BATCHED, data: { "@path": "$.properties" } },
      () => [{ ...track, properties: undefined }, track],
    ],
  ])("%s", (name, settings, events = () => [JSON.parse(sent(name).body)].flat()) => {
    const { headers, body } = sent(name);
    const ours = made(settings, events());
    expect(ours.body).toBe(body);
    const theirs = EXPECTED.filter((header) => header in headers);
    expect(ours.headers).toEqual(Object.fromEntries(theirs.map((key) => [key, headers[key]])));
  });

  test("without a shared secret there is no signature", () => {
    expect(made({}, [event()], "").headers).toEqual({
      "user-agent": "Segment (Actions)",
      "content-type": "application/json",
    });
  });
});

test.each<[object, unknown]>([
  [{ "@path": "$.properties.revenue" }, 12.5],
  [{ "@path": "$.context.page" }, { path: "/cart" }],
  [{ "@path": "$.context['a.b']" }, 1],
  [{ "@path": "$.properties.coupon" }, null],
  [
    { fixed: [1, "$.x", null], who: { "@path": "$.userId" }, none: { "@path": "$.a.b" } },
    {
      fixed: [1, "$.x", null],
      who: "u1",
    },
  ],
])("the mapping %j gives %j", (data, expected) => {
  expect(JSON.parse(made({ data }).body)).toEqual(expected);
});

test("a mapping can take the address and a header from the event", () => {
  const properties = { to: "http://localhost:8080/x?y=1", plan: "pro" };
  const settings = {
    url: { "@path": "$.properties.to" },
    headers: { "X-Plan": { "@path": "$.properties.plan" }, "x-number": 5, "x-none": null },
  };
  const { url, method, headers } = made(settings, [event({ properties })]);
  expect(url.href).toBe("http://localhost:8080/x?y=1");
  expect(method).toBe("POST");
  expect(headers).toMatchObject({ "x-plan": "pro", "x-number": "5" });
  expect(headers).not.toHaveProperty("x-none");
});

test.each<[object, string]>([
  [{ url: "example" }, "the mapped url is not an http or https URL"],
  [{ url: "ftp://127.0.0.1/" }, "the mapped url is not an http or https URL"],
  [{ url: { "@path": "$.nothing" } }, "the mapped url is not an http or https URL"],
  [{ method: "GET" }, "the mapped method is not one of POST, PUT, PATCH"],
  [
    { headers: { "x-a": "a\nb" } },
    "a mapped header has a name or a value that HTTP does not allow",
  ],
  [{ data: { "@template": "{{userId}}" } }, "the simulator resolves @path only, not @template"],
])("the settings %j make no request: %s", (settings, reason) => {
  expect(request(settings)).toBe(reason);
});

test("an event that is nested too deeply makes no request", () => {
  const depth = 20_000;
  const deep = JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
  expect(request({}, [event({ properties: { deep } })])).toBe("Maximum call stack size exceeded");
});

describe("a trigger", () => {
  test.each<[string, boolean]>([
    ['type = "track"', true],
    ['type = "page"', false],
    ['event != "Order Completed"', false],
    ['(type = "track" and event = "A") or (type = "track" and event = "Order Completed")', true],
    ['(type = "page" or type = "track") and userId = "u1"', true],
    // Segment's parser applies the last operator of a group to all of its conditions.
    ['type = "page" and userId = "u1" or userId = "u2"', true],
    ['type = "track" or userId = "u2" and userId = "u3"', false],
    ['contains(event, "Order")', true],
    ['!contains(event, "Order")', false],
    ['match(event, "Order*")', true],
    ['match(event, "*ted")', true],
    ['match(event, "*Order")', false],
    ["properties.revenue > 12", true],
    ["properties.revenue = 12.5", true],
    ['properties.revenue = "12.5"', false],
    ["properties.gift = true", true],
    ["properties.coupon = null", true],
    ["properties.plan != null", true],
    ['context.page.path = "/cart"', true],
    ['traits.plan = "pro"', false],
  ])("%s is %s for an order", (trigger, expected) => {
    expect(readTrigger(trigger)?.(event())).toBe(expected);
  });

  test.each(["", "all", 'foo = "a"', "(type", '(type = "track"', 'type = "track" and ()'])(
    "%j is not a condition",
    (trigger) => expect(readTrigger(trigger)).toBeUndefined(),
  );

  test.each([
    { type: "track", event: 5, properties: null, context: null, userId: null },
    { type: "track", event: "x", properties: "text", context: [] },
  ])("never throws for an unusual event %j", (unusual) => {
    for (const text of ["properties.a.b = 1", 'contains(event, "x")', "context.. != null"]) {
      expect(typeof (readTrigger(text)?.(event(unusual)) ?? false)).toBe("boolean");
    }
  });
});

test("retries double their delay and end within four hours", () => {
  const delays = Array.from({ length: MAX_RETRIES + 1 }, (_, index) => delayAfter(index + 1));
  expect(delays.slice(0, 3)).toEqual([28_000, 56_000, 112_000]);
  expect(delays.at(-1)).toBeUndefined();
  const hours = delays.reduce((total: number, delay = 0) => total + delay, 0) / 3_600_000;
  expect(hours).toBeGreaterThan(3.9);
  expect(hours).toBeLessThan(4);
});
