import { createHmac } from "node:crypto";
import fc from "fast-check";
import component from "../../src";
import { parsePlainJson } from "../../src/values/json";
import { createHarness } from "../support/spectral";
import recorded from "./signedRequests.json";

const { secret, requests } = recorded;
const harness = createHarness(component as never);

interface Sent {
  name: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** The requests that Segment's own destinations sent. */
const SENT: Sent[] = requests.map(({ name, headers, body }) => ({
  name,
  headers: headers as never,
  body: Buffer.from(body, "base64"),
}));
const sentAs = (name: string): Sent => {
  const found = SENT.find((one) => one.name === name);
  if (!found) throw new Error(`nothing was recorded as ${name}`);
  return found;
};
const TRACK = sentAs("webhook track");

const logged: unknown[] = [];
const log = (...line: unknown[]) => void logged.push(line);
const logger = Object.fromEntries(
  ["trace", "debug", "info", "log", "warn", "error", "metric"].map((level) => [level, log]),
);

/** Hands a request to the trigger as the platform does, and returns the events for the flow. */
async function receive(
  { headers, body }: Pick<Sent, "headers" | "body">,
  inputs: Record<string, unknown> = { sharedSecret: secret },
  { data = body as unknown, ...context }: Record<string, unknown> = {},
): Promise<unknown> {
  const contentType = headers["content-type"] ?? "application/json";
  const payload = { headers, rawBody: { data, contentType }, body: { data: "", contentType } };
  const result = await harness.trigger(
    "webhook",
    payload as never,
    inputs as never,
    {
      logger,
      ...context,
    } as never,
  );
  return (result as { payload: { body: { data: unknown } } }).payload.body.data;
}

const refusal = (request: Pick<Sent, "headers" | "body">, inputs?: Record<string, unknown>) =>
  receive(request, inputs).then(
    (events) => `accepted ${JSON.stringify(events)}`,
    (error: Error) => error.message,
  );

const parsed = ({ body }: Sent): unknown[] => [parsePlainJson(body.toString("utf8"))].flat();

/** The error of a body, by the part of it that Segment signed when it was recorded. */
const REFUSALS: Record<string, RegExp> = {
  "the first item": /it is a batch, of which Segment signs only the first event/,
  "the first item's json": /its signature does not match/,
  "something that is not in the body": /its signature does not match/,
  "nothing (no header)": /it has no header X-Signature/,
};

/** True for a request that is signed as a whole: a batch of one event is its first event. */
const isSigned = ({ name, signed }: { name: string; signed: string }): boolean =>
  signed === "the whole body" || (signed === "the first item" && parsed(sentAs(name)).length === 1);

const WHOLE = requests.filter(isSigned).map(({ name }) => sentAs(name));
const BATCH = sentAs("webhook batch of 6");
const HEADER = { headerName: "X-Flow-Secret", headerValue: "3f1c" };
const withHeader = (sent: Sent, value = HEADER.headerValue): Sent => ({
  ...sent,
  headers: { ...sent.headers, "x-flow-secret": value },
});

describe("a request that Segment's own code sent", () => {
  test.each(requests.filter(isSigned))("is accepted with the secret: $name", async ({ name }) => {
    expect(await receive(sentAs(name))).toEqual(parsed(sentAs(name)));
  });

  test.each(requests.filter((request) => !isSigned(request)))(
    "is refused with the secret alone, since it is signed by $signed: $name",
    async ({ name, signed }) => {
      const message = await refusal(sentAs(name));
      expect(message).toMatch(/^Webhook: the request was refused: /);
      expect(message).toMatch(REFUSALS[signed] as RegExp);
    },
  );

  test.each(requests)("is accepted with the header alone: $name", async ({ name }) => {
    const sent = withHeader(sentAs(name));
    const events = name.endsWith("as a form")
      ? [{ a: "1", b: "2" }]
      : sent.body.length === 0
        ? []
        : parsed(sent);
    expect(await receive(sent, HEADER)).toEqual(events);
  });

  test("keeps numbers, text and the order of a batch", async () => {
    const events = await receive(BATCH, { sharedSecret: secret, trustWholeBatch: true });
    expect((events as { messageId: string }[]).map(({ messageId }) => messageId)).toEqual([
      "m-1",
      "m-2",
      "m-3",
      "m-4",
      "m-5",
      "m-6",
    ]);
    expect((events as { properties: object }[])[0]?.properties).toEqual({
      revenue: 12.5,
      title: 'Gr\u00fc\u00dfe \u{1f389} \u2028 "q" \\ /',
    });
  });
});

describe("an altered request is refused", () => {
  const alterations = fc.record({
    sent: fc.constantFrom(...WHOLE),
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    bit: fc.nat(7),
  });

  test("if any bit of a signed body changed", async () => {
    await fc.assert(
      fc.asyncProperty(alterations, async ({ sent, at, bit }) => {
        const body = Buffer.from(sent.body);
        const place = Math.floor(at * body.length);
        body[place] = (body[place] as number) ^ (1 << bit);
        expect(await refusal({ ...sent, body })).toMatch(/^Webhook: /);
      }),
      { numRuns: 1000 },
    );
  });

  test("if the body was cut, or anything follows it", async () => {
    const single = WHOLE.filter(({ body }) => body[0] === "{".charCodeAt(0));
    for (const { headers, body } of single) {
      for (const altered of [body.subarray(0, -1), Buffer.concat([body, Buffer.from(" ")])]) {
        expect(await refusal({ headers, body: altered })).toMatch(/signature does not match/);
      }
    }
  });

  test.each<[string, string | undefined]>([
    ["cut", TRACK.headers["x-signature"]?.slice(1)],
    ["of another event", sentAs("webhook page").headers["x-signature"]],
    ["empty", ""],
    ["in another form", Buffer.from(TRACK.headers["x-signature"] ?? "", "hex").toString("base64")],
    ["given twice", `${TRACK.headers["x-signature"]}, ${TRACK.headers["x-signature"]}`],
  ])("if its signature is %s", async (_what, signature) => {
    const headers = { ...TRACK.headers, "x-signature": signature as string };
    expect(await refusal({ ...TRACK, headers })).toMatch(/signature does not match/);
  });

  test("if a signed event is sent again as the first of a batch", async () => {
    const forged = '{"type":"track","event":"Forged","userId":"x"}';
    const body = Buffer.from(`[${TRACK.body},${forged}]`);
    expect(await refusal({ ...TRACK, body })).toMatch(/signs only the first event/);
  });

  test("if the secret is another one", async () => {
    const other = { sharedSecret: `${secret}s` };
    for (const sent of WHOLE) expect(await refusal(sent, other)).toMatch(/does not match/);
  });
});

describe("the header", () => {
  test.each([
    ["is missing", TRACK, /it has no header X-Flow-Secret/],
    ["has another value", withHeader(TRACK, "3f1d"), /does not have the expected value/],
    ["has a longer value", withHeader(TRACK, "3f1c "), /does not have the expected value/],
    [
      "is there twice",
      { ...TRACK, headers: { ...withHeader(TRACK).headers, "X-FLOW-SECRET": "3f1c" } },
      /or has it more than once/,
    ],
  ])("refuses a request in which it %s", async (_what, sent, message) => {
    expect(await refusal(sent, HEADER)).toMatch(message);
    expect(await refusal(sent, { ...HEADER, sharedSecret: secret })).toMatch(message);
  });

  test("and the signature are both checked if both are set", async () => {
    const both = { ...HEADER, sharedSecret: secret };
    expect(await receive(withHeader(TRACK), both)).toEqual(parsed(TRACK));
    expect(await receive(withHeader(BATCH), both)).toHaveLength(6);
    const unsigned = withHeader(sentAs("webhook without secret"));
    expect(await refusal(unsigned, both)).toMatch(/no header X-Signature/);
  });

  test("is not among the results of the trigger, and the others are", async () => {
    const { headers, body } = TRACK;
    const value = "3f1c-9a7e";
    const payload = {
      headers: { ...headers, "X-Flow-SECRET": value },
      rawBody: { data: body, contentType: "application/json" },
    };
    const result = await harness.trigger("webhook", payload as never, {
      ...HEADER,
      headerValue: value,
    });
    expect((result as { payload: { headers: object } }).payload.headers).toEqual(headers);
    expect(JSON.stringify(result)).not.toContain(value);
  });

  test("may have any case", async () => {
    const headers = Object.fromEntries(
      Object.entries(withHeader(TRACK).headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    expect(await receive({ ...TRACK, headers }, { ...HEADER, sharedSecret: secret })).toHaveLength(
      1,
    );
  });
});

describe("the inputs", () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      "no check",
      {},
      "Shared Secret: expected a secret, or Header Name and Header Value, got neither.",
    ],
    [
      "a name without a value",
      { headerName: "X-A" },
      "Header Value: expected the value of Header Name, got nothing.",
    ],
    [
      "a value without a name",
      { headerValue: "3f1c" },
      "Header Name: expected the name of Header Value, got nothing.",
    ],
    [
      "a name that is none",
      { headerName: "X A", headerValue: "3f1c" },
      'Header Name: expected the name of a header, got text "X A".',
    ],
    [
      "a value that no header can carry",
      { headerName: "X-A", headerValue: "\u5bc6\u78bc" },
      "Header Value: expected text without spaces around it, of characters that a header can have, got text of 2 characters.",
    ],
    [
      "a value of two lines",
      { headerName: "X-A", headerValue: "3f\n1c" },
      "Header Value: expected text without spaces around it, of characters that a header can have, got text of 5 characters.",
    ],
    [
      "a secret that is no text",
      { sharedSecret: 42 },
      "Shared Secret: expected text without spaces around it, got the number 42.",
    ],
  ])("are refused with %s, before a request is read", async (_what, inputs, message) => {
    expect(await refusal(TRACK, inputs)).toBe(message);
  });
});

