import fc from "fast-check";
import { anyText } from "../../test/support/anyText";
import { inTime } from "../../test/support/watchdog";
import { createRedactor } from "./redact";

const base64 = (text: string) => Buffer.from(text).toString("base64").replace(/=+$/, "");
const urlSafe = (text: string) => text.replaceAll("+", "-").replaceAll("/", "_");
const lowerCased = (encoded: string) => encoded.replace(/%../g, (code) => code.toLowerCase());

/** The base64 characters of a secret within a text that share no byte with what is around it. */
function middleOf(before: string, secret: string, after: string): string {
  const first = Buffer.byteLength(before);
  const end = first + Buffer.byteLength(secret);
  return base64(before + secret + after).slice(4 * Math.ceil(first / 3), 4 * Math.floor(end / 3));
}

/** The encodings in which a server may echo a text. */
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

const anySecret = fc
  .oneof(
    fc.string({ minLength: 4, maxLength: 40 }),
    anyText({ minLength: 4, maxLength: 40 }),
    fc.base64String({ minLength: 4 }).map((text) => `sgp_${text}`),
  )
  .filter((secret) => secret.length >= 4);

/** The rest of a text without its masks. */
const pieces = (hidden: string) => hidden.split("[secret]");

test.each(Object.entries(WRITTEN))(
  "a secret written %s is hidden wherever it stands",
  (_, write) => {
    fc.assert(
      fc.property(anyText(), anySecret, anyText(), (before, secret, after) => {
        const hide = createRedactor(() => [secret]);
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
    const hide = createRedactor(() => [secret]);
    for (const write of Object.values(WRITTEN)) {
      expect(hide(`| ${write(secret)} |`)).toMatch(/^\| \[secret\]=* \|$/);
    }
  },
);

test("of a secret within a text in base64 no group of characters is left that is all its own", () => {
  const around = fc.oneof(fc.constantFrom("", "Bearer ", "user:"), anyText());
  fc.assert(
    fc.property(around, anySecret, anyText(), (before, secret, after) => {
      const hide = createRedactor(() => [secret]);
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
  const hidden = createRedactor(() => [secret])(base64(`${before}${secret}~`));
  expect(hidden).toContain("[secret]");
  expect(hidden.replaceAll("[secret]", "")).not.toContain(middleOf(before, secret, "").slice(0, 4));
});

test("several secrets are all hidden, even if they overlap", () => {
  fc.assert(
    fc.property(fc.array(anySecret, { minLength: 1, maxLength: 3 }), anyText(), (secrets, text) => {
      const hide = createRedactor(() => secrets);
      const shown = pieces(hide(text + secrets.join("") + secrets.join(text)));
      for (const secret of secrets) {
        for (const piece of shown) expect(piece).not.toContain(secret);
      }
    }),
  );
});

test("a mask replaces the secret, and the rest stays", () => {
  const hide = createRedactor(() => ["sgp_token", "hunter2"]);
  expect(hide("Bearer sgp_token and sgp_token, not sgp_tok")).toBe(
    "Bearer [secret] and [secret], not sgp_tok",
  );
  expect(hide("hunter2sgp_token")).toBe("[secret][secret]");
  expect(hide("slug is already taken")).toBe("slug is already taken");
  expect(hide("")).toBe("");
});

test("secrets that overlap are under one mask", () => {
  expect(createRedactor(() => ["abcdef", "defghi"])("-abcdefghi-")).toBe("-[secret]-");
  expect(createRedactor(() => ["cdef", "abcdefgh"])("-abcdefgh-")).toBe("-[secret]-");
});

test("characters with a meaning in patterns are literal", () => {
  const hide = createRedactor(() => ["a.c|(d*)[e]^$\\{1}?+"]);
  expect(hide("abc a.c|(d*)[e]^$\\{1}?+")).toBe("abc [secret]");
});

test("texts too short to be secrets do not garble a message", () => {
  expect(createRedactor(() => ["a", "web"])("a web d2Vi 776562")).toBe("a web d2Vi 776562");
  expect(createRedactor(() => ["webs"])("a webs source")).toBe("a [secret] source");
});

test("a secret of four characters hides nothing else", () => {
  const hide = createRedactor(() => ["abcd"]);
  expect(hide("a b c d, abc, bcd, YWJj, YmNk, 616263")).toBe(
    "a b c d, abc, bcd, YWJj, YmNk, 616263",
  );
  expect(hide("YWJjZA, eGFiY2R4, 61626364")).toBe("[secret], e[secret]4, [secret]");
});

test("without secrets nothing is hidden", () => {
  expect(createRedactor(() => [])("anything")).toBe("anything");
});

test("a secret of any length is hidden, and quoted by no error", () => {
  const secret = "s3cret/".repeat(100_000);
  expect(createRedactor(() => [secret, "sgp_token"])(`<${secret}>`)).toBe("<[secret]>");
});

test("a secret that is not well-formed Unicode is hidden too", () => {
  expect(createRedactor(() => ["\ud800secret"])("<\ud800secret>")).toBe("<[secret]>");
});

test("the secrets are asked for once, and only when there is a text to hide them in", () => {
  const secrets = jest.fn(() => ["sgp_token"]);
  const hide = createRedactor(secrets);
  expect(secrets).not.toHaveBeenCalled();
  hide("sgp_token");
  hide("sgp_token");
  expect(secrets).toHaveBeenCalledTimes(1);
});

test("a text is hidden as a whole if its secrets cannot be read", () => {
  const fail = jest.fn(() => {
    throw new TypeError("a value that cannot be read");
  });
  const hide = createRedactor(fail);
  expect([hide("a message"), hide("another")]).toEqual(["[secret]", "[secret]"]);
  expect(fail).toHaveBeenCalledTimes(1);
});

describe("takes no longer than its input is large", () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => `secret-${index} of \u00fc\u{1f511}`);
  const [first = "", last = ""] = [rows.at(0), rows.at(-1)];

  test("with 100,000 secrets that begin alike", () => {
    const hide = createRedactor(() => rows);
    const echo = `no to ${first}, ${encodeURIComponent(last)}, ${base64(last)} and secret-x`;
    expect(inTime(() => hide(echo))).toBe("no to [secret], [secret], [secret] and secret-x");
    expect(inTime(() => hide(rows.slice(0, 10_000).join(" ")))).toBe(
      Array(10_000).fill("[secret]").join(" "),
    );
  });

  test("with secrets of as many lengths as fit into a request, and a text like all of them", () => {
    const lengths = Array.from({ length: 4000 }, (_, index) => "a".repeat(index + 4));
    const hide = createRedactor(() => lengths.map((text) => `${text}b`));
    const shown = inTime(() => hide(`first ${"a".repeat(256 * 1024)}`));
    expect(shown).toMatch(/^first a*…$/);
    expect(inTime(() => hide("no aaaab"))).toBe("no [secret]");
  });

  test("with a long text in any encoding", () => {
    const hide = createRedactor(() => ["sgp_token"]);
    for (const piece of ["a", "%61", "\\u0061", "+", "61", "\\"]) {
      const text = piece.repeat(32 * 1024);
      expect(inTime(() => hide(`${text} sgp_token`) === `${text} [secret]`)).toBe(true);
    }
  });

  test("with a text of megabytes of which little is shown", () => {
    const hide = createRedactor(() => ["sgp_token"]);
    for (const piece of ["a", "%61", "\\u0061", "+", "61", "\\"]) {
      const text = `sgp_token ${piece.repeat(4 * 1024 * 1024)}`;
      const shown = inTime(() => hide(text, 500));
      expect(shown).toMatch(/^\[secret\] .*…$/s);
      expect(shown.length).toBeLessThan(520);
    }
  });

  test("text that is not compared with every secret is left out, and secrets before it are hidden", () => {
    const long = "x".repeat(1_500_000);
    const hide = createRedactor(() => [`${long}1`, `${long}2`, "hunter2"]);
    expect(hide(`hunter2, ${long}1`)).toBe("[secret], [secret]");
    expect(hide(`hunter2, ${long}3, hunter2`)).toMatch(/^\[secret\], x{1,40}…$/);
  });
});

describe("hides every occurrence of a secret, and nothing else", () => {
  /** Every place, overlapping ones as one. */
  function covered(text: string, secrets: readonly string[]): string {
    let shown = "";
    let end = 0;
    for (const [at, character] of [...text].entries()) {
      const found = secrets.filter((secret) => text.startsWith(secret, at));
      if (found.length > 0 && at >= end) shown += "[secret]";
      for (const { length } of found) end = Math.max(end, at + length);
      if (at >= end) shown += character;
    }
    return shown;
  }

  test("however they overlap", () => {
    const piece = fc.stringMatching(/^[ab]{4,6}$/);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), fc.array(piece), (secrets, pieces) => {
        const text = pieces.join("a");
        expect(createRedactor(() => secrets)(text)).toBe(covered(text, secrets));
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});

test("a text of four characters can be a secret, and a shorter one cannot", () => {
  const hide = createRedactor(() => ["abc", "abcd"]);
  expect(hide("abcd")).toBe("[secret]");
  expect(hide("abc")).toBe("abc");
});

test("a text is cut only beyond the characters that are wanted", () => {
  const hide = createRedactor(() => ["hunter22"]);
  const text = "x".repeat(104);
  expect(hide(text, 100)).toBe(text);
  expect(hide(`${text}y`, 100)).toBe(`${"x".repeat(101)}…`);
});
