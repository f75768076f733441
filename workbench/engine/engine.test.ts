import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import type { BuiltComponent } from "../../platform/component";
import type { RunEvent } from "../protocol";
import { BodyRecorder } from "./bodyRecorder";
import { describeComponent } from "./describe";
import { limitEvents } from "./eventLimit";
import { findInputErrors } from "./inputErrors";
import { createMask } from "./mask";
import { pruneResult } from "./prune";
import { secretsOf } from "./secrets";

const SECRET = "sgp_0123456789abcdef";
const SHOWN = 256 * 1024;
const mask = createMask([SECRET]);
const partsOf = (text: string) => /sgp_?0?/.exec(text)?.[0];

/** Records a body that arrives in chunks of this size. */
function record(body: Buffer, encoding?: string, size = 1000) {
  const recorder = new BodyRecorder(mask);
  const response = new IncomingMessage(new Socket());
  recorder.recordReads(response);
  for (let at = 0; at < body.length; at += size) {
    response.emit("data", body.subarray(at, at + size));
  }
  return recorder.recorded(encoding);
}

describe("a recorded body", () => {
  test("hides a secret across two chunks and in a compressed body", () => {
    const body = Buffer.from(`{"key":"${SECRET}"}`);
    const expected = { text: '{"key":"[secret]"}' };
    for (const size of [1, 7, 13]) expect(record(body, undefined, size)).toMatchObject(expected);
    expect(record(gzipSync(body), "GZIP", 5)).toMatchObject(expected);
    expect(record(gzipSync(body), "zstd")).toMatchObject({ text: "[compressed]" });
    expect(record(body, "gzip")).toMatchObject({ text: "[cannot be decompressed]" });
  });

  test("shows no part of a secret that its end cuts, at any place of the cut", () => {
    for (const before of [0, 1, 10, SECRET.length - 1, SECRET.length, SECRET.length + 1]) {
      const body = Buffer.from("-".repeat(SHOWN - before) + SECRET.repeat(40));
      for (const shown of before % 2 ? [record(body)] : [record(gzipSync(body), "gzip")]) {
        expect(partsOf(shown?.text.replaceAll("[secret]", "") ?? "sgp")).toBeUndefined();
        expect(shown?.text.length).toBeLessThanOrEqual(SHOWN);
        expect(shown?.text.length).toBeGreaterThan(SHOWN - 1000);
      }
    }
  });

  test("is whole up to 256 KiB, and its start beyond it, with its size", () => {
    expect(record(Buffer.alloc(SHOWN, "a"), undefined, SHOWN)).toEqual({
      text: "a".repeat(SHOWN),
      bytes: SHOWN,
    });
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
    expect(record(bomb, "gzip")?.text).toMatch(/^ {200000,262144}$/);
    expect(record(Buffer.alloc(0))).toBeUndefined();
  });
});

test("every value of a connection is a secret unless the component says that it is shown", () => {
  const input = (key: string, type: string) => ({ key, label: key, type });
  const inputs = [input("apiKey", "password"), input("region", "string")];
  const connections = [{ key: "key", label: "Key", inputs }];
  const fields = { apiKey: SECRET, region: "eu", older: "unknown" };
  const connection = { key: "key", fields };
  expect(secretsOf({ connections }, { connection })).toEqual([SECRET, "unknown"]);
  expect(secretsOf({}, { connection })).toEqual([SECRET, "eu", "unknown"]);
  expect(secretsOf({ connections }, {})).toEqual([]);
});

test("a component is described with a text for each name, whatever it declares", () => {
  const inputs = [
    { key: "constructor" },
    { key: "choice", label: " ", model: [{ value: 1 }, null, { label: "B", value: "b" }] },
    { key: "text", label: "Text", comments: { a: 1 }, model: {} },
  ];
  const actions = { bare: { key: "bare", inputs } };
  const odd = { key: "odd", display: { label: "" }, actions } as unknown as BuiltComponent;
  const { label, description, steps } = describeComponent(odd, "");
  expect([label, description]).toEqual(["odd", ""]);
  expect(steps).toMatchObject([{ label: "bare", description: "" }]);
  expect(steps[0]?.inputs).toMatchObject([
    { label: "constructor", type: "string" },
    {
      label: "choice",
      model: [
        { label: "1", value: "1" },
        { label: "", value: "" },
        { label: "B", value: "b" },
      ],
    },
    { label: "Text", comments: undefined, model: undefined },
  ]);
});

test("an error is about an input also if each object has a field of its key", () => {
  const inputs = ["constructor", "__proto__"].map((key) => ({ key, label: key }));
  const message = "constructor: expected one\n__proto__.a: expected two\nother: three";
  expect(Object.entries(findInputErrors(message, inputs))).toEqual([
    ["constructor", "constructor: expected one"],
    ["__proto__", "__proto__.a: expected two"],
  ]);
});

describe("a result", () => {
  test("of up to 1 MiB is whole", () => {
    const whole = { rows: Array.from({ length: 2000 }, (_, at) => `row ${at}`), key: SECRET };
    expect(pruneResult(whole, mask)).toEqual({ result: { ...whole, key: "[secret]" } });
  });

  test("that is longer keeps its structure, and the start of each long part", () => {
    const row = { id: "x".repeat(100), tags: ["a"] };
    const long = { data: { rows: Array(50_000).fill(row), total: 50_000 }, [SECRET]: SECRET };
    const { result, omitted, omittedBytes } = pruneResult(long, mask);
    const { rows, total } = (result as typeof long).data;
    expect(rows.slice(0, 2)).toEqual([row, row]);
    expect(total).toBe(50_000);
    expect(omitted).toEqual([{ path: "data.rows", items: 50_000 - rows.length }]);
    expect(omittedBytes).toBe(Buffer.byteLength(JSON.stringify(long)));
    expect(result).toMatchObject({ "[secret]": "[secret]" });
  });

  test("of lists in lists, of many fields or of many long texts becomes short", () => {
    const cube = Array(90).fill(Array(90).fill(Array(90).fill(1)));
    const fields = Object.fromEntries(Array.from({ length: 90_000 }, (_, at) => [`f${at}`, at]));
    const texts = Array(1000).fill(`${"-".repeat(19_990)}${SECRET}`);
    for (const long of [cube, fields, texts]) {
      const { result, omitted = [] } = pruneResult(long, mask);
      const text = JSON.stringify(result);
      expect(text.length).toBeLessThanOrEqual(1024 * 1024);
      expect(text.length).toBeGreaterThan(1000);
      expect(partsOf(text)).toBeUndefined();
      expect(omitted.length).toBeGreaterThan(0);
      expect(omitted.length).toBeLessThanOrEqual(100);
    }
  });
});

test("a run shows 16 MiB of bodies in full, and only the starts of those after them", () => {
  const events: RunEvent[] = [];
  const limit = limitEvents((event) => events.push(event));
  const body = { text: "x".repeat(SHOWN), bytes: SHOWN };
  for (let id = 1; id <= 100; id += 1) {
    limit.request({ id, method: "GET", url: "/", headers: {}, body, attempt: 1, startedMs: 0 });
  }
  limit.finish();
  const lengths = events.map(
    (event) => event.type === "request" && event.request.body?.text.length,
  );
  expect(lengths.filter((length) => length === SHOWN)).toHaveLength(64);
  expect(lengths.slice(64)).toEqual(Array(36).fill(2048));
});