describe("the body", () => {
  test("is read as JSON if it is signed, though the content type says that it is a form", async () => {
    const { headers } = TRACK;
    const text = '{"type":"track","properties":{"note":"x&type=track&event=Refund&y="}}';
    const signed = {
      body: Buffer.from(text),
      headers: {
        ...headers,
        "content-type": "application/x-www-form-urlencoded",
        "x-signature": createHmac("sha1", secret).update(text).digest("hex"),
      },
    };
    expect(await receive(signed)).toEqual([JSON.parse(text)]);
  });

  test.each<[string, unknown]>([
    ["a Buffer", TRACK.body],
    ["text", TRACK.body.toString("utf8")],
    ["a typed array", new Uint8Array(TRACK.body)],
    ["a part of a larger array", new Uint8Array([0, ...TRACK.body, 0]).subarray(1, -1)],
    ["a Buffer that went through JSON", JSON.parse(JSON.stringify(TRACK.body))],
  ])("may be %s", async (_what, data) => {
    expect(await receive(TRACK, undefined, { data })).toEqual(parsed(TRACK));
  });

  test.each<[string, unknown]>([
    ["an object that was parsed", JSON.parse(TRACK.body.toString("utf8"))],
    ["missing", null],
    ["a list of numbers", [...TRACK.body]],
    ["a Buffer with other numbers", { type: "Buffer", data: [256, -1] }],
  ])("is refused if it is %s, because its bytes are lost", async (_what, data) => {
    const refused = receive(TRACK, undefined, { data });
    await expect(refused).rejects.toThrow(/its body did not arrive as bytes/);
  });

  test.each([
    ["not JSON", "{", /^Webhook: the body of the request is JSON with an error at line 1/],
    ["a number", "42", /^Webhook: the body of the request is JSON that is neither/],
  ])("is an error if it is %s", async (_what, text, message) => {
    expect(await refusal(withHeader({ ...TRACK, body: Buffer.from(text) }), HEADER)).toMatch(
      message,
    );
  });
});

