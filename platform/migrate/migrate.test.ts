import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { type DocumentedAction, documented } from "../../contract/documentedComponent";
import { DEVIATIONS } from "../../test/documented/deviations";
import { checkIntegration } from "../check";
import { type BuiltInput, loadComponent } from "../component";
import type { Input, Inputs, Step } from "../format/integration";
import { readSource } from "../format/source";
import { editScalars } from "./edits";
import { type Migration, migrate } from "./migrate";

const component = loadComponent();
const everyAction = readFileSync(path.join(__dirname, "fixtures/every-action.yml"), "utf8");
const mixed = readFileSync(path.join(__dirname, "fixtures/mixed.yml.txt"), "utf8");

function migrated(text: string): Migration {
  const migration = migrate(text, component, documented);
  if ("problems" in migration) throw new Error(JSON.stringify(migration.problems));
  return migration;
}

const problemsOf = (text: string) => checkIntegration(readSource(text), component).problems;

/** The messages of an urgency, each after the text of its line. */
const notesOf = (text: string, urgency: Migration["notes"][number]["urgency"]): string[] => {
  const lines = text.split("\n");
  return migrated(text)
    .notes.filter((note) => note.urgency === urgency)
    .map(({ line, message }) => `${lines[line - 1]?.trim()} <- ${message}`);
};

const text = (value: string): Input => ({ type: "value", value });
const reference = (value: string): Input => ({ type: "reference", value });
const configVar = (value: string): Input => ({ type: "configVar", value });
const list = (...values: string[]): Input => ({
  type: "complex",
  value: values.map(text) as never,
});
const rows = (entries: Record<string, string>): Input => ({
  type: "complex",
  value: Object.entries(entries).map(([name, value]) => ({ ...text(value), name })) as never,
});

const action = (key: string) => ({
  key,
  component: { key: "segment", isPublic: true, version: "LATEST" as const },
});

/** A step of the documented component, called as its action. */
const step = (key: string, inputs: Inputs = {}, name = "Step"): Step => ({
  name,
  action: action(key),
  inputs: {
    [key === "rawRequest" ? "connection" : "connectionInput"]: configVar("Segment"),
    region: text("api"),
    ...inputs,
  },
});

const code = (name: string, body: string): Step => ({
  name,
  action: { key: "runCode", component: { key: "code", isPublic: true, version: "LATEST" } },
  inputs: { code: text(body) },
});

/** A flow file of steps for the documented component, with more config variables. */
const flowOf = (steps: Step[], variables: object[] = []): string => {
  const all = [
    { key: "Segment", dataType: "connection", connection: action("apiKey"), inputs: {} },
    ...variables,
  ];
  const elements = all.map(({ key }: { key?: string }) => ({ type: "configVar", value: key }));
  const trigger = {
    name: "Trigger",
    isTrigger: true,
    action: { key: "webhook", component: { key: "webhook-triggers", isPublic: true } },
    inputs: {},
  };
  return stringify(
    {
      definitionVersion: 7,
      name: "Old",
      requiredConfigVars: all,
      configPages: [{ name: "All", elements }],
      flows: [{ name: "Main", steps: [trigger, ...steps] }],
    },
    { aliasDuplicateObjects: false, lineWidth: 0 },
  );
};

