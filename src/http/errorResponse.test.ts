import { gzipSync } from "node:zlib";
import { readErrorResponse } from "./errorResponse";

const NOW = Date.parse("2026-01-31T08:00:00Z");

const read = (
  status: number,
  headers: Record<string, string>,
  data: string | Buffer | undefined = "",
  method = "GET",
) =>
  readErrorResponse(
    { status, headers, body: data === undefined ? undefined : Buffer.from(data) },
    method,
    NOW,
  );

test("it has the status, the request ID and the body if that is JSON", async () => {
  const errors = { errors: [{ message: "no" }] };
  expect(await read(422, { "x-request-id": "r-1" }, JSON.stringify(errors))).toEqual({
    status: 422,
    body: errors,
    isSegments: true,
    requestId: "r-1",
  });
  const packed = gzipSync(JSON.stringify(errors));
  expect((await read(422, { "content-encoding": "gzip" }, packed)).body).toEqual(errors);
});

test.each(["<html>", "", undefined])(
  "a body of %p gives nothing, and neither does a response without an ID",
  async (data) => {
    expect(await read(500, {}, data)).toEqual({ status: 500, isSegments: false });
  },
);

test.each([429, 503])("a %d may ask to wait, in each of the ways there are", async (status) => {
  const reset = {
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": "Sat, 31 Jan 2026 08:01:00 GMT",
  };
  const body = '{"errors": [{"data": {"msBeforeNext": 1500}}]}';
  expect((await read(status, { "retry-after": "7" })).hintMs).toBe(7000);
  expect((await read(status, reset)).hintMs).toBe(60_000);
  expect((await read(status, {}, body)).hintMs).toBe(1500);
  expect((await read(status, {})).hintMs).toBeUndefined();
});

test.each([200, 302, 422, 500, 502, 504])("a %d asks for nothing", async (status) => {
  expect((await read(status, { "retry-after": "7" })).hintMs).toBeUndefined();
});

test.each<[isSegments: boolean, method: string, data: string | undefined, type: string]>([
  [true, "GET", '{"errors": []}', "text/plain"],
  [true, "HEAD", "", "application/json; charset=utf-8"],
  [true, "HEAD", undefined, "application/vnd.segment.v1+json"],
  [false, "HEAD", "", "text/html"],
  [false, "GET", "", "application/json"],
  [false, "POST", undefined, "application/json"],
  [false, "GET", "{}", "application/json"],
  [false, "GET", '{"message": "Forbidden"}', "application/json"],
  [false, "GET", '{"errors": {}}', "application/json"],
  [false, "GET", "<html>", "application/json"],
  [false, "GET", "<html>", "text/html"],
])(
  "it is Segment's own: %p, to a %s with a body of %p as %s",
  async (isSegments, method, data, type) => {
    expect((await read(403, { "content-type": type }, data, method)).isSegments).toBe(isSegments);
  },
);
