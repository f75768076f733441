import { inTime } from "../../test/support/watchdog";
import { listSecrets, secretsIn, secretsInBody } from "./secretsIn";

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
  const secrets = ["hunter2", "k-123", "wk-1", "u-1", "u-2", "Basic x", "x", "a=b", "c=d", "k-4"];
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
    { id: "password", value: "h-1" },
    { label: "Password", value: "h-2" },
    { Key: "password", Value: "h-3" },
    { name: "password", defaultValue: "h-4" },
    { id: "17", name: "password", value: "h-5" },
  ];
  expect(secretsIn(rows)).toEqual(["hunter2", "wk-1", "h-1", "h-2", "h-3", "h-4", "h-5"]);
  expect(secretsIn({ label: { key: "environment", value: "production" } })).toEqual([]);
  expect(secretsIn({ secrets: [{ key: "color", value: "orange" }] })).toEqual(["color", "orange"]);
});

test("a row has exactly such names", () => {
  expect(secretsIn({ name: "password", default_value: "h-1" })).toEqual(["h-1"]);
  const others = [
    { key: "password", revalue: "a" },
    { key: "password", valueType: "text" },
    { key: ["password"], value: "orange" },
    { username: "password", value: "orange" },
    { identity: "password", value: "orange" },
    { key: "color", anything: "password", value: "orange" },
  ];
  expect(secretsIn(others)).toEqual([]);
});

test("every text and number of a secret value is one", () => {
  expect(listSecrets({ color: "orange", sizes: [7, null, true] })).toEqual(["orange", "7"]);
});

test("texts within texts are read three levels deep", () => {
  const within = (levels: number): object => {
    let value: object = { password: "hunter22" };
    for (let level = 0; level < levels; level += 1) value = { text: JSON.stringify(value) };
    return value;
  };
  expect(secretsIn(within(3))).toEqual(["hunter22"]);
  expect(secretsIn(within(4))).toEqual([]);
  const twice = encodeURIComponent("p=%70assword%3Dhunter22");
  expect(secretsIn({ form: `p=${twice}` })).toEqual(["hunter22"]);
  expect(secretsIn({ form: `p=${encodeURIComponent(`p=${twice}`)}` })).toEqual([]);
});

test("lines of JSON are read although a hundred of them are broken", () => {
  expect(secretsInBody(`${"{\n".repeat(99)}{"password":"h-1"}`)).toEqual(["h-1"]);
});

test("texts are parsed until 10,000 of them only looked like JSON", () => {
  const after = (broken: number, text: string) =>
    secretsIn([...Array(broken).fill(text), '{"password":"h-1"}']);
  expect(after(10_000, '{"')).toEqual(["h-1"]);
  expect(after(10_001, '{"')).toEqual([]);
  for (const text of ["{{id}}", "[Admin] Clicked"]) expect(after(10_001, text)).toEqual(["h-1"]);
});

test.each(["true", "false", "null", "-1.5", "2", '"a"', "[]", "{}"])(
  "a text that is a list and begins with %s is parsed",
  (first) => {
    const list = `\ufeff [ ${first}, {"password": "h-1"}]`;
    expect(secretsIn({ list })).toEqual(["h-1"]);
  },
);

test("a number under such a name is a secret too", () => {
  expect(secretsIn({ size: 1234, password: 12345678 })).toEqual(["12345678"]);
});