describe("a flow of all 44 documented actions", () => {
  const { text: result, moved, notes } = migrated(everyAction);

  test("uses each of them, and moves with its connection and data sources", () => {
    const used = new Set([...everyAction.matchAll(/key: "?(\w+)"?/g)].map(([, key]) => key));
    const keys = [documented.actions, documented.dataSources, documented.connections].flat();
    expect(keys.map(({ key }) => key).filter((key) => !used.has(key))).toEqual([]);
    expect(documented.actions).toHaveLength(44);
    expect(moved).toEqual({ steps: 45, connections: 1, dataSources: 3 });
  });

  test("passes the check, with nothing left to change", () => {
    expect(problemsOf(result)).toEqual([]);
    expect(notes.filter(({ urgency }) => urgency === "change")).toEqual([]);
  });

  test("differs only where a value must differ: comments, order and quotes stay", () => {
    const [before, after] = [everyAction, result].map((all) => all.split("\n"));
    const changed = before?.flatMap((line, index) =>
      line === after?.[index] ? [] : [`${line.trim()} -> ${after?.[index]?.trim()}`],
    );
    const other = changed?.filter((line) => !/isPublic: true.* -> .*isPublic: false/.test(line));
    expect(after).toHaveLength(before?.length ?? 0);
    expect(other).toEqual([
      'enabled: { type: value, value: "True" } -> enabled: { type: value, value: "true" }',
      'enabled: { type: value, value: "TRUE" } -> enabled: { type: value, value: "true" }',
      "{ type: reference, value: createSubscription.results.data.subscription.id } -> { type: reference, value: createSubscription.results.data.destinationSubscription.id }",
      "{{$createSubscription.results.data.subscription.id}} -> {{$createSubscription.results.data.destinationSubscription.id}}",
      "{ type: reference, value: createSubscription.results.data.subscription.id } -> { type: reference, value: createSubscription.results.data.destinationSubscription.id }",
      "resourceType: { type: value, value: source } -> resourceType: { type: value, value: SOURCE }",
      "eventType: { type: complex, value: [{ type: value, value: Track }] } -> eventType: { type: complex, value: [{ type: value, value: track }] }",
      "granularity: { type: value, value: hour } -> granularity: { type: value, value: HOUR }",
      'url: { type: value, value: "https://api.segmentapis.com/sources?pagination[count]=2" } -> url: { type: value, value: "/sources?pagination[count]=2" }',
      "method: { type: value, value: get } -> method: { type: value, value: GET }",
      "responseType: { type: value, value: JSON } -> responseType: { type: value, value: json }",
    ]);
    expect(result).toContain("is text here.\n");
    expect(result).toContain('"isPublic: true" is text here');
  });

  test("has nothing left to migrate afterwards", () => {
    const again = migrated(result);
    expect(again.text).toBe(result);
    expect(again).toMatchObject({
      moved: { steps: 0, connections: 0, dataSources: 0 },
      alreadyHere: 49,
      rewritten: [],
    });
    expect(again.notes).toEqual([]);
  });

  test.each([
    ["Windows line ends", (all: string) => all.replaceAll("\n", "\r\n")],
    ["a byte order mark", (all: string) => `\ufeff${all}`],
    ["no line end at its end", (all: string) => all.trimEnd()],
  ])("is migrated alike with %s", (_what, change) => {
    expect(migrated(change(everyAction)).text).toBe(change(result));
  });
});

