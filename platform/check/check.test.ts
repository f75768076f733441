import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { inTime } from "../../test/support/watchdog";
import { type BuiltTrigger, loadComponent } from "../component";
import { breakages } from "../fixtures/breakages";
import { variants } from "../fixtures/variants";
import { readSource } from "../format/source";
import { checkIntegration } from "./index";

const component = loadComponent();
const shop = readFileSync(path.join(__dirname, "../fixtures/shop.yml"), "utf8");
const check = (text: string) => checkIntegration(readSource(text), component);

test("an integration that uses all of the format is accepted as it stands", () => {
  const { integration, problems } = check(shop);
  expect(problems).toEqual([]);
  expect(integration?.flows.map(({ name }) => name)).toEqual(["Open", "Every Night"]);
});

test.each(variants)("$title is accepted", ({ from, to }) => {
  expect(shop).toContain(from);
  expect(check(shop.replace(from, () => to)).problems).toEqual([]);
});

test("a data source of the platform's is said not to run here, not to be unknown", () => {
  const [before = "", after = ""] = shop.split("key: selectSourceMetadata");
  const text = [before, after.replace("key: segment", "key: code")].join("key: runCodeJsonForm");
  expect(check(text).problems.map(({ message }) => message)).toEqual([
    "config variable Source Type: code: a local run supports no data source of this component",
  ]);
});

test.each(["constructor", "__proto__", "toString"])(
  "a config variable with the type %s has no known type, also for the inputs that use it",
  (dataType) => {
    const messages = check(shop.replaceAll(/dataType: \w+/g, `dataType: ${dataType}`)).problems;
    const most = messages.map(({ message }) => message).filter((one) => one.includes("Most"));
    expect(most).toEqual([
      expect.stringMatching(`^config variable Most: dataType: expected .*"${dataType}"`),
    ]);
  },
);

test.each(breakages)("$title is refused at its position", ({ from, to, found }) => {
  expect(shop).toContain(from);
  const text = shop.replace(from, () => to);
  const lines = text.split("\n");
  const { problems } = check(text);
  expect(problems.map(({ line, message }) => [lines[line - 1]?.trim(), message])).toEqual(found);
});

