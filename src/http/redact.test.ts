import fc from "fast-check";
import { redactor, secretsIn, secretsInBody } from "./redact";

const base64 = (text: string) => Buffer.from(text).toString("base64").replace(/=+$/, "");
const urlSafe = (text: string) => text.replaceAll("+", "-").replaceAll("/", "_");
const lowerCased = (encoded: string) => encoded.replace(/%../g, (code) => code.toLowerCase());

/** The base64 characters of a secret within a text that share no byte with what is around it. */
function middleOf(before: string, secret: string, after: string): string {
  const first = Buffer.byteLength(before);
  const end = first + Buffer.byteLength(secret);
  return base64(before + secret + after).slice(4 * Math.ceil(first / 3), 4 * Math.floor(end / 3));
}

/** How a server may write a text back. */
const WRITTEN: Record<string, (text: string) => string> = {
  "as it is": (text) => text,
  "in JSON": (text) => JSON.stringify(text).slice(1, -1),
  "URL-encoded": encodeURIComponent,
  "URL-encoded in lower case": (text) => lowerCased(encodeURIComponent(text)),
  "as in a form": (text) => new URLSearchParams([["", text]]).toString().slice(1),
  "as in a form in lower case": (text) =>
    lowerCased(new URLSearchParams([["", text]]).toString().slice(1)),
  "URL-encoded with + for spaces": (text) => encodeURIComponent(text).replaceAll("%20", "+"),
  "in base64": base64,
  "in padded base64": (text) => Buffer.from(text).toString("base64"),
  "in base64url": (text) => Buffer.from(text).toString("base64url"),
  "in hex": (text) => Buffer.from(text).toString("hex"),
  "in upper case hex": (text) => Buffer.from(text).toString("hex").toUpperCase(),
};

const anyText = fc.string({ unit: "binary" });
const anySecret = fc
  .oneof(
    fc.string({ minLength: 4, maxLength: 40 }),
    fc.string({ minLength: 4, maxLength: 40, unit: "binary" }),
    fc.base64String({ minLength: 4 }).map((text) => `sgp_${text}`),
  )
  .filter((secret) => secret.length >= 4);

/** What is left of a text where the masks are taken out. */
const pieces = (hidden: string) => hidden.split("[secret]");

test.each(Object.entries(WRITTEN))(
  "a secret written %s is hidden wherever it stands",
  (_, write) => {
    fc.assert(
      fc.property(anyText, anySecret, anyText, (before, secret, after) => {
        const hide = redactor(() => [secret]);
        const written = write(secret);
        for (const piece of pieces(hide(`${before}${written}${after}`))) {
          expect(piece).not.toContain(written);
        }
      }),
    );
  },
);

test.each(["secret!", "s3cr t/+", "geheim~ß€", "\"'( )*\n<&>"])(
  "nothing of %p is left, but for the padding of base64",
  (secret) => {
    const hide = redactor(() => [secret]);
    for (const write of Object.values(WRITTEN)) {
      expect(hide(`| ${write(secret)} |`)).toMatch(/^\| \[secret\]=* \|$/);
    }
  },
);

test("of a secret within a text in base64 no group of characters is left that is all its own", () => {
  const around = fc.oneof(fc.constantFrom("", "Bearer ", "user:"), anyText);
  fc.assert(
    fc.property(around, anySecret, anyText, (before, secret, after) => {
      const hide = redactor(() => [secret]);
      const middle = middleOf(before, secret, after);
      fc.pre(middle.length >= 4);
      const written = base64(before + secret + after);
      for (const piece of pieces(hide(written))) expect(piece).not.toContain(middle);
      for (const piece of pieces(hide(urlSafe(written)))) {
        expect(piece).not.toContain(urlSafe(middle));
      }
    }),
  );
});

test.each(["", "a", "ab", "abc", "Bearer "])("of base64 that begins with %p too", (before) => {
  const secret = "sgp_Token/1234";
  const hidden = redactor(() => [secret])(base64(`${before}${secret}~`));
  expect(hidden).toContain("[secret]");
  expect(hidden.replaceAll("[secret]", "")).not.toContain(middleOf(before, secret, "").slice(0, 4));
});