describe("each documented action, with each input filled in", () => {
  /** A value that the documented component accepts, and this one too. */
  function sampleOf(owner: DocumentedAction, key: string, ours: BuiltInput): Input {
    const samples: Record<string, Input> = {
      count: text("50"),
      cursor: text("MA=="),
      data: text('{"name":"x"}'),
      endTime: text("2026-01-02T00:00:00.000Z"),
      startTime: text("2026-01-01T00:00:00.000Z"),
      url: text("/sources"),
      timeout: text("2000"),
      maxRetries: text("3"),
      retryDelayMS: text("100"),
      code: text("async function onRequest() {}"),
    };
    const own = samples[key];
    if (own) return own;
    const value = ours.model?.[0]?.value ?? (ours.type === "boolean" ? "true" : "a1B2");
    if (ours.collection === "valuelist") return list(value);
    if (ours.collection === "keyvaluelist")
      return owner.key === "rawRequest" && key.startsWith("f") ? rows({}) : rows({ name: value });
    return ours.type === "code" ? text("[]") : text(value);
  }

  const variables = [
    { key: "List", dataType: "string", collectionType: "valuelist" },
    { key: "Rows", dataType: "string", collectionType: "keyvaluelist" },
    { key: "Text", dataType: "string" },
  ];
  const from = reference("trigger.results.body.data.x");
  const template: Input = { type: "template", value: "/{{$trigger.results.body.data.x}}" };

  test.each(documented.actions.map((one) => [one.key, one] as const))(
    "%s moves as value, reference, config variable and template",
    (key, documentedAction) => {
      const inputs = component.actions[key]?.inputs ?? [];
      const steps = (fill: (input: BuiltInput) => Input) => ({
        filled: Object.fromEntries(
          documentedAction.inputs.flatMap((one) => {
            const ours = inputs.find((input) => input.key === one.key);
            return ours && ours.type !== "connection" ? [[one.key, fill(ours)]] : [];
          }),
        ),
      });
      const variableFor = ({ collection }: BuiltInput) =>
        configVar(
          collection === "valuelist" ? "List" : collection === "keyvaluelist" ? "Rows" : "Text",
        );
      const old = flowOf(
        [
          step(key, steps((one) => sampleOf(documentedAction, one.key, one)).filled, "By Value"),
          step(key, steps(() => from).filled, "By Reference"),
          step(key, steps(variableFor).filled, "By Variable"),
          step(key, steps((one) => (one.collection ? from : template)).filled, "By Template"),
        ],
        variables,
      );
      const migration = migrated(old);
      expect(problemsOf(migration.text)).toEqual([]);
      expect(migration.notes.filter(({ urgency }) => urgency === "change")).toEqual([]);
      expect(migration.text).toBe(old.replaceAll(/(key: segment\n\s+isPublic: )true/g, "$1false"));
      // Each input that refuses something is named, if only a run tells its value.
      const refusing = documentedAction.inputs.filter(
        ({ key: of }) => of === "region" || of === "count" || of === "sourceId" || of === "enabled",
      );
      const notes = migration.notes.filter(({ message }) => message.includes("By Reference"));
      for (const { key: of } of refusing) {
        const label = inputs.find((input) => input.key === of)?.label;
        expect(notes.map(({ message }) => message).join("\n")).toContain(
          `${label}: its value comes from`,
        );
      }
    },
  );
});

describe("a hand-written file with Slack, loops, branches and anchors", () => {
  const [before, after] = [mixed, migrated(mixed).text].map((all) => all.split("\n"));
  const changed = before?.flatMap((line, index) =>
    line === after?.[index] ? [] : [after?.[index]],
  );

  test("changes only the lines of the component and of references to it", () => {
    expect(after).toHaveLength(before?.length ?? 0);
    expect(changed?.map((line) => line?.trim())).toEqual([
      '- {key: "Segment", dataType: connection, connection: {key: apiKey, component: {key: segment, version: LATEST, isPublic: false}}, inputs: {subdomain: {type: value, value: "Acme Shop"}}}',
      "isPublic: false   # shared with Slack",
      "version: LATEST",
      "Made {{$createSubscription.results.data.destinationSubscription.id}}",
      "and {{ $createSubscription.results.data.destinationSubscription.name }}.",
    ]);
  });

  test("lists the values that are refused, scoped connections and steps of neither component", () => {
    expect(notesOf(mixed, "change").map((note) => note.replace(/^.*? <- /, ""))).toEqual([
      'config variable Segment: Subdomain: expected the workspace slug, such as my-workspace, got "Acme Shop".',
      "config variable Managed: useScopedConfigVar names a connection of the documented component; create one of this component in the organization and write its key here",
      'config variable Zone, for step Create Subscription: Region: expected one of api, eu1.api, got text "EU".',
      'step Create Subscription: Enabled: expected true or false, got text "yes".',
      "step Create Subscription: Settings: expected the secrets themselves, got masked ones (•), which are refused",
      "step Old Step: sendCarrierPigeon: neither component is known to have this step; it is unchanged: replace it by another step",
    ]);
  });

  test("says which connections are entered again", () => {
    expect(notesOf(mixed, "afterImport").map((note) => note.replace(/^.*? <- /, ""))).toEqual([
      "config variable Segment: enter API Key and Subdomain again, since stored values belong to the documented component",
    ]);
  });

  test("a file without the component stays as it is, byte for byte", () => {
    const other = mixed.replaceAll("key: segment", "key: hubspot");
    expect(migrated(other)).toMatchObject({
      text: other,
      moved: { steps: 0, connections: 0, dataSources: 0 },
      alreadyHere: 0,
      rewritten: [],
    });
  });
});