test("a simulated test run takes its payload as it is", async () => {
  const events = { headers: {}, body: { data: [{ type: "track" }] } };
  const result = await harness.trigger("webhook", events as never, {}, {
    isSimulatedTestExecution: true,
  } as never);
  expect(result).toMatchObject({ payload: { body: { data: [{ type: "track" }] } } });
});

describe("a simulated test run reads its payload", () => {
  const TEXT = '{"type":"track"}';
  const FORM = "application/x-www-form-urlencoded";
  const run = async (payload: object) => {
    const context = { isSimulatedTestExecution: true };
    const result = await harness.trigger("webhook", payload as never, {}, context as never);
    return (result as { payload: { body: { data: unknown } } }).payload.body.data;
  };

  test.each<[string, object, unknown]>([
    ["of bytes", { body: { data: Buffer.from(TEXT) } }, { type: "track" }],
    [
      "of bytes that went through JSON",
      { body: { data: JSON.parse(JSON.stringify(Buffer.from(TEXT))) } },
      { type: "track" },
    ],
    ["with an empty raw body", { rawBody: { data: "" }, body: { data: TEXT } }, { type: "track" }],
    ["of a form", { headers: { "Content-Type": FORM }, body: { data: "a=1" } }, { a: "1" }],
    [
      "of a form, by its raw body",
      { rawBody: { data: "a=1", contentType: FORM }, body: { data: "" } },
      { a: "1" },
    ],
  ])("%s", async (_what, payload, event) => {
    expect(await run({ headers: {}, ...payload })).toEqual([event]);
  });

  test("and says if it is not JSON", async () => {
    const message =
      /^Webhook: the body of the request is JSON with an error at line 1, column 2\.$/;
    await expect(run({ headers: {}, body: { data: "{" } })).rejects.toThrow(message);
  });
});

test("each event can start a run of its own", async () => {
  const { webhook } = component.triggers;
  expect(webhook).toMatchObject({
    triggerResolverSupport: "valid",
    triggerResolverDefaultBatchSize: 1,
    scheduleSupport: "invalid",
    synchronousResponseSupport: "invalid",
  });
  const payload = { body: { data: [1, 2] } };
  const resolve = (webhook as unknown as { resolveTriggerItems: (...args: unknown[]) => unknown })
    .resolveTriggerItems;
  expect(resolve({}, { payload })).toEqual([1, 2]);
});

// Last: everything above was refused or accepted before.
test("nothing of a request is logged", () => {
  expect(logged).toEqual([]);
});
