import { inTime } from "../../test/support/watchdog";
import { secretsIn, secretsInBody, secretsInPath } from "./secretsIn";

test("secrets are found at any depth, and every text below a name that speaks of one", () => {
  const body = {
    name: "Analytics",
    bypassCache: "always",
    settings: { host: "db", password: "hunter2", nested: [{ apiKey: "k-123", region: "eu" }] },
    writeKeys: ["wk-1"],
    credentials: { user: "u-1", deeper: [{ id: "u-2" }] },
    headers: { Authorization: "Basic x", Cookie: "a=b", "Set-Cookie": ["c=d"], "X-Api-Key": "k-4" },
    nothing: null,
  };
  const secrets = ["hunter2", "k-123", "wk-1", "u-1", "u-2", "Basic x", "a=b", "c=d", "k-4"];
  expect(secretsIn(body)).toEqual(secrets);
  expect(secretsInBody(body)).toEqual(secrets);
  expect(secretsInBody(JSON.stringify(body))).toEqual(secrets);
});

test("the value of a row goes by the name in the row", () => {
  const rows = [
    { key: "password", value: "hunter2" },
    { name: "writeKey", value: { all: ["wk-1"] }, description: "of the source" },
    { key: "environment", value: "production" },
    { key: "color", name: "token", value: "orange" },
    { key: 7, value: "seven" },
    { value: "alone" },
  ];
  expect(secretsIn(rows)).toEqual(["hunter2", "wk-1"]);
  expect(secretsIn({ label: { key: "environment", value: "production" } })).toEqual([]);
  expect(secretsIn({ secrets: [{ key: "color", value: "orange" }] })).toEqual(["color", "orange"]);
});

test("a number under such a name is a secret too", () => {
  expect(secretsIn({ pin: 1234, password: 12345678 })).toEqual(["12345678"]);
});

test("every field of a form or a query counts, also where its name comes twice", () => {
  const form = new FormData();
  form.append("token", "t-1");
  form.append("token", "t-2");
  form.append("name", "orders");
  form.append("secretFile", new Blob(["bytes"]));
  expect(secretsInBody(form)).toEqual(["t-1", "t-2"]);
  expect(secretsIn(new URLSearchParams("token=t-1&a=b&token=t-2"))).toEqual(["t-1", "t-2"]);
});

test.each([undefined, null, 7, "token", "not JSON", Buffer.from("password"), { token: true }])(
  "no secrets are in %p",
  (body) => {
    expect(secretsInBody(body)).toEqual([]);
  },
);

test("bytes are not searched, whatever name they stand under", () => {
  expect(secretsIn({ secret: Buffer.from("abcd") })).toEqual([]);
});

test.each<[string, string[]]>([
  ["/sources", []],
  ["/sources?", []],
  ["/sources?a=b&api_key=k%201", ["k 1"]],
  ["/sources?a=b?api_key=k-1", ["k-1"]],
  ["/sources?api_key=k-1?token=t-1&c=d", ["k-1", "t-1"]],
  ["/token=x", []],
])("of the path %s the query is searched, also after a second question mark", (path, secrets) => {
  expect(secretsInPath(path)).toEqual(secrets);
});

test("a circle is followed once, and what stands in two places is found under either name", () => {
  const shared = { id: "u-1" };
  const circle: Record<string, unknown> = { shared, token: [shared, "t-1"] };
  circle.itself = circle;
  expect(secretsIn(circle)).toEqual(["u-1", "t-1"]);
});

test("takes no longer than a value is large, however deep or wide it is", () => {
  let deep: unknown = { password: "hunter2" };
  for (let level = 0; level < 100_000; level += 1) deep = level % 2 ? [deep] : { inner: deep };
  expect(inTime(() => secretsIn(deep))).toEqual(["hunter2"]);
  const wide = Array.from({ length: 200_000 }, (_, index) => ({ key: "token", value: index }));
  expect(inTime(() => secretsIn(wide))).toHaveLength(200_000);
  const names = Object.fromEntries(wide.map((_, index) => [`token-${index}`, "t"]));
  expect(inTime(() => secretsIn(names))).toHaveLength(200_000);
});

test("secrets are found at any depth, and in what is shared or refers to itself", () => {
  const deep = `${'{"a":['.repeat(50_000)}{"password":"p-deep"}${"]}".repeat(50_000)}`;
  expect(secretsInBody(deep)).toEqual(["p-deep"]);
  const shared: Record<string, unknown> = { value: "v-shared" };
  shared.self = shared;
  expect(secretsIn({ plain: shared, token: shared })).toEqual(["v-shared"]);
});

test("digits that JavaScript has no number for are hidden as they are sent", () => {
  const body = '\ufeff{"apiKey": 227490627192107008, "pin": 9007199254740993}';
  expect(secretsInBody(body)).toEqual(["227490627192107008"]);
});