/** Differences of the interface that no flow file can show, by property. */
const WITHOUT_EFFECT = {
  label: "a file names inputs by key",
  optional: "a value that is there is sent as before",
};

test.each(DEVIATIONS.map((one) => [`${one.of} (${one.property})`, one] as const))(
  "the difference %s is known to the program",
  (_name, { of, property, documented: theirs, ours }) => {
    const [owner = "", key = ""] = of.split(".");
    const names = [...documented.actions, ...documented.dataSources].map((one) => one.key);
    expect(names).toContain(owner);
    if (property === "label") return expect(WITHOUT_EFFECT.label).toBeTruthy();
    if (property === "required" && theirs === true) {
      return expect(WITHOUT_EFFECT.optional).toBeTruthy();
    }
    if (property === "required") {
      const without = notesOf(flowOf([step(owner)]), "change");
      return expect(without.join("\n")).toContain(
        `step Step: input ${key} is required and missing`,
      );
    }
    if (property === "default") {
      const label = component.actions[owner]?.inputs.find((input) => input.key === key)?.label;
      const alone = notesOf(flowOf([step(owner, { [key]: list("000xxx") })]), "change").join("\n");
      const isRequired = owner === "deleteUser";
      // Elsewhere the mark is a blank entry, as it was meant.
      return isRequired
        ? expect(alone).toContain(`step Step: ${label}: expected at least one id, got a list of 1.`)
        : expect(alone).not.toContain(`${label}:`);
    }
    expect(property).toBe("payload");
    const gone =
      key === "" ? (theirs as string[]).filter((one) => !(ours as string[]).includes(one)) : [];
    const added =
      (ours as string[] | boolean) === false
        ? []
        : (ours as string[]).filter((one) => !(theirs as string[]).includes(one));
    const field = key === "" ? gone[0] : of.split(".").at(-1);
    if (field === undefined) return expect(added).not.toEqual([]);
    const at = key === "" ? field : `transformations[0].${field}`;
    const flow = flowOf([
      step(owner),
      step("getSource", { sourceId: reference(`step.results.data.${at}`) }, "Next"),
      code("Code", `module.exports = async (c, r) => ({ data: r.step.results.data.${at} });`),
    ]);
    const { text: result, notes } = migrated(flow);
    expect(notesOf(flow, "check").join("\n")).toContain(`the code names step and ${field}`);
    if (gone.length === 1 && added.length === 1) {
      return expect(result).toContain(`value: step.results.data.${added[0]}\n`);
    }
    return expect(notes.map(({ urgency, message }) => `${urgency} ${message}`)).toContainEqual(
      expect.stringMatching(new RegExp(`^change step Next: step\\.results.*no ${field}`)),
    );
  },
);

