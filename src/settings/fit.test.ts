import { SpectralError } from "@prismatic-io/spectral";
import { setting } from "../../test/support/setting";
import { inTime } from "../../test/support/watchdog";
import { ExactNumber } from "../values/exactNumber";
import { fitSettings } from "./fit";
import { describeUnlisted } from "./unlisted";

const exact = (digits: string) => new ExactNumber(digits);

describe("settings together", () => {
  const DESCRIBED = {
    of: "Lantern",
    settings: [
      setting({ name: "apiKey", required: true, secret: true }),
      setting({ name: "batchSize", kind: "number" }),
      setting({ name: "ga.dimension" }),
      setting({ name: "region", required: true, defaultValue: "eu" }),
      setting({ name: "channels", kind: "any", isList: true, required: true }),
    ],
  };
  const NEW = { label: "Settings", complete: true };
  const CHANGED = { label: "Settings", complete: false };
  const UNSENT = "Nothing was written; Send Settings As They Are sends them unchecked.";

  test("go by the names that Segment has for them, also from a form", () => {
    const given = { apiKey: "k", batchSize: "5", "ga%2edimension": "d", channels: "a,b" };
    expect(fitSettings(DESCRIBED, given, NEW)).toEqual({
      apiKey: "k",
      batchSize: 5,
      "ga.dimension": "d",
      channels: ["a", "b"],
    });
    expect(fitSettings(DESCRIBED, { "ga.dimension": "d" }, CHANGED)).toEqual({
      "ga.dimension": "d",
    });
  });

  test("a setting that is called like a form's name of another is itself", () => {
    const described = { of: "A", settings: [setting({ name: "%2e", kind: "number" })] };
    expect(fitSettings(described, { "%2e": "1" }, CHANGED)).toEqual({ "%2e": 1 });
  });

  test("a setting may be called like a property of every object", () => {
    const names = ["__proto__", "constructor", "toString"];
    const described = { of: "A", settings: names.map((name) => setting({ name })) };
    const given = Object.fromEntries(names.map((name) => [name, "a"]));
    const sent = fitSettings(described, given, CHANGED);
    expect(Object.entries(sent)).toEqual(names.map((name) => [name, "a"]));
  });

  test("all that is wrong is told in one error, in the order of the settings", () => {
    const given = { batchSize: "many", channel: "red", channels: 5, Region: "eu" };
    expect(() => fitSettings(DESCRIBED, given, NEW)).toThrow(
      new SpectralError(
        [
          'Settings.batchSize: expected a number, got text "many".',
          "Settings.channels: expected a list of values, got the number 5.",
          "Settings.Region: expected region, got Region.",
          "Settings.apiKey: expected text, which Lantern requires, got nothing.",
          UNSENT,
        ].join(" "),
      ),
    );
  });

  test.each([
    ["nothing", {}],
    ["a blank text", { apiKey: "" }],
    ["nothing in place of a list", { apiKey: "k", channels: "" }],
    ["null", { apiKey: null }],
  ])("a required setting is missing if %s was given", (_, given) => {
    const missing = "apiKey" in given && given.apiKey ? "channels" : "apiKey";
    expect(() => fitSettings(DESCRIBED, given, NEW)).toThrow(
      new RegExp(`Settings\\.${missing}: expected .+, which Lantern requires, got nothing\\.`),
    );
  });

  test("a setting with a default is not missing, and on an update none is", () => {
    expect(fitSettings(DESCRIBED, { apiKey: "k", channels: [] }, NEW)).toEqual({
      apiKey: "k",
      channels: [],
    });
    expect(fitSettings(DESCRIBED, {}, CHANGED)).toEqual({});
    expect(fitSettings(DESCRIBED, { apiKey: "" }, CHANGED)).toEqual({ apiKey: "" });
  });

  test("false and 0 are given", () => {
    const described = {
      of: "A",
      settings: [
        setting({ name: "on", kind: "boolean", required: true }),
        setting({ name: "size", kind: "number", required: true }),
      ],
    };
    expect(fitSettings(described, { on: "false", size: "0" }, NEW)).toEqual({ on: false, size: 0 });
  });

  test("null that is a value of its own is given", () => {
    const described = {
      of: "A",
      settings: [setting({ name: "one", required: true, nullable: true })],
    };
    expect(fitSettings(described, { one: null }, NEW)).toEqual({ one: null });
  });

  test("a name that Segment does not list stays as it is given", () => {
    const nested = { a: [1, exact("9223372036854775807"), null], b: { c: "" } };
    const given = {
      website_url: "https://a.example",
      on: "true",
      text: "",
      deep: nested,
      off: false,
      none: null,
    };
    const { none: _, ...sent } = given;
    expect(fitSettings(DESCRIBED, given, CHANGED)).toEqual(sent);
    expect(fitSettings({ of: "A", settings: [] }, given, NEW)).toEqual(sent);
    expect(() => fitSettings(DESCRIBED, { deep: [{ a: 2 ** 60 }] }, CHANGED)).toThrow(
      "Settings.deep[0].a: expected a number that JavaScript keeps exactly",
    );
    expect(() => fitSettings(DESCRIBED, { deep: JSON.parse('{"__proto__": 1}') }, CHANGED)).toThrow(
      "Settings.deep: expected no key named __proto__",
    );
  });

  test("a name that Segment does not list, but holds, takes the type of the existing value", () => {
    const values = {
      enabled: true,
      size: 5,
      id: exact("9223372036854775807"),
      endpoint: "5",
      account: { a: 1 },
      hosts: ["a"],
      mapped: { "@path": "$.a" },
    };
    const sent = (given: Record<string, unknown>) =>
      fitSettings({ ...DESCRIBED, values }, given, CHANGED);
    expect(
      sent({
        enabled: "False",
        size: "6",
        id: "9223372036854775806",
        endpoint: 6,
        account: '{"b": 2}',
        hosts: "a, b",
        mapped: "$.b",
      }),
    ).toEqual({
      enabled: false,
      size: 6,
      id: exact("9223372036854775806"),
      endpoint: "6",
      account: { b: 2 },
      hosts: ["a", "b"],
      mapped: { "@path": "$.b" },
    });
    expect(sent({ hosts: ["", null, 1], mapped: "text", endpoint: { "@path": "$.a" } })).toEqual({
      hosts: ["", null, 1],
      mapped: "text",
      endpoint: { "@path": "$.a" },
    });
    expect(() => sent({ enabled: "maybe", account: "a", hosts: 5 })).toThrow(
      'Settings.enabled: expected true or false, got text "maybe". Settings.account: expected a list of keys and values, or an object, got JSON with an error at line 1, column 1',
    );
  });

  test("a value equal to the existing one is not changed", () => {
    const values = {
      batchSize: "12.00",
      channels: "old",
      region: { a: 1 },
      id: exact("9223372036854775807"),
    };
    const held = { ...DESCRIBED, values };
    expect(fitSettings(held, values, CHANGED)).toEqual(values);
    expect(fitSettings(held, { id: "9223372036854775807" }, CHANGED)).toEqual({ id: values.id });
    expect(fitSettings(held, { batchSize: "12.0" }, CHANGED)).toEqual({ batchSize: 12 });
    expect(() => fitSettings(held, { region: { a: 2 } }, CHANGED)).toThrow("expected text");
    expect(fitSettings(held, { region: '{"a":1}' }, CHANGED)).toEqual({ region: '{"a":1}' });
  });

  test("JSON text that is equal to what is held, but for long numbers, stays as it is held", () => {
    const id = exact("9223372036854775807");
    const listed = [
      setting({ name: "map", kind: "object" }),
      setting({ name: "list", kind: "any", isList: true }),
      setting({ name: "texts", kind: "textMap" }),
      setting({ name: "mixed", kind: "any", mixed: true }),
    ];
    const held = { id, none: null, text: "" };
    const values = { map: held, list: [id, null, ""], texts: { a: 1 }, mixed: held };
    const text = {
      map: '{"text": "", "none": null, "id": "9223372036854775807"}',
      list: '["9223372036854775807", null, ""]',
      texts: '{"a": 1}',
      mixed: '{"id": 9223372036854775807, "none": null, "text": ""}',
    };
    for (const settings of [listed, []]) {
      expect(fitSettings({ of: "A", settings, values }, text, CHANGED)).toEqual(values);
    }
  });

  test("JSON text that changes what is held keeps the long numbers in it", () => {
    const id = exact("9223372036854775807");
    const values = { account: { id, size: 1 } };
    const text = { account: '{"id": "9223372036854775807", "size": 2}' };
    const sent = { account: { id, size: 2 } };
    for (const settings of [[], [setting({ name: "account", kind: "object" })]]) {
      expect(fitSettings({ of: "A", settings, values }, text, CHANGED)).toEqual(sent);
    }
    const texts = [setting({ name: "account", kind: "textMap" })];
    expect(fitSettings({ of: "A", settings: texts, values }, text, CHANGED)).toEqual({
      account: { id: "9223372036854775807", size: "2" },
    });
  });

  test.each([
    ["api_key", "apiKey"],
    ["batchsize", "batchSize"],
    ["channel", "channels"],
    ["regoin", "region"],
  ])("%s, which is not held, is refused for %s", (name, meant) => {
    expect(() => fitSettings(DESCRIBED, { [name]: "a" }, CHANGED)).toThrow(
      new SpectralError(`Settings.${name}: expected ${meant}, got ${name}. ${UNSENT}`),
    );
  });

  test("a name like a listed one is taken if it is held, or given beside the listed one", () => {
    const values = { api_key: "a" };
    expect(fitSettings({ ...DESCRIBED, values }, { api_key: "b" }, CHANGED)).toEqual({
      api_key: "b",
    });
    const both = { region: "eu", regions: "eu, us" };
    expect(fitSettings(DESCRIBED, both, CHANGED)).toEqual(both);
  });

  test("Segment's own notes are always taken", () => {
    const described = { of: "A", settings: [setting({ name: "__segment_internal_directives" })] };
    const given = { __segment_internal_directive: { a: 1 } };
    expect(fitSettings(described, given, CHANGED)).toEqual(given);
  });

  test("the log is told of what is not listed by name, unless it is held as it is", () => {
    const values = { held: "a", changed: "a", __segment_internal_mode: "a" };
    const sent = {
      one: "hunter2",
      apiKey: "k",
      held: "a",
      changed: "b",
      two: 1,
      __segment_internal_mode: "b",
    };
    expect(describeUnlisted({ ...DESCRIBED, values }, sent, "Settings")).toEqual([
      "Settings.one, Settings.two: not in Segment's catalog of Lantern; sent as given.",
      "Settings.changed: not in Segment's catalog of Lantern; sent with the type of the existing value.",
    ]);
    expect(describeUnlisted(DESCRIBED, { apiKey: "k" }, "Settings")).toEqual([]);
  });

  test("the log does not say that a type is held of null or of a mapping directive", () => {
    const path = { "@path": "$.a" };
    const values = { none: null, mapped: path, text: "a", size: 1 };
    const sent = { none: "b", mapped: "b", text: path, size: 2 };
    expect(describeUnlisted({ ...DESCRIBED, values }, sent, "Settings")).toEqual([
      "Settings.none, Settings.mapped, Settings.text: not in Segment's catalog of Lantern; sent as given.",
      "Settings.size: not in Segment's catalog of Lantern; sent with the type of the existing value.",
    ]);
  });

  test("an error that is none of the settings' own is passed on", () => {
    const broken = {
      get one(): string {
        throw new TypeError("broken");
      },
    };
    const described = { of: "A", settings: [setting({ kind: "object" })] };
    expect(() => fitSettings(described, { one: { nested: broken } }, CHANGED)).toThrow(
      new TypeError("broken"),
    );
  });
});

describe("takes no longer than its input is large", () => {
  test("for 15,000 settings that there are not, of which the error names twenty", () => {
    const settings = Array.from({ length: 15_000 }, (_, index) =>
      setting({ name: `name-${index}` }),
    );
    const given = Object.fromEntries(settings.map(({ name }) => [`${name}x`, 1]));
    const fit = () =>
      fitSettings({ of: "Lantern", settings }, given, { label: "Settings", complete: false });
    expect(() => inTime(fit)).toThrow(
      /^Settings\.name-0x: .* Settings\.name-19x: expected [^.]*\. And 14980 more\. Nothing was written; /,
    );
  });
});