describe("a flow that a trigger of the component starts", () => {
  const listening = readFileSync(path.join(__dirname, "../fixtures/listening.yml"), "utf8");
  const polled: BuiltTrigger = {
    key: "polled",
    display: { label: "Polled", description: "" },
    inputs: component.triggers.webhook?.inputs ?? [],
    isPollingTrigger: true,
    scheduleSupport: "required",
    perform: async () => undefined,
  };
  const own = { ...component, triggers: { ...component.triggers, polled } };
  const checkOwn = (...changes: [from: string, to: string][]) => {
    let changed = listening;
    for (const [from, to] of changes) {
      expect(changed).toContain(from);
      changed = changed.replace(from, () => to);
    }
    const lines = changed.split("\n");
    const { problems } = checkIntegration(readSource(changed), own);
    return problems.map(({ line, message }) => [lines[line - 1]?.trim(), message]);
  };
  const batching = (more: string) =>
    ["    steps:", `    triggerResolver: { enabled: true, ${more} }\n    steps:`] as [
      string,
      string,
    ];
  const loop: [string, string] = [
    `action: { key: writeLog, component: { key: log, isPublic: true, version: LATEST } }
        inputs:
          message:`,
    `action: { key: loopOverItems, component: { key: loop, isPublic: true, version: LATEST } }
        steps: []
        inputs:
          items:`,
  ];
  const schedule: [string, string] = [
    "isTrigger: true",
    "isTrigger: true\n        schedule: { type: value, value: 0 6 * * * }",
  ];
  const toPolled: [string, string] = ["key: webhook", "key: polled"];

  test("is accepted, with batching and with a schedule if it polls", () => {
    expect(checkOwn()).toEqual([]);
    expect(checkOwn(batching("batchSize: 5, concurrentBatchLimit: 2"))).toEqual([]);
    expect(checkOwn(schedule, toPolled)).toEqual([]);
  });

  test("has the inputs of the trigger, and no others", () => {
    expect(checkOwn(["headerName:", "headerNam:"])).toEqual([
      [
        "headerNam: { type: value, value: X-Sender }",
        'step Events: no input headerNam; did you mean "headerName"?',
      ],
    ]);
    const yes = "trustWholeBatch: { type: value, value: yes }";
    expect(checkOwn(["headerName:", `${yes}\n          headerName:`])).toEqual([
      [yes, 'step Events: input trustWholeBatch: expected one of true, false, got "yes"'],
    ]);
  });

  test("has a trigger of the component first, and only there", () => {
    expect(checkOwn(["key: webhook", "key: webhok"])).toEqual([
      [
        expect.stringContaining("key: webhok"),
        expect.stringMatching(/^webhok: segment has no such trigger; did you mean "webhook"\?$/),
      ],
    ]);
    expect(checkOwn(["key: webhook", "key: listSources"])).toContainEqual([
      "- name: Events",
      "step Events: the first step of a flow is its trigger; listSources is not a trigger",
    ]);
    const again = "{ key: webhook, component: { key: segment, isPublic: false, version: LATEST } }";
    const second: [string, string] = [
      "{ key: writeLog, component: { key: log, isPublic: true, version: LATEST } }",
      again,
    ];
    expect(checkOwn(second)).toContainEqual([
      "- name: Write",
      "step Write: only the first step of a flow is a trigger",
    ]);
  });

  test("gives a list of events, or one event to each run", () => {
    expect(checkOwn(loop)).toEqual([]);
    expect(checkOwn(loop, batching("batchSize: 2"))).toEqual([]);
    expect(checkOwn(loop, batching("batchSize: 1"))).toEqual([
      [
        "items: { type: reference, value: events.results.body.data }",
        "step Write: input items: expected a list, got keys and values from events.results.body.data",
      ],
    ]);
    expect(checkOwn(["body.data }", "body.data.event }"])).toEqual([
      [
        "message: { type: reference, value: events.results.body.data.event }",
        "step Write: events.results.body.data.event: the results have a list there, with entries 0, 1 and so on but no event",
      ],
    ]);
    expect(checkOwn(["body.data }", "body.data.event }"], batching("batchSize: 1"))).toEqual([]);
  });

  test("has a schedule if the trigger polls, and none if a request starts it", () => {
    expect(checkOwn(schedule)).toEqual([
      [
        "schedule: { type: value, value: 0 6 * * * }",
        "step Events: only a schedule trigger or a polling trigger has a schedule",
      ],
    ]);
    expect(checkOwn(toPolled)).toEqual([["- name: Events", "step Events: schedule is missing"]]);
  });

  test("batches by a whole number, and only if its trigger can", () => {
    expect(checkOwn(batching("batchSize: 0"))).toEqual([
      [
        "triggerResolver: { enabled: true, batchSize: 0 }",
        "flow Listen: triggerResolver.batchSize: expected a whole number from 1, got the number 0",
      ],
    ]);
    expect(checkOwn(batching("batchSize: 2"), schedule, toPolled)).toEqual([
      [
        "triggerResolver: { enabled: true, batchSize: 2 }",
        "flow Listen: triggerResolver: step Events does not support it",
      ],
    ]);
  });
});

test("everything that is wrong is said in one go, by line", () => {
  const text = shop
    .replace("key: createSource", "key: createSourc")
    .replace('value: "true"', "value: true")
    .replace("value: threeTimes.index", "value: threeTime.index")
    .replace("value: 0 3 * * *", "value: nightly");
  const { integration, problems } = check(text);
  expect(integration).toBeUndefined();
  expect(problems.map(({ message }) => message)).toEqual([
    'createSourc: segment has no such action; did you mean "createSource"?',
    'step Create Source: inputs.enabled.value: expected text, got the boolean true; put it in quotes: "true"',
    'step Count: threeTime.index: no earlier step has this name; did you mean "threeTimes"?',
    'step Night: schedule: expected five fields such as "0 6 * * *", got "nightly"',
  ]);
  const lines = problems.map(({ line }) => line);
  expect(lines).toEqual([...lines].sort((one, other) => one - other));
});

test("a reference to a missing component is refused by name alone", () => {
  const text = shop.replace("key: runCode\n          component:\n            key: code", (all) =>
    all.replace("key: code", "key: http"),
  );
  expect(check(text).problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^http: a local run supports no such component/),
  ]);
});

