import { MalformedAnswer, readBinary, readEnvelope, readJson, readText } from "./answer";

const bytes = (text: string) => Buffer.from(text);
const envelope = (text: string, status = 200) =>
  readEnvelope(bytes(text), status, "application/json");

test("an envelope is an object with data", () => {
  expect(envelope('{"data": {"status": "SUCCESS"}}')).toEqual({ data: { status: "SUCCESS" } });
});

test("a byte order mark is no part of the answer", () => {
  expect(envelope('\ufeff{"data": {}}')).toEqual({ data: {} });
});

test.each([204, 205])("nothing is expected of a %d", (status) => {
  expect(envelope("", status)).toBeNull();
});

test.each([
  "",
  "null",
  "[]",
  "{}",
  '{"data": null}',
  '{"data": []}',
  '{"data": {"a"',
  "<html>It works</html>",
])("a 200 with %p is never a success", (text) => {
  expect(() => envelope(text)).toThrow(MalformedAnswer);
});

test("bytes that are not UTF-8 are never a success", () => {
  const broken = Buffer.concat([bytes('{"data": {"a": "'), Buffer.from([0xff]), bytes('"}}')]);
  expect(() => readEnvelope(broken, 200, "application/json")).toThrow("not UTF-8");
});

test("an answer that is not JSON is named by its content type", () => {
  expect(() => readJson(bytes("<p>"), 200, "text/html")).toThrow(
    "the answer is not JSON (text/html)",
  );
});

test("raw answers are any JSON, text or bytes", () => {
  expect(readJson(bytes("[1]"), 200, "")).toEqual([1]);
  expect(readJson(bytes(""), 200, "")).toBeNull();
  expect(readText(bytes("a,b"), 200, "")).toBe("a,b");
  expect(readBinary(Buffer.from([0, 255]), 200, "")).toEqual(Buffer.from([0, 255]));
});