test("of several secrets none is left, even where they overlap", () => {
  fc.assert(
    fc.property(fc.array(anySecret, { minLength: 1, maxLength: 3 }), anyText, (secrets, text) => {
      const hide = redactor(() => secrets);
      const shown = pieces(hide(text + secrets.join("") + secrets.join(text)));
      for (const secret of secrets) {
        for (const piece of shown) expect(piece).not.toContain(secret);
      }
    }),
  );
});

test("a mask stands where the secret stood, and the rest stays", () => {
  const hide = redactor(() => ["sgp_token", "hunter2"]);
  expect(hide("Bearer sgp_token and sgp_token, not sgp_tok")).toBe(
    "Bearer [secret] and [secret], not sgp_tok",
  );
  expect(hide("hunter2sgp_token")).toBe("[secret][secret]");
  expect(hide("slug is already taken")).toBe("slug is already taken");
  expect(hide("")).toBe("");
});

test("secrets that overlap are under one mask", () => {
  expect(redactor(() => ["abcdef", "defghi"])("-abcdefghi-")).toBe("-[secret]-");
  expect(redactor(() => ["cdef", "abcdefgh"])("-abcdefgh-")).toBe("-[secret]-");
});

test("what a pattern would read as a rule is taken literally", () => {
  const hide = redactor(() => ["a.c|(d*)[e]^$\\{1}?+"]);
  expect(hide("abc a.c|(d*)[e]^$\\{1}?+")).toBe("abc [secret]");
});

test("texts too short to be secrets do not garble a message", () => {
  expect(redactor(() => ["a", "web"])("a web d2Vi 776562")).toBe("a web d2Vi 776562");
  expect(redactor(() => ["webs"])("a webs source")).toBe("a [secret] source");
});

test("a secret of four characters, which fills no group of some base64, hides nothing else", () => {
  expect(redactor(() => ["abcd"])("a b c d, abc, YmNk")).toBe("a b c d, abc, [secret]");
});

test("without secrets nothing is hidden", () => {
  expect(redactor(() => [])("anything")).toBe("anything");
});

test("a secret of any length is hidden, and quoted by no error", () => {
  const secret = "s3cret/".repeat(100_000);
  expect(redactor(() => [secret, "sgp_token"])(`<${secret}>`)).toBe("<[secret]>");
});

test("a secret that is not well-formed Unicode is hidden too", () => {
  expect(redactor(() => ["\ud800secret"])("<\ud800secret>")).toBe("<[secret]>");
});

test("the secrets are asked for once, and only when there is a text to hide them in", () => {
  const secrets = jest.fn(() => ["sgp_token"]);
  const hide = redactor(secrets);
  expect(secrets).not.toHaveBeenCalled();
  hide("sgp_token");
  hide("sgp_token");
  expect(secrets).toHaveBeenCalledTimes(1);
});

test.each([
  "password",
  "db_passwd",
  "passphrase",
  "pass",
  "clientSecret",
  "access_token",
  "credentials",
  "privateKey",
  "apiKey",
  "API_KEY",
  "writeKeys",
  "write_key",
  "key",
])("what stands under %s is a secret", (name) => {
  expect(secretsIn({ [name]: "value" })).toEqual(["value"]);
});

test.each(["name", "bypass", "passage", "monkey", "keyword", "primaryKey", "host"])(
  "what stands under %s is none",
  (name) => {
    expect(secretsIn({ [name]: "value" })).toEqual([]);
  },
);

test("secrets are found at any depth, and every text below a name that speaks of one", () => {
  const body = {
    name: "Analytics",
    bypassCache: "always",
    settings: { host: "db", password: "hunter2", nested: [{ apiKey: "k-123", region: "eu" }] },
    writeKeys: ["wk-1"],
    credentials: { user: "u-1", deeper: [{ id: "u-2" }] },
    nothing: null,
  };
  const secrets = ["hunter2", "k-123", "wk-1", "u-1", "u-2"];
  expect(secretsIn(body)).toEqual(secrets);
  expect(secretsInBody(body)).toEqual(secrets);
  expect(secretsInBody(JSON.stringify(body))).toEqual(secrets);
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
