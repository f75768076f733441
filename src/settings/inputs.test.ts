import fc from "fast-check";
import { setting } from "../../test/support/setting";
import type { StepContext } from "../api/step";
import type { Client } from "../client";
import { SegmentError } from "../http/errors";
import {
  describedSettings,
  mergeSettings,
  plainSettings,
  requiredSettings,
  type SettingsPlan,
  settingsInputs,
} from "./inputs";
import { settingsToSend } from "./send";
import type { DescribedSettings } from "./setting";

const DESCRIBED: DescribedSettings = {
  of: "Lantern",
  settings: [
    setting({ name: "apiKey", secret: true, required: true }),
    setting({ name: "size", kind: "number" }),
    setting({ name: "headers", kind: "textMap" }),
    setting({ name: "items", kind: "any", isList: true }),
  ],
};
const MASK = "••••1234";

/** A step that keeps what it is told to log and to hide; nothing here sends anything. */
function stepOf(): { step: StepContext; told: string[]; hidden: () => string[] } {
  const told: string[] = [];
  const secrets: (() => readonly string[])[] = [];
  const client = {
    hide: (more: () => readonly string[]) => {
      secrets.push(more);
    },
  } as Client;
  const log = (text: string) => {
    told.push(text);
  };
  const hidden = () => secrets.flatMap((more) => more());
  return { step: { client, log, once: (_, read) => read() }, told, hidden };
}

const WORDS = {
  comments: "The settings.",
  example: "size: 5",
  jsonExample: '{"size": 5}',
  form: "Lantern Settings",
};
const plan = (writes: SettingsPlan["writes"], describe = async () => DESCRIBED): SettingsPlan => ({
  ...WORDS,
  writes,
  describe,
});
const element = (key: string) => ({ key, label: key });

describe("the inputs", () => {
  const inputs = settingsInputs({ ...WORDS, fieldMap: "lanternFieldMap" });

  test("are pairs, JSON, a field map if one is offered, and a switch", () => {
    expect(Object.keys(settingsInputs(WORDS))).toEqual([
      "settings",
      "settingsJson",
      "settingsAsTheyAre",
    ]);
    expect(inputs.fieldMap).toMatchObject({
      type: "objectFieldMap",
      dataSource: "lanternFieldMap",
      required: false,
    });
    expect(inputs.settings).toMatchObject({
      label: "Settings",
      collection: "keyvaluelist",
      comments: "The settings.",
      example: "size: 5",
      required: false,
    });
    expect(inputs.settingsJson).toMatchObject({
      label: "Settings JSON",
      type: "code",
      language: "json",
      example: '{"size": 5}',
      required: false,
    });
    expect(inputs.settingsJson.comments).toContain("the result of the form Lantern Settings");
    expect(inputs.settingsAsTheyAre).toMatchObject({ type: "boolean", default: "false" });
  });

  test.each(["settings", "settingsJson"] as const)(
    "%s take rows, an object or JSON text, and one without keys is given",
    (name) => {
      const { clean } = inputs[name];
      expect(clean([{ key: "a", value: 1 }])).toEqual({ a: 1 });
      expect(clean({ a: [1] })).toEqual({ a: [1] });
      expect(clean('{"a": {"b": 1}}')).toEqual({ a: { b: 1 } });
      for (const none of [{}, [], "{}", [{ key: "a", value: "" }]]) expect(clean(none)).toEqual({});
      for (const blank of ["", null, undefined, " "]) expect(clean(blank)).toBeUndefined();
    },
  );

  test("refuse what is no object under their own names", () => {
    expect(() => inputs.settings.clean(5)).toThrow(/^Settings: expected .+, got the number 5\.$/);
    expect(() => inputs.settingsJson.clean("a")).toThrow(/^Settings JSON: expected /);
    expect(() => inputs.settings.clean('{"__proto__": 1}')).toThrow("no key named __proto__");
  });
});

