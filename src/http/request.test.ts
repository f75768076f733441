import fc from "fast-check";
import { placeholdersOf, toRequest } from "./request";

test("a route's placeholders take the values of their name, encoded", () => {
  const plan = {
    route: "GET /destinations/{destinationId}/subscriptions/{subscriptionId}",
  } as const;
  expect(placeholdersOf(plan.route)).toEqual(["destinationId", "subscriptionId"]);
  expect(toRequest(plan, { destinationId: "a/b", subscriptionId: "c?d" })).toEqual({
    method: "GET",
    path: "/destinations/a%2Fb/subscriptions/c%3Fd",
    template: "/destinations/{destinationId}/subscriptions/{subscriptionId}",
    query: {},
  });
});

test.each([undefined, "", ".", "..", 7])("a placeholder is never filled with %p", (sourceId) => {
  expect(() => toRequest({ route: "DELETE /sources/{sourceId}" }, { sourceId })).toThrow(
    "sourceId: expected an id, got none.",
  );
});

test("any id that is taken stays one segment of the path", () => {
  const wellFormed = fc.string({ unit: "binary" }).filter((id) => id.isWellFormed() && id !== "");
  fc.assert(
    fc.property(wellFormed, (sourceId) => {
      fc.pre(sourceId !== "." && sourceId !== "..");
      const { path } = toRequest({ route: "GET /sources/{sourceId}" }, { sourceId });
      expect(path.split("/")).toHaveLength(3);
      expect(decodeURIComponent(path.slice("/sources/".length))).toBe(sourceId);
    }),
  );
});

test("what is left goes into the query of GET and DELETE and into the body of the others", () => {
  const values = { sourceId: "s", slug: "web" };
  expect(toRequest({ route: "DELETE /sources/{sourceId}" }, values).query).toEqual({ slug: "web" });
  const patch = toRequest(
    { route: "PATCH /sources/{sourceId}", mediaType: "application/json" },
    values,
  );
  expect(patch.body).toEqual({ slug: "web" });
  expect(patch.query).toBeUndefined();
});

test("what was not set is absent, and false and an empty list are values", () => {
  const { body } = toRequest(
    { route: "POST /sources", mediaType: "application/json" },
    { name: undefined, enabled: false, renames: [] },
  );
  expect(body).toStrictEqual({ enabled: false, renames: [] });
});

test("an operation that takes a body gets an object even when nothing is set, another gets none", () => {
  const update = { route: "PATCH /sources/{sourceId}", mediaType: "application/json" } as const;
  expect(toRequest(update, { sourceId: "s" }).body).toEqual({});
  const connect = toRequest(
    { route: "POST /warehouses/{warehouseId}/connected-sources/{sourceId}" },
    { warehouseId: "w", sourceId: "s" },
  );
  expect("body" in connect || "mediaType" in connect).toBe(false);
});

test("a declaration may rename or wrap what is sent", () => {
  const { body } = toRequest(
    {
      route: "PATCH /x/{id}",
      mediaType: "application/json",
      toArgs: (input) => ({ input }),
    },
    { id: "1", name: "n" },
  );
  expect(body).toEqual({ input: { name: "n" } });
});