describe("the tables of docs/decisions/001-deviations.md", () => {
  const page = readFileSync(path.join(__dirname, "../../docs/decisions/001-deviations.md"), "utf8");
  /** The first cells of the table under a heading. */
  const rowsUnder = (heading: string): string[] => {
    const [, section = ""] = page.split(`### ${heading}\n`);
    return (section.split("\n### ")[0] ?? "")
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .slice(2 - 1)
      .map((line) => line.split(" | ")[0]?.slice(2) ?? "")
      .filter((cell) => !/^-+$/.test(cell));
  };

  type Known =
    | { steps: Step[]; change?: string; check?: string; variables?: object[] }
    | "runs alike";

  const id = { warehouseId: text("w") };
  const raw = (inputs: Inputs) => [
    step("rawRequest", {
      method: text("POST"),
      responseType: text("json"),
      url: text("/sources"),
      ...inputs,
    }),
  ];
  const settings = (value: string) => [
    step("updateWarehouse", { ...id, settings: rows({ password: value }) }),
  ];

  /** The report on a value of each row, or a row that asks nothing of the author of a file. */
  const REFUSED: Readonly<Record<string, Known>> = {
    "a subdomain that is not a workspace slug": {
      steps: [],
      variables: [
        {
          key: "Old",
          dataType: "connection",
          connection: action("apiKey"),
          inputs: { subdomain: text("The Shop") },
        },
      ],
      change: "config variable Old: Subdomain: expected the workspace slug",
    },
    "a region other than `api` and `eu1.api`, blank included": {
      steps: [
        step("listSources", { region: text("eu") }),
        step("listUsers", { region: text("") }, "Blank"),
      ],
      change: 'step Step: Region: expected one of api, eu1.api, got text "eu"',
    },
    "a `count` outside 1 to 1000": {
      steps: [step("listSources", { count: text("2000") })],
      change: "step Step: Count: expected a whole number from 1 to 1000",
    },
    "settings that do not fit their type; required settings without a default that are missing on a creation (except of a disabled subscription); misspelled names":
      { steps: settings("x"), check: "step Step: Settings: Segment's catalog converts and checks" },
    "IDs that are not text, `.`, `..`, outer spaces, control characters": {
      steps: [step("getSource", { sourceId: text(" a") })],
      change: "step Step: Source ID: expected an id without outer spaces",
    },
    "raw request: a URL that is not a path; headers such as Authorization and Host": {
      steps: raw({
        url: text("https://example.com/x"),
        headers: rows({ Authorization: "Bearer secret" }),
      }),
      change:
        "step Step: Header: expected headers that the component does not set, got Authorization",
    },
    "raw request: `timeout` over 180,000 ms, `maxRetries` over 100, `retryDelayMS` over 90,000 ms":
      {
        steps: raw({
          timeout: text("180001"),
          maxRetries: text("101"),
          retryDelayMS: text("90001"),
        }),
        change: "step Step: Timeout: expected a whole number from 1 to 180000",
      },
    "raw request: Data beside Form Data or File Data": {
      steps: raw({ data: text("{}"), formData: rows({ a: "b" }) }),
      change: "step Step: Data: expected no body together with Form Data or File Data",
    },
    "raw request: Data that is not JSON, without a Content-Type header": {
      steps: raw({ data: text("a=b") }),
      change: "step Step: Data: expected JSON, or a Content-Type among the headers",
    },
  };
  const SENT: Readonly<Record<string, Known>> = {
    "blank inputs": "runs alike",
    "`enabled` and other flags": {
      steps: [step("updateSource", { sourceId: text("s"), enabled: text("off") })],
      change: "step Step: Enabled: expected true or false",
    },
    "text in `settings`": { steps: settings("x"), check: "Settings: Segment's catalog converts" },
    "masked secrets in `settings` (`••••••••••1234`)": {
      steps: settings("••••1234"),
      check: "step Step: Settings: masked secrets (•) are left out",
    },
    "JSON inputs, `settings`": "runs alike",
    "update of a subscription": "runs alike",
    "creation and update of a subscription": "runs alike",
    "rows of a key/value list without a value": "runs alike",
  };

  test.each([
    ["Refused inputs", REFUSED],
    ["In the request", SENT],
  ])("%s: each row is known to the program, and no other", (heading, known) => {
    expect(rowsUnder(heading).filter((cell) => cell !== "input" && cell !== "value")).toEqual(
      Object.keys(known),
    );
  });

  test.each(Object.entries({ ...REFUSED, ...SENT }).filter(([, known]) => known !== "runs alike"))(
    "%s is reported",
    (_row, known) => {
      if (known === "runs alike") throw new Error("filtered out");
      const flow = flowOf(known.steps, known.variables);
      if (known.change) expect(notesOf(flow, "change").join("\n")).toContain(known.change);
      if (known.check) expect(notesOf(flow, "check").join("\n")).toContain(known.check);
    },
  );

  test("no secret of the file is in the report", () => {
    const flow = flowOf(
      raw({
        headers: rows({ Authorization: "Bearer secret-one" }),
        url: text("https://u:secret-two@example.com/a?b=secret-three"),
      }),
      [
        {
          key: "Old",
          dataType: "connection",
          connection: action("apiKey"),
          inputs: { apiKey: text("sgp_secret-four"), subdomain: text("sgp_secret-four") },
        },
      ],
    );
    expect(JSON.stringify(migrated(flow).notes)).not.toMatch(/secret-/);
  });
});

