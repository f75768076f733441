import type { SegmentRequest } from "./request";
import { encodeBody } from "./requestBody";

const encode = (request: Partial<SegmentRequest>) =>
  encodeBody({ method: "POST", path: "/sources", template: "/sources", ...request });

test("without a body, nothing is sent and no content type is named", async () => {
  const headers = { "Content-Type": false };
  expect(await encode({})).toEqual({ headers });
  expect(await encode({ mediaType: "application/json" })).toEqual({ headers });
});

test.each<[string, unknown, string | Buffer]>([
  ["an object is sent as JSON", { slug: "ios" }, '{"slug":"ios"}'],
  ["null is sent as JSON", null, "null"],
  ["text is sent as it is", '{"a": 1}', '{"a": 1}'],
  ["empty text is sent as it is", "", ""],
  ["bytes are sent as they are", Buffer.from([0, 255]), Buffer.from([0, 255])],
])("%s", async (_, body, data) => {
  expect(await encode({ body, mediaType: "application/vnd.segment+json" })).toEqual({
    data,
    headers: { "Content-Type": "application/vnd.segment+json" },
  });
});

test("a body without a media type leaves the content type to the caller", async () => {
  expect(await encode({ body: "a,b" })).toEqual({ data: "a,b", headers: {} });
});

test("a form is sent as multipart, with its boundary in the content type", async () => {
  const body = new FormData();
  body.append("name", "orders");
  const { data, headers } = await encode({ body, mediaType: "application/json" });
  const type = String(headers["Content-Type"]);
  const [, boundary] = /^multipart\/form-data; boundary=(\S+)$/.exec(type) ?? [];
  expect(Buffer.isBuffer(data)).toBe(true);
  expect(String(data)).toContain(`--${boundary}\r\n`);
  expect(String(data)).toContain('name="name"\r\n\r\norders\r\n');
});

test("large JSON is encoded before it is sent, and large text stays text", async () => {
  const text = "é".repeat(70_000);
  const { data } = await encode({ body: [text] });
  expect(Buffer.isBuffer(data)).toBe(true);
  expect((data as Buffer).equals(Buffer.from(`["${text}"]`))).toBe(true);
  expect((await encode({ body: text })).data).toBe(text);
});
