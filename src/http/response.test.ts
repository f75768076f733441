import fc from "fast-check";
import { toJson } from "../values/json";
import {
  MalformedResponse,
  readBinary,
  readEnvelope,
  readJson,
  readPlainEnvelope,
  readText,
} from "./response";

const bytes = (text: string) => Buffer.from(text);
const envelope = (text: string, status = 200) =>
  readEnvelope(bytes(text), status, "application/json");

test("an envelope is an object with data", () => {
  expect(envelope('{"data": {"status": "SUCCESS"}}')).toEqual({ data: { status: "SUCCESS" } });
});

test("a byte order mark is not part of the response", () => {
  expect(envelope('\ufeff{"data": {}}')).toEqual({ data: {} });
});

test.each([204, 205])("nothing is expected of a %d, and nothing in it is read", (status) => {
  expect(envelope("", status)).toBeNull();
  expect(envelope("<html>", status)).toBeNull();
});

test.each(["null", "[]", "7", "{}", '{"data": null}', '{"data": []}', '{"data": "x"}'])(
  "a 200 with %p is never a success",
  (text) => {
    expect(() => envelope(text)).toThrow(new MalformedResponse("the response has no data"));
  },
);

test.each(["", " ", '{"data": {"a"', '{"data": {}} {}', "<html>It works</html>"])(
  "a 200 with %p is never a success either, as it is no JSON",
  (text) => {
    expect(() => envelope(text)).toThrow(
      new MalformedResponse("the response is not JSON (application/json)"),
    );
  },
);

test("no part of an envelope's JSON is a success", () => {
  const record = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(record, fc.nat(), (data, cut) => {
      const whole = bytes(JSON.stringify({ data }));
      const part = whole.subarray(0, cut % whole.length);
      expect(() => readEnvelope(part, 200, "")).toThrow(MalformedResponse);
    }),
  );
});

test("bytes that are not UTF-8 are never a success", () => {
  const broken = Buffer.concat([bytes('{"data": {"a": "'), Buffer.from([0xff]), bytes('"}}')]);
  const expected = new MalformedResponse("the response is not UTF-8 text");
  expect(() => readEnvelope(broken, 200, "application/json")).toThrow(expected);
  expect(() => readText(broken, 200, "text/plain")).toThrow(expected);
});

test("a response that is not JSON is described by its content type, cut to 100 characters", () => {
  const reading = (contentType: string) => () => readJson(bytes("<p>"), 200, contentType);
  expect(reading("text/html")).toThrow("the response is not JSON (text/html)");
  expect(reading("")).toThrow("the response is not JSON (no content type)");
  expect(reading("t".repeat(5000))).toThrow(`the response is not JSON (${"t".repeat(100)})`);
});

test("raw responses are any JSON, text or bytes", () => {
  expect(readJson(bytes("[1]"), 200, "")).toEqual([1]);
  expect(() => readJson(bytes(""), 200, "")).toThrow("the response is not JSON");
  expect(readText(bytes("a,b"), 200, "")).toBe("a,b");
  expect(readBinary(Buffer.from([0, 255]), 200, "")).toEqual(Buffer.from([0, 255]));
});

test("any JSON and any text is read as it was written", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(toJson(readJson(bytes(text), 200, ""))).toBe(text);
      expect(readText(bytes(text), 200, "")).toBe(text);
    }),
  );
});

test("a flow gets whole numbers that JavaScript has none for as text of their digits", () => {
  const body = bytes(
    '{"data": {"id": 9223372036854775807, "n": 5, "share": 0.1234567890123456789}}',
  );
  expect(readPlainEnvelope(body, 200, "")).toEqual({
    data: { id: "9223372036854775807", n: 5, share: 0.12345678901234568 },
  });
  expect(toJson(readEnvelope(body, 200, ""))).toBe(
    '{"data":{"id":9223372036854775807,"n":5,"share":0.1234567890123456789}}',
  );
});

test("a response that is nested too deeply is refused", () => {
  const deep = `{"data": ${"[".repeat(100_000)}9223372036854775807${"]".repeat(100_000)}}`;
  expect(() => readEnvelope(bytes(deep), 200, "application/json")).toThrow(MalformedResponse);
});
