import fc from "fast-check";
import { readReasons } from "./reasons";

describe("Segment's reasons", () => {
  const same = (text: string) => text;

  test("are type, message and field, and nothing else", () => {
    const body = {
      errors: [{ type: "t", message: "m", field: "f", data: { secret: 1 } }, { message: "n" }],
    };
    expect(readReasons(body, same)).toStrictEqual([
      { type: "t", message: "m", field: "f" },
      { message: "n" },
    ]);
  });

  test("may name a field by its steps", () => {
    expect(readReasons({ errors: [{ field: ["settings", 0, "name"] }] }, same)).toEqual([
      { field: "settings.0.name" },
    ]);
  });

  test.each(["", [], 7, null, {}, true, [[]], [null], { a: {} }])(
    "leave out %j, which is no text",
    (message) => {
      expect(readReasons({ errors: [{ message, type: "t" }] }, same)).toStrictEqual([
        { type: "t" },
      ]);
    },
  );

  test.each<[unknown, string]>([
    [["a is wrong", "b is wrong"], "a is wrong; b is wrong"],
    [[["a", 1], [["b"]]], "a; 1; b"],
    [{ code: 7, message: "no" }, "no"],
    [{ en: "no", de: "nein" }, "no; nein"],
    [[{ toString: 1 }], "1"],
    [{ join: "x" }, "x"],
  ])("read a message of another shape: %j", (message, text) => {
    expect(readReasons({ errors: [{ message }] }, same)).toEqual([{ message: text }]);
  });

  test.each<[unknown, string]>([
    [{ message: "Forbidden" }, "Forbidden"],
    [{ error: "no" }, "no"],
    [{ error: { code: "E1", message: "no" } }, "no"],
    [{ message: "", error: "no" }, "no"],
    [{ message: "one", error: "two" }, "one"],
    [{ errors: [], message: "no" }, "no"],
    [{ errors: [null], message: "no" }, "no"],
    [{ errors: "no" }, "no"],
    [{ errors: { message: "no", code: 7 } }, "no"],
    [{ type: "about:blank", title: "Bad slug", detail: "slug is taken" }, "slug is taken"],
    [{ type: "about:blank", title: "Bad slug" }, "Bad slug"],
    [
      { error: "invalid_grant", error_description: "the grant has expired" },
      "the grant has expired",
    ],
    [{ errors: [], detail: "no" }, "no"],
    [{ errors: [{ detail: "no" }] }, "no"],
  ])("are found in the body of a gateway: %j", (body, message) => {
    expect(readReasons(body, same)).toEqual([{ message }]);
  });

  test("name the fields of an object of lists", () => {
    const errors = {
      slug: ["is taken", "is long"],
      title: ["is blank"],
      name: [],
      id: null,
      at: {},
    };
    expect(readReasons({ errors, message: "2 errors" }, same)).toEqual([
      { message: "is taken; is long", field: "slug" },
      { message: "is blank", field: "title" },
    ]);
    expect(readReasons({ errors: { name: [] }, message: "1 error" }, same)).toEqual([
      { message: "1 error" },
    ]);
  });

  test.each([undefined, null, "errors", [], { errors: {} }, { error: [{}] }, { message: 7 }])(
    "are not in %j",
    (body) => {
      expect(readReasons(body, same)).toEqual([]);
    },
  );

  test("pass over entries that say nothing", () => {
    const errors = [null, "x", [], 7, "", { message: "m" }];
    expect(readReasons({ errors }, same)).toEqual([{ message: "x" }, { message: "m" }]);
  });

  test("are the first ten, each text cut at 500 characters", () => {
    const errors = Array.from({ length: 11 }, (_, at) => ({ message: `${at}${"x".repeat(600)}` }));
    const reasons = readReasons({ errors }, same);
    expect(reasons).toHaveLength(10);
    expect(reasons[9]?.message).toBe(`9${"x".repeat(499)}…`);
    expect(readReasons({ errors: [{ message: "x".repeat(500) }] }, same)).toEqual([
      { message: "x".repeat(500) },
    ]);
  });

  test("are rid of secrets before they are cut, so that no part of one is left", () => {
    const hide = (text: string) => text.replaceAll("sgp_token", "[secret]");
    const message = `${"x".repeat(495)}sgp_token`;
    expect(readReasons({ errors: [{ type: "sgp_token", message }] }, hide)).toEqual([
      { type: "[secret]", message: `${"x".repeat(495)}[secr…` },
    ]);
  });

  test("are found or not found in any JSON, without an error, and are bounded", () => {
    const json = fc.jsonValue();
    const envelope = fc.record({
      errors: fc.array(fc.record({ type: json, message: json, field: json })),
    });
    const names = ["errors", "message", "detail", "error_description", "error", "title"];
    const gateway = fc.record(Object.fromEntries(names.map((name) => [name, json])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(fc.oneof(json, envelope, gateway), (body) => {
        const reasons = readReasons(body, same);
        expect(reasons.length).toBeLessThanOrEqual(10);
        for (const text of reasons.flatMap((reason) => Object.values(reason))) {
          expect(typeof text).toBe("string");
          expect(text.length).toBeLessThanOrEqual(501);
        }
      }),
    );
  });

  test("are read from a body of any depth and width", () => {
    const nest = (depth: number): unknown =>
      JSON.parse(`${"[".repeat(depth)}"deep"${"]".repeat(depth)}`);
    expect(readReasons({ errors: [{ message: nest(100_000) }] }, same)).toEqual([{}]);
    expect(readReasons({ errors: nest(100_000), message: nest(3) }, same)).toEqual([
      { message: "deep" },
    ]);
    const wide = Array.from({ length: 100_000 }, () => "w");
    expect(readReasons({ message: wide }, same)).toEqual([{ message: `${"w; ".repeat(19)}w` }]);
  });
});
