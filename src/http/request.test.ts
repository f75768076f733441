import fc from "fast-check";
import { anyText } from "../../test/support/anyText";
import {
  hasNoQuery,
  isChange,
  isIdempotent,
  type Method,
  omitUndefined,
  placeholdersIn,
  type SegmentRequest,
  toRequest,
} from "./request";

const requestOf = (details: Partial<SegmentRequest>): SegmentRequest => ({
  method: "GET",
  path: "/sources",
  template: "/sources",
  ...details,
});

test("a route's placeholders take the values of their name, encoded", () => {
  const plan = {
    route: "GET /destinations/{destinationId}/subscriptions/{subscriptionId}",
  } as const;
  expect(placeholdersIn(plan.route)).toEqual(["destinationId", "subscriptionId"]);
  expect(placeholdersIn("GET /destinations")).toEqual([]);
  expect(toRequest(plan, { destinationId: "a/b", subscriptionId: "c?d" })).toEqual({
    method: "GET",
    path: "/destinations/a%2Fb/subscriptions/c%3Fd",
    template: "/destinations/{destinationId}/subscriptions/{subscriptionId}",
    query: {},
  });
});

test.each([undefined, null, "", ".", "..", 7, ["a"]])(
  "a placeholder is never filled with %p",
  (sourceId) => {
    expect(() => toRequest({ route: "DELETE /sources/{sourceId}" }, { sourceId })).toThrow(
      "sourceId: expected an id, got none.",
    );
  },
);

test("every accepted ID stays one segment of the path", () => {
  const wellFormed = anyText().filter((id) => id.isWellFormed() && id !== "");
  fc.assert(
    fc.property(wellFormed, (sourceId) => {
      fc.pre(sourceId !== "." && sourceId !== "..");
      const { path } = toRequest({ route: "GET /sources/{sourceId}" }, { sourceId });
      const url = new URL(path, "https://api.segmentapis.com");
      expect(url.pathname.split("/")).toEqual(path.split("/"));
      expect(path.split("/")).toHaveLength(3);
      expect(url.search + url.hash).toBe("");
      expect(decodeURIComponent(path.slice("/sources/".length))).toBe(sourceId);
    }),
  );
});

test.each(["...", ".a", "a..", "%2e"])("%p is an id", (sourceId) => {
  const { path } = toRequest({ route: "GET /sources/{sourceId}" }, { sourceId });
  expect(path).toBe(`/sources/${encodeURIComponent(sourceId)}`);
});

test("the other values are the query of GET and DELETE and the body of other methods", () => {
  const values = { sourceId: "s", slug: "web" };
  for (const method of ["GET", "DELETE"] as const) {
    expect(toRequest({ route: `${method} /sources/{sourceId}` }, values)).toEqual({
      method,
      path: "/sources/s",
      template: "/sources/{sourceId}",
      query: { slug: "web" },
    });
  }
  for (const method of ["POST", "PATCH", "PUT"] as const) {
    const plan = { route: `${method} /sources/{sourceId}`, mediaType: "text/x" } as const;
    expect(toRequest(plan, values)).toEqual({
      method,
      path: "/sources/s",
      template: "/sources/{sourceId}",
      body: { slug: "web" },
      mediaType: "text/x",
    });
  }
});

test("undefined is absent; false, null and an empty list are values", () => {
  const values = { name: undefined, enabled: false, nothing: null, renames: [], text: "" };
  const set = { enabled: false, nothing: null, renames: [], text: "" };
  const plan = { route: "POST /sources", mediaType: "application/json" } as const;
  expect(toRequest(plan, values).body).toStrictEqual(set);
  expect(toRequest({ route: "GET /sources" }, values).query).toStrictEqual(set);
  expect(omitUndefined(values)).toStrictEqual(set);
});

test("an operation that takes a body gets an object even when nothing is set, another gets none", () => {
  const update = { route: "PATCH /sources/{sourceId}", mediaType: "application/json" } as const;
  expect(toRequest(update, { sourceId: "s" }).body).toEqual({});
  const connect = toRequest(
    { route: "POST /warehouses/{warehouseId}/connected-sources/{sourceId}" },
    { warehouseId: "w", sourceId: "s" },
  );
  expect(connect).toEqual({
    method: "POST",
    path: "/warehouses/w/connected-sources/s",
    template: "/warehouses/{warehouseId}/connected-sources/{sourceId}",
  });
  expect("body" in connect || "mediaType" in connect || "query" in connect).toBe(false);
});

test("a declaration may rename or wrap what is sent", () => {
  const toArgs = (input: Record<string, unknown>) => ({ input });
  const update = { route: "PATCH /x/{id}", mediaType: "application/json", toArgs } as const;
  expect(toRequest(update, { id: "1", name: "n", not: undefined }).body).toStrictEqual({
    input: { name: "n" },
  });
  expect(toRequest({ route: "GET /x", toArgs }, { name: "n" }).query).toEqual({
    input: { name: "n" },
  });
});

test("a POST declared to change nothing says so, with a body or without", () => {
  for (const mediaType of ["application/json", undefined]) {
    const plan = { route: "POST /preview", mediaType } as const;
    expect(toRequest({ ...plan, readOnly: true }, {}).readOnly).toBe(true);
    expect(toRequest(plan, {}).readOnly).toBeUndefined();
  }
});

test.each<[SegmentRequest["method"], boolean, boolean]>([
  ["GET", false, true],
  ["HEAD", false, true],
  ["OPTIONS", false, true],
  ["PUT", true, true],
  ["DELETE", true, true],
  ["POST", true, false],
  ["PATCH", true, false],
])("%s changes something: %p, and may be repeated: %p", (method, changing, repeats) => {
  expect(isChange(requestOf({ method }))).toBe(changing);
  expect(isIdempotent(requestOf({ method }))).toBe(repeats);
});

test.each<Method>(["POST", "PATCH"])("a %s that only reads may be repeated", (method) => {
  expect(isChange(requestOf({ method, readOnly: true }))).toBe(false);
  expect(isIdempotent(requestOf({ method, readOnly: true }))).toBe(true);
});

test("a path alone identifies the objects of a request without a query", () => {
  expect(hasNoQuery(requestOf({}))).toBe(true);
  expect(hasNoQuery(requestOf({ query: {} }))).toBe(true);
  expect(hasNoQuery(requestOf({ query: new URLSearchParams() }))).toBe(true);
  expect(hasNoQuery(requestOf({ query: { ids: ["a"] } }))).toBe(false);
  expect(hasNoQuery(requestOf({ query: new URLSearchParams("ids=a") }))).toBe(false);
  expect(hasNoQuery(requestOf({ path: "/sources?ids=a" }))).toBe(false);
  expect(hasNoQuery(requestOf({ path: "/sources?ids=a", query: { more: 1 } }))).toBe(false);
});