describe("values", () => {
  test("a URL of Segment in another region, or with a region of customers, is left to a person", () => {
    const url = text("https://eu1.api.segmentapis.com/sources");
    const flow = (region: Input) =>
      flowOf(
        [step("rawRequest", { region, method: text("GET"), responseType: text("json"), url })],
        [{ key: "Region", dataType: "picklist", pickList: ["api"], defaultValue: "api" }],
      );
    for (const region of [text("api"), configVar("Region")]) {
      expect(notesOf(flow(region), "change").join()).toContain(
        "URL: expected a path of the Public API",
      );
    }
    expect(migrated(flow(text("eu1.api"))).text).toContain("value: /sources\n");
  });

  test("the values that a config variable offers are checked, and free text is named", () => {
    const flow = flowOf(
      [step("listSources", { region: configVar("Zone"), count: configVar("Size") })],
      [
        { key: "Zone", dataType: "picklist", pickList: ["api", "us"], defaultValue: "us" },
        { key: "Size", dataType: "string", defaultValue: "100" },
      ],
    );
    expect(notesOf(flow, "change")).toEqual([
      expect.stringMatching(
        /^- us <- config variable Zone, for step Step: Region: expected one of/,
      ),
      expect.stringMatching(/^defaultValue: us <- config variable Zone, for step Step: Region/),
    ]);
    expect(notesOf(flow, "check")).toEqual([
      expect.stringContaining(
        "Count: its value comes from config variable Size; expected a whole number",
      ),
    ]);
  });

  test("results of the component itself are not listed, also through a loop", () => {
    const loop: Step = {
      name: "Each",
      action: {
        key: "loopOverItems",
        component: { key: "loop", isPublic: true, version: "LATEST" },
      },
      inputs: { items: reference("step.results.data.sources") },
      steps: [step("getSource", { sourceId: reference("each.currentItem.id") }, "Inner")],
    };
    const { notes } = migrated(flowOf([step("listSources"), loop]));
    expect(notes.filter(({ urgency }) => urgency !== "afterImport")).toEqual([]);
  });

  test("a step that this component added, marked as the platform's own, moves too", () => {
    expect(migrated(flowOf([step("upsertSource")])).moved.steps).toBe(1);
  });

  test("a value that is merged in from another place (<<) is left to a person", () => {
    const own = "component: { key: segment, isPublic: true, version: LATEST }";
    const shared = "component: { <<: *shared, key: segment, version: LATEST }";
    const file = flowOf([step("listSources")]).replace(
      /component:\n\s+key: segment\n\s+isPublic: true\n\s+version: LATEST/g,
      own,
    );
    const merged = `%YAML 1.1\n---\nmeta: &shared { isPublic: true }\n${file.replaceAll(own, shared)}`;
    expect(migrated(merged).text).toBe(merged);
    expect(notesOf(merged, "change").join("\n")).toContain(
      "isPublic: not changed, because an alias (*name) shares the value",
    );
  });

  test("a signature and a template of the documented component are left to a person", () => {
    const flow = flowOf([
      {
        ...step("listSources"),
        action: {
          key: "listSources",
          component: { key: "segment", isPublic: true, signature: "0123abcd" },
          template: "Old",
        },
      },
    ]);
    expect(notesOf(flow, "change")).toEqual([
      "signature: 0123abcd <- step Step: signature: it is that of the documented component; write version: LATEST instead",
      "template: Old <- step Step: template: this component has no templates; remove it",
    ]);
  });
});

describe("a text that is no integration is refused by line", () => {
  test.each([
    ["nothing", "", 1, "expected an integration with definitionVersion: 7"],
    ["a list", "- a\n", 1, "expected an integration with definitionVersion: 7"],
    [
      "an older version",
      "name: a\ndefinitionVersion: 6\n",
      2,
      "expected an integration with definitionVersion: 7",
    ],
    [
      "no flows",
      "definitionVersion: 7\nname: a\nflows: []\n",
      3,
      "flows: expected at least one flow",
    ],
    [
      "two documents",
      "definitionVersion: 7\n---\na: 1\n",
      2,
      "expected one YAML document, got several",
    ],
    ["a key twice", "name: a\nname: b\n", 2, "Map keys must be unique"],
    ["a wrong merge", "%YAML 1.1\n---\n<<: a\n", 1, "Merge sources must be maps"],
  ])("%s", (_what, file, line, message) => {
    expect(migrate(file, component, documented)).toEqual({
      problems: [{ line, message: expect.stringContaining(message) }],
    });
  });
});