describe("what is given", () => {
  const settings = { a: "pair" };
  const fieldMap = {
    fields: ["a", "b"].map((name) => ({ field: element(name), mappedField: element("$.x") })),
  };
  const settingsJson = { a: "json", b: "json", c: "json" };

  test("is the pairs before the field map before the JSON", () => {
    expect(mergeSettings({ settings, fieldMap, settingsJson })).toEqual({
      a: "pair",
      b: { "@path": "$.x" },
      c: "json",
    });
    expect(mergeSettings({ fieldMap })).toEqual({ a: { "@path": "$.x" }, b: { "@path": "$.x" } });
  });

  test("has the settings of a form's table under their own names, before the inputs win over each other", () => {
    const table = (value: string) => ({ "%other": [{ name: "size", type: "number", value }] });
    expect(mergeSettings({ settingsJson: { a: "1", ...table("5") } })).toEqual({ a: "1", size: 5 });
    expect(mergeSettings({ settings: table("6"), settingsJson: table("5") })).toEqual({ size: 6 });
    expect(mergeSettings({ settings: { size: "7" }, settingsJson: table("5") })).toEqual({
      size: "7",
    });
    expect(() => mergeSettings({ settingsJson: table("seven") })).toThrow(
      'Settings.size: expected a number, got text "seven".',
    );
  });

  test("is nothing if nothing is, and an object without keys if one is", () => {
    expect(mergeSettings({})).toBeUndefined();
    expect(mergeSettings({ settingsAsTheyAre: true })).toBeUndefined();
    expect(mergeSettings({ settings: {} })).toEqual({});
    expect(mergeSettings({ settingsJson: {} })).toEqual({});
    expect(mergeSettings({ fieldMap: { fields: [] } })).toEqual({});
  });
});

describe("what is sent", () => {
  test("is what Segment describes, complete if it is new", async () => {
    const { step, told } = stepOf();
    const describe = async () => DESCRIBED;
    const sent = await settingsToSend(step, { size: "5" }, { writes: "changes", describe });
    expect(sent).toEqual({ size: 5 });
    await expect(settingsToSend(step, { size: "5" }, { writes: "all", describe })).rejects.toThrow(
      "Settings.apiKey: expected text, which Lantern requires, got nothing.",
    );
    expect(told).toEqual([]);
  });

  test("hides what Segment describes as secret, as it was given and as it goes out", async () => {
    const settings = [
      setting({ name: "licence.no", secret: true }),
      setting({ name: "pairs", kind: "textMap", secret: true }),
      setting({ name: "host" }),
    ];
    const given = { "licence%2eno": "hunter22", pairs: '{"a": "a-secret"}', host: "example.com" };
    for (const writes of ["all", "changes"] as const) {
      const { step, hidden } = stepOf();
      await settingsToSend(step, given, { writes, describe: async () => ({ of: "A", settings }) });
      expect(new Set(hidden())).toEqual(new Set(["hunter22", '{"a": "a-secret"}', "a-secret"]));
    }
  });

  test("is the pair, if the result of a form names the same setting in its own way", async () => {
    const settings = [setting({ name: "a.b" })];
    const given = mergeSettings({ settings: { "a.b": "pair" }, settingsJson: { "a%2eb": "form" } });
    const sent = await settingsToSend(stepOf().step, given ?? {}, {
      writes: "changes",
      describe: async () => ({ of: "A", settings }),
    });
    expect(sent).toEqual({ "a.b": "pair" });
  });

  test("is not described if nothing can be sent", async () => {
    const { step, told } = stepOf();
    const describe = async (): Promise<DescribedSettings> => {
      throw new Error("read");
    };
    for (const given of [{}, { apiKey: MASK }]) {
      expect(await settingsToSend(step, given, { writes: "changes", describe })).toEqual({});
    }
    expect(await settingsToSend(step, {}, { writes: "all", describe })).toEqual({});
    expect(told).toEqual(["left out apiKey of the settings: a masked secret is not written back."]);
  });

  test("is never a masked secret, whatever is given", async () => {
    const masked = fc.constantFrom<unknown>(
      MASK,
      "•",
      [MASK],
      { a: { b: [MASK] } },
      JSON.stringify({ a: MASK }),
      '{"a": "\\u2022\\u2022"}',
      '["\\u2022"]',
      '[{"key": "a", "value": "\\u2022"}]',
    );
    const plainValue = fc.constantFrom<unknown>("5", '{"a": "b"}', "a, b", 5, "", null);
    const given = fc.dictionary(
      fc.constantFrom("apiKey", "size", "headers", "items", "credentialId"),
      fc.oneof(masked, plainValue),
      { noNullPrototype: true },
    );
    const writes = fc.constantFrom("all" as const, "changes" as const);
    let sentCount = 0;
    await fc.assert(
      fc.asyncProperty(given, writes, fc.boolean(), async (values, writes, isDescribed) => {
        const { step } = stepOf();
        const describe = isDescribed ? async () => DESCRIBED : undefined;
        const sent = await settingsToSend(step, values, { writes, describe }).catch(
          (error: Error) => {
            expect(error.message).toMatch(/^Settings/);
          },
        );
        if (sent === undefined) return;
        sentCount += 1;
        expect(JSON.stringify(sent)).not.toContain("•");
      }),
      { seed: 1, numRuns: 1000 },
    );
    expect(sentCount).toBeGreaterThan(200);
  });

  test("fails with what to do if Segment does not say what settings there are", async () => {
    const { step } = stepOf();
    const failing = async (): Promise<DescribedSettings> => {
      throw Object.assign(new SegmentError("Create Destination: 403 no"), {
        outcome: "not_applied",
      });
    };
    const sent = settingsToSend(step, { size: "5" }, { writes: "changes", describe: failing });
    await expect(sent).rejects.toThrow(
      "Create Destination: 403 no. The step could not read which settings exist. Nothing was written; Send Settings As They Are skips this check.",
    );
  });
});