test("text that is no YAML is refused at its line", () => {
  const text = shop.replace("configPages:", "configPages: [");
  expect(text.split("\n")[check(text).problems[0]?.line ?? 0]).toBeDefined();
  expect(check("a: 1\na: 2\n").problems).toEqual([{ line: 2, message: "Map keys must be unique" }]);
  expect(check("a: &x [*x]\n").problems).toEqual([
    { line: 1, message: "expected no alias within the value that it names" },
  ]);
  expect(check("").problems).toEqual([
    { line: 1, message: "expected keys and values, got nothing" },
  ]);
});

describe("a file that would take too much to read is refused in a sentence", () => {
  const DEEP = "expected lists and maps at most 100 levels deep, got more";
  const bomb = Array.from(
    { length: 12 },
    (_, index) => `a${index}: &a${index} [${Array(9).fill(index ? `*a${index - 1}` : "x")}]`,
  );

  test.each<[what: string, text: string, line: number, message: string]>([
    [
      "aliases that multiply",
      bomb.join("\n"),
      1,
      "expected aliases (*name) to expand to at most 100 values, got more",
    ],
    ["lists in lists", "a: 1\nb: ".concat("[".repeat(200_000)), 2, DEEP],
    ["closed lists in lists", `${"[".repeat(500)}${"]".repeat(500)}`, 1, DEEP],
    ["objects in objects", "{a: ".repeat(50_000), 1, DEEP],
    ["rows in rows", "- ".repeat(100_000), 1, DEEP],
    ["keys that are maps", "? ".repeat(100_000), 1, DEEP],
    [
      "deep indentation",
      Array.from({ length: 600 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      200,
      DEEP,
    ],
    [
      "a huge file",
      "# comment\n".repeat(100_000),
      1,
      "expected a file of at most 262144 characters, got 1000000",
    ],
  ])("%s", (_what, text, line, message) => {
    expect(inTime(() => check(text).problems)).toEqual([{ line, message }]);
  });

  test("and one with as many keys, anchors or mistakes as fit into it is read in time", () => {
    const keys = Array.from({ length: 8_000 }, (_, index) => `k${index}: 1`).join("\n");
    expect(inTime(() => readSource(keys).problems)).toEqual([]);
    expect(inTime(() => readSource(`${keys}\nk7: 2`).problems)).toEqual([
      { line: 8_001, message: "Map keys must be unique" },
    ]);
    expect(inTime(() => readSource("a: [}\n".repeat(8_000)).problems)).toHaveLength(100);
  });

  test("and a file of several YAML documents is refused at the second", () => {
    expect(readSource("a: 1\n---\nb: 2\n").problems).toEqual([
      { line: 2, message: "expected one YAML document, got several" },
    ]);
  });

  test("lists and maps up to 90 levels deep are read", () => {
    const nested = (levels: number) => `a: ${"[".repeat(levels)}${"]".repeat(levels)}`;
    expect(readSource(nested(90)).problems).toEqual([]);
  });
});

/** Every path to something within data. */
function pathsOf(data: unknown): (string | number)[][] {
  if (typeof data !== "object" || data === null) return [];
  const keys = Array.isArray(data) ? data.map((_, index) => index) : Object.keys(data);
  return keys.flatMap((key) => [
    [key],
    ...pathsOf((data as Record<string | number, unknown>)[key]).map((rest) => [key, ...rest]),
  ]);
}

test("whatever stands anywhere instead, the check ends and its problems are in lines of the file", () => {
  const sound = parse(shop);
  const places = pathsOf(sound);
  const anything = fc.oneof(
    fc.constantFrom(null, "", "x.results.y", "{{$a", 5, true, [], {}, [[]], [{}], {
      type: "value",
    }),
    fc.jsonValue({ maxDepth: 2 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), anything, (place, value) => {
      const data = structuredClone(sound);
      const parent = place.slice(0, -1).reduce((node, key) => node[key], data);
      parent[place.at(-1) as string] = value;
      const text = stringify(data);
      const { problems } = check(text);
      const count = text.trimEnd().split("\n").length;
      expect(problems.filter(({ line }) => !(line >= 1 && line <= count))).toEqual([]);
      for (const { message } of problems) expect(message).not.toMatch(/undefined|\[object/);
    }),
    { numRuns: 40 },
  );
});