describe("editScalars", () => {
  const edit = (yaml: string, at: (string | number)[], to: string | boolean) =>
    editScalars(yaml, [{ path: at, to }]);

  test.each([
    ["plain text", "a: old # c\n", "a: new # c\n"],
    ["single quotes", "a: 'old'\n", "a: 'new'\n"],
    ["double quotes", 'a:   "old"\n', 'a:   "new"\n'],
    ["a tag and an anchor", "a: !!str &x old\n", "a: !!str &x new\n"],
    ["a quoted key", '"a": old\n', '"a": new\n'],
    ["an explicit key", "? a\n: old\n", "? a\n: new\n"],
    ["brackets", "{a: old,b: [1,2]}", "{a: new,b: [1,2]}"],
  ])("replaces %s in its style", (_what, from, to) => {
    expect(edit(from, ["a"], "new")).toEqual({ text: to, skipped: [] });
  });

  test.each(["true", "null", "no", "12", "a: b", "a #b", "'q'", "é\u2028", ""])(
    "the text %j stays text",
    (value) => {
      for (const yaml of ["a: old\n", "a: 'old'\n", 'a: "old"\n', "{a: old}\n"]) {
        expect(parse(edit(yaml, ["a"], value).text)).toEqual({ a: value });
      }
    },
  );

  test("a value that an alias shares changes only if all its places do", () => {
    const yaml = "a: &x true\nb: *x\nc: *x\n";
    const changes = (...keys: string[]) =>
      editScalars(
        yaml,
        keys.map((key) => ({ path: [key], to: false })),
      );
    expect(changes("b").text).toBe("a: &x true\nb: false\nc: *x\n");
    expect(changes("a", "b", "c").text).toBe("a: &x false\nb: *x\nc: *x\n");
    expect(changes("a")).toMatchObject({ text: yaml, skipped: [{ path: ["a"] }] });
    const map = "a: &x {k: old}\nb: *x\n";
    expect(edit(map, ["b", "k"], "new")).toMatchObject({
      text: map,
      skipped: [{ path: ["b", "k"] }],
    });
  });

  test("text of several lines is replaced only in part", () => {
    const yaml = "a: |\n  one old\n  two\nb: >-\n  x\n  old\n";
    expect(edit(yaml, ["a"], "new").text).toBe(yaml);
    const parts = [["old", "new"]] as const;
    const { text: result, skipped } = editScalars(yaml, [
      { path: ["a"], to: "one new\ntwo\n", parts },
      { path: ["b"], to: "y", parts },
    ]);
    expect(result).toBe(yaml.replace("one old", "one new"));
    expect(skipped).toEqual([{ path: ["b"], to: "y", parts }]);
  });

  test("any edits of any file change their own values and nothing else", () => {
    const scalar = fc.oneof(fc.string(), fc.boolean(), fc.integer());
    const styles = fc.record({
      defaultStringType: fc.constantFrom("PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL"),
      collectionStyle: fc.constantFrom("any", "flow", "block"),
      lineWidth: fc.constantFrom(0, 20),
    });
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.array(scalar, { maxLength: 3 })),
        fc.oneof(fc.string(), fc.boolean()),
        fc.nat(),
        styles as fc.Arbitrary<object>,
        (data, to, seed, options) => {
          const yaml = stringify(data, options);
          const places = Object.entries(data).flatMap(([key, all]) =>
            all.map((_, index) => [key, index]),
          );
          const place = places[seed % Math.max(1, places.length)];
          if (!place) return;
          const { text: result, skipped } = edit(yaml, place, to);
          const expected = parse(yaml);
          if (skipped.length === 0) expected[String(place[0])][Number(place[1])] = to;
          else expect(result).toBe(yaml);
          expect(parse(result)).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });
});