describe("settings of one argument", () => {
  const gather = async (params: object, given = describedSettings(plan("changes"))) =>
    given.gather(stepOf().step, { ...params });

  test("may be left out, and are if nothing of them is to be sent", async () => {
    expect(await gather({})).toBeUndefined();
    expect(await gather({ settings: {} })).toBeUndefined();
    expect(await gather({ settings: { apiKey: MASK } })).toBeUndefined();
    expect(await gather({ settings: { size: "5" } })).toEqual({ size: 5 });
    expect(await gather({ settingsJson: { size: "5" } })).toEqual({ size: 5 });
  });

  test("may not be left out if the API asks for them, but may be without keys", async () => {
    const required = requiredSettings(plan("changes"));
    await expect(gather({}, required)).rejects.toThrow(
      "Settings: expected keys and values, here or in Settings JSON, got nothing.",
    );
    expect(await gather({ settings: {} }, required)).toEqual({});
    expect(await gather({ settings: { apiKey: MASK } }, required)).toEqual({});
    expect(await gather({ settings: { size: "5" } }, required)).toEqual({ size: 5 });
  });

  test("are described by the other inputs of the step, except if they are sent as they are", async () => {
    const seen: unknown[] = [];
    const describe = async (_: StepContext, ids: object) => {
      seen.push(ids);
      return DESCRIBED;
    };
    const described = describedSettings({ ...plan("changes"), describe });
    const params = { metadataId: "m", settings: { size: "5" } };
    expect(await gather({ ...params, settingsAsTheyAre: true }, described)).toEqual({ size: "5" });
    expect(seen).toEqual([]);
    expect(await gather(params, described)).toEqual({ size: 5 });
    expect(seen).toEqual([params]);
  });

  test("that nothing describes are sent as they are, but for masked secrets", async () => {
    const field = { label: "Settings", clean: (raw: unknown) => raw as object | undefined };
    const plain = plainSettings(
      field as { clean(raw: unknown): Record<string, unknown> },
      "changes",
    );
    expect(plain.inputs).toEqual({ settings: field });
    expect(await gather({ settings: { a: "5", key: MASK } }, plain)).toEqual({ a: "5" });
    expect(await gather({}, plain)).toBeUndefined();
    const strict = plainSettings(field as { clean(raw: unknown): Record<string, unknown> }, "all");
    await expect(gather({ settings: { key: MASK } }, strict)).rejects.toThrow(
      "Settings.key: expected the secret itself",
    );
  });
});