test("every field of a form or a query is searched, even if its name repeats", () => {
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

test("bytes are searched as text, in every accepted form", () => {
  const bytes = Buffer.from('{"password": "hunter22"}');
  const forms = [bytes, new Uint8Array(bytes), { data: bytes, contentType: "application/json" }];
  for (const form of [...forms, JSON.parse(JSON.stringify(bytes))]) {
    expect(secretsInBody(form)).toEqual(["hunter22"]);
    expect(secretsIn([{ key: "config", value: form }])).toEqual(["hunter22"]);
  }
  expect(secretsIn({ secret: { data: Buffer.from("abcd"), contentType: "text/plain" } })).toEqual([
    "abcd",
  ]);
  const inWindows1252 = Buffer.from('{"name": "J\xf6rg", "password": "hunter22"}', "latin1");
  expect(secretsInBody(inWindows1252)).toEqual(["hunter22"]);
});

test("names beside bytes are searched too", () => {
  const written = { type: "Buffer", data: [1] };
  const bodies = [
    { password: "hunter22", data: Buffer.from("abcd") },
    { password: "hunter22", data: written },
    { ...written, password: "hunter22" },
  ];
  for (const body of bodies) {
    expect(secretsIn(body)).toEqual(["hunter22"]);
    expect(secretsIn(JSON.parse(JSON.stringify(body)))).toEqual(["hunter22"]);
  }
});

test("a list with holes is searched", () => {
  const list: unknown[] = [];
  list[2] = { password: "hunter22" };
  expect(secretsIn({ list })).toEqual(["hunter22"]);
});

test("a text can have any number of passwords", () => {
  const text = "ftp://me:pw-1@host ".repeat(200_000);
  expect(secretsIn({ text })).toHaveLength(200_000);
});

test.each<[string, unknown, string[]]>([
  ["a form", "password=hunter22&x=1", ["hunter22"]],
  ["a pair with spaces", "token = hunter22", ["hunter22"]],
  ["a form with a percent sign", "token=a%2+b", ["a%2+b", "a%2 b"]],
  ["JSON in lines", '[\n{"password":"h-1"}\n]', ["h-1"]],
  ["JSON after a space", ' {"password":"h-1"}', ["h-1"]],
  ["bytes of lines", Buffer.from("user: bob\npassword: hunter22\n"), ["hunter22"]],
  [
    "JSON under a secret's name in a form",
    `credentials=${encodeURIComponent('{"user":"u"}')}`,
    ['{"user":"u"}', '{"user":"u"}', "u"],
  ],
  ["a line with a quote inside", `token: x"y"\n`, ['x"y"']],
  ["a line with more than a quoted text", `token: "x"y\n`, ['"x"y', "x"]],
  ["an element", "<token> t-1 </token>", ["t-1"]],
  ["an element with a bare attribute", "<token kind> t-1 </token>", ["t-1"]],
  ["a scheme in other letters", { token: " APIKEY  k-1" }, [" APIKEY  k-1", "k-1"]],
  ["a text with a scheme inside", { token: "see bearer k-1" }, ["see bearer k-1"]],
  [
    "a scheme that is not Basic",
    { token: `Bearer ${btoa("bob:hunter22")}` },
    [`Bearer ${btoa("bob:hunter22")}`, btoa("bob:hunter22")],
  ],
  [
    "Basic without a user",
    { token: `Basic ${btoa("hunter22")}` },
    [`Basic ${btoa("hunter22")}`, btoa("hunter22")],
  ],
  ["an encoded form", "%70assword=hun%26ter+22&x=1", ["hun&ter 22"]],
  ["a form with a plus sign", "token=a+b/c==", ["a+b/c==", "a b/c=="]],
  ["a form within a form", "p=%70assword%3Dhunter22", ["hunter22"]],
  ["JSON within a form", `config=${encodeURIComponent('{"password":"h-22"}')}`, ["h-22"]],
  ["lines of JSON", '{"password":"h-1"}\n{"id":1}\r\n{"token":"h-2"}\n', ["h-1", "h-2"]],
  ["lines of names", "user: bob\npassword: hunter22\n", ["hunter22"]],
  ["lines of quoted names and values", `"token": 'a b'\n'secret': "c:d"\n`, ["a b", "c:d"]],
  ["JSON with a comma too many", '{"password":"hunter22",}', ['"hunter22",}', "hunter22"]],
  ["JSON without its end", '{"a":1,"password": "hunter', ["hunter"]],
  ["JSON without the end of an escape", '{"a":1,"password": "hunter\\', ["hunter\\"]],
  ["names without quotes", '{name: "x", password: "hunter22"}', ["hunter22"]],
  ["single quotes", "{\n password: 'hunter22',\n}", ["'hunter22',", "hunter22"]],
  ["a value without quotes", '{"a":1,"password": hunter22, "b":2}', ["hunter22"]],
  ["digits and letters without quotes", '{"a":1,"password": 22hunter22}', ["22hunter22"]],
  ["a member after a missing quote", '{"name": "x, "password": "hunter22"}', ["hunter22"]],
  ["a number in broken JSON", '{"a":1,"password":12345678', ["12345678"]],
  ["escapes in broken JSON", '{"a":1,"pass\\u0077ord":"a\\"b"', ['a\\"b', 'a"b']],
  ["JSON in broken JSON", '{"a":1,"b":"{\\"password\\":\\"h-22\\"}"', ["h-22"]],
  ["a line whose quotes do not match", `token: "a'\n`, [`"a'`, "a'\n"]],
  ["a pair of quoted texts", '"password"="hunter22"', ["hunter22"]],
  ["XML", '<a><password kind="x">hunter22</password><b>c</b></a>', ["hunter22"]],
  ["JSON within JSON", { config: '{"inner": "{\\"password\\": \\"h-22\\"}"}' }, ["h-22"]],
  ["JSON under a secret's name", { credentials: '{"user":"u"}' }, ['{"user":"u"}', "u"]],
  ["a URL's password", { url: "https://bob:hunter22@example.com/h" }, ["hunter22"]],
  ["a URL's encoded password", { url: "ftp://bob:a%40b@example.com" }, ["a%40b", "a@b"]],
  ["a URL's key", { url: "https://k-1234@example.com" }, ["k-1234"]],
  [
    "a URL's query",
    { url: "https://example.com/h?a=1&token=hunter22#b" },
    ["hunter22#b", "hunter22"],
  ],
  ["a URL's fragment", { url: "https://example.com/#access_token=hunter22" }, ["hunter22"]],
  ["a connection string", { dsn: "Server=a;User=b;Password=hunter22;" }, ["hunter22"]],
  ["a scheme", { Authorization: "Bearer hunter22" }, ["Bearer hunter22", "hunter22"]],
  [
    "a user and a password",
    { Authorization: `Basic ${btoa("bob:hunter22")}` },
    [`Basic ${btoa("bob:hunter22")}`, btoa("bob:hunter22"), "hunter22"],
  ],
])("secrets are found in %s", (_, body, secrets) => {
  expect(secretsInBody(body)).toEqual(secrets);
});

test.each([
  "if (token == given) run(x => x)",
  "token",
  "a=b&c=d",
  "https://example.com/@user?a=b",
  '{"key": "color"}',
  "{not JSON",
  "=token",
])("no secrets are in the text %p", (text) => {
  expect(secretsInBody(text)).toEqual([]);
  expect(secretsIn({ text })).toEqual([]);
});

test("lines of names are read in a whole document, not in a value of one", () => {
  expect(secretsIn({ text: "token: hunter22" })).toEqual([]);
});

test("a pair goes by its first text, if that is a name", () => {
  expect(secretsIn([["password"], "orange"])).toEqual([]);
  expect(
    secretsIn([
      ["password", "hunter22"],
      ["color", "orange"],
    ]),
  ).toEqual(["hunter22"]);
  expect(secretsIn([["the password is wrong", "orange"]])).toEqual([]);
  expect(secretsIn([["password", "orange", "blue"]])).toEqual([]);
});

test("texts that refer to themselves again and again take no longer than they are large", () => {
  const size = 1_000_000;
  const pieces = [
    "a=",
    "token=",
    "a=%",
    "://",
    "<a ",
    "<a>",
    "://a:b",
    "[",
    '{"',
    '"a":"',
    '"a":"\\\\"',
    "token: ",
    "a&",
  ];
  for (const piece of [
    ...pieces,
    "\n[",
    "a=%3D",
    "=",
    "; ",
    "@",
    "password=a;",
    "token =\t",
    '\\"',
    "a:",
    '"a":"{\n{"b":',
  ]) {
    const text = piece.repeat(size / piece.length);
    expect(inTime(() => secretsInBody(text).length)).toBeGreaterThanOrEqual(0);
  }
});

test.each<[string, string[]]>([
  ["/sources", []],
  ["/sources?", []],
  ["/sources?a=b&api_key=k%201", ["k 1"]],
  ["/sources?a=b?api_key=k-1", ["k-1"]],
  ["/sources?api_key=k-1?token=t-1&c=d", ["k-1?token=t-1", "k-1", "t-1"]],
  ["/token", []],
  ["/x?a=1;password=hunter22", ["hunter22"]],
  ["/x;password=hunter22/y?a=b", ["hunter22/y?a=b", "hunter22/y"]],
  ["/x?filter[password]=hunter22", ["hunter22"]],
])(
  "of the path %s the query is searched, also after a second question mark or a semicolon",
  (path, secrets) => {
    expect(secretsIn(path)).toEqual(secrets);
  },
);

test("a circular reference is followed once, and a shared value is found under either name", () => {
  const shared = { id: "u-1" };
  const circle: Record<string, unknown> = { shared, token: [shared, "t-1"] };
  circle.itself = circle;
  expect(secretsIn(circle)).toEqual(["u-1", "t-1"]);
});

test("takes no longer than a value is large, however deep or wide it is", () => {
  let deep: unknown = { password: "hunter2" };
  for (let level = 0; level < 30_000; level += 1) deep = level % 2 ? [deep] : { inner: deep };
  expect(inTime(() => secretsIn(deep))).toEqual(["hunter2"]);
  const wide = Array.from({ length: 50_000 }, (_, index) => ({ key: "token", value: index }));
  expect(inTime(() => secretsIn(wide))).toHaveLength(50_000);
  const names = Object.fromEntries(wide.map((_, index) => [`token-${index}`, "t"]));
  expect(inTime(() => secretsIn(names))).toHaveLength(50_000);
});

test("secrets are found at any depth, and in shared or circular values", () => {
  const deep = `${'{"a":['.repeat(50_000)}{"password":"p-deep"}${"]}".repeat(50_000)}`;
  expect(secretsInBody(deep)).toEqual(["p-deep"]);
  const shared: Record<string, unknown> = { value: "v-shared" };
  shared.self = shared;
  expect(secretsIn({ plain: shared, token: shared })).toEqual(["v-shared"]);
});

test("digits that JavaScript has no number for are hidden as they are sent", () => {
  const body = '\ufeff{"apiKey": 227490627192107008, "size": 9007199254740993}';
  expect(secretsInBody(body)).toEqual(["227490627192107008"]);
});
