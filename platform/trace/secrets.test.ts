import { secretsIn } from "../../src/http/secretsIn";
import { parseJson, toJson } from "../../src/values/json";
import type { StepOutcome, StepPlace } from "../run/events";
import { createTrace } from "./index";
import { toJsonValue } from "./jsonValue";
import { createHider } from "./secrets";

const secret = "correct horse";

test.each<[string, unknown]>([
  ["a password", { password: secret }],
  ["a list under a secret's name", { tokens: [secret] }],
  ["something within it", { credentials: { user: { name: secret } } }],
  ["an item of a list", [{ apiKey: secret }]],
  ["a row whose key says so", { key: "writeKey", value: secret }],
  ["a header that authorizes", { headers: { Authorization: secret } }],
  ["the second of a pair", [["password", secret]]],
  ["a cookie in a row", [{ key: "Set-Cookie", value: secret }]],
])("a secret is known by its name: %s", (_where, value) => {
  expect(secretsIn(value)).toEqual([secret]);
  expect(JSON.stringify(createHider([]).value(value))).not.toContain(secret);
});

test.each<[string, unknown]>([
  ["the key of a row", { key: "color", value: "orange" }],
  ["a key beside more than a value", { key: "color", value: "orange", description: "of fruit" }],
  ["a key by itself", { key: "Order Completed" }],
  ["nothing under a secret's name", { password: "", token: null, secret: true }],
])("an identifier is no secret: %s", (_where, value) => {
  expect(secretsIn(value).join("")).toBe("");
  expect(createHider([]).value(value)).toEqual(value);
});

test("a secret that is known is hidden in texts, keys, links and logs, and a number by its name only", () => {
  const { value, knowing } = createHider([secret]);
  expect(value({ [secret]: [`https://x.test/?q=${encodeURIComponent(secret)}`, 5] })).toEqual({
    "[secret]": ["https://x.test/?q=[secret]", 5],
  });
  expect(value({ size: 1, token: 1, tokens: [2, { id: 3 }] })).toEqual({
    size: 1,
    token: "[secret]",
    tokens: ["[secret]", { id: "[secret]" }],
  });
  expect(knowing(["battery"]).text(`${secret} battery`)).toBe("[secret] [secret]");
});

test("a text with a secret that repeats within a value is hidden each time", () => {
  const text = `no to ${secret}`;
  expect(createHider([secret]).value([text, { [text]: text }, text])).toEqual([
    "no to [secret]",
    { "no to [secret]": "no to [secret]" },
    "no to [secret]",
  ]);
});

test("a value that JSON cannot express is described in one word", () => {
  const circle: Record<string, unknown> = { a: 1 };
  circle.itself = [circle];
  const twice = { b: 2 };
  expect(toJsonValue(circle)).toEqual({ a: 1, itself: ["[circular]"] });
  expect(toJsonValue([twice, twice])).toEqual([twice, twice]);
  expect(
    toJsonValue([
      5n,
      new Date(0),
      new URL("https://x.test/"),
      new Map([["a", new Set([1])]]),
      Buffer.from("abc"),
      new ArrayBuffer(2),
      new TypeError("no luck"),
    ]),
  ).toEqual([
    "5",
    "1970-01-01T00:00:00.000Z",
    "https://x.test/",
    { a: [1] },
    "[3 bytes]",
    "[2 bytes]",
    { name: "TypeError", message: "no luck" },
  ]);
});

test("a trace masks the secrets of one step at every place, and shows which step did not end", () => {
  const trace = createTrace(createHider([]));
  const place = (id: number, name: string): StepPlace => ({
    id,
    name,
    action: "code.runCode",
    within: [],
    holds: false,
  });
  const end = (step: StepPlace, rest: Partial<StepOutcome>) => {
    const outcome: StepOutcome = { state: "done", detail: "", ms: 1.4, requests: 0, retries: 0 };
    trace.watch({ type: "ended", step, outcome: { ...outcome, ...rest } });
  };
  end(place(1, "Given"), { inputs: { token: "given-secret" } });
  end(place(2, "Answered"), { results: { writeKey: "answered-secret", big: 5n } });
  trace.watch({ type: "began", step: place(3, "Under Way") });
  const said = "given-secret, answered-secret";
  trace.watch({ type: "logged", step: place(3, "Under Way"), level: "info", text: said });
  expect(trace.report({ state: "stopped", results: [said, 1n] })).toMatchObject({
    results: ["[secret], [secret]", "1"],
    steps: [
      { step: "Given", ms: 1, inputs: { token: "[secret]" } },
      { step: "Answered", results: { writeKey: "[secret]", big: "5" } },
      { step: "Under Way", state: "running", logs: ["info: [secret], [secret]"] },
    ],
  });
});

test("long numbers keep their digits, and are masked below the name of a secret", () => {
  const body = parseJson('{"id":9007199254740993,"token":[9007199254740993]}');
  expect(toJson(createHider([]).value(body))).toBe('{"id":9007199254740993,"token":["[secret]"]}');
});
