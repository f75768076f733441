import path from "node:path";
import toPath from "lodash/toPath";
import { fromAddressPart } from "../../workbench/addressPart";
import { documentAddress } from "../../workbench/documents";
import { describeComponent } from "../../workbench/engine/describe";
import { createClient } from "../../workbench/page/api/client";
import { describeOmitted, formatBody, formatMs } from "../../workbench/page/result/format";
import { formatPath } from "../../workbench/page/result/referencePath";
import { openAtFirst, visibleRows } from "../../workbench/page/result/treeRows";
import {
  addressOf,
  configureAddress,
  flowAddress,
  placesOf,
  stepAt,
} from "../../workbench/page/shell/address";
import { createFlowSearch } from "../../workbench/page/shell/flowSearch";
import { sectionsOf } from "../../workbench/page/shell/grouping";
import { orderHits } from "../../workbench/page/shell/hit";
import { createSearch } from "../../workbench/page/shell/ranking";
import { splitWords } from "../../workbench/page/shell/words";
import { readHeaders, sampleRequest } from "../../workbench/page/steps/requestText";
import type { RunState } from "../../workbench/page/steps/runState";
import { StepMemory } from "../../workbench/page/steps/stepMemory";
import {
  addRunEvents,
  callOf,
  currentErrors,
  NEW_STEP,
  type StepState,
  shownRun,
  startRun,
  stopRun,
} from "../../workbench/page/steps/stepState";
import type { RunEvent, StepDescription } from "../../workbench/protocol";
import { describeWithFiles, readPackageFiles } from "../../workbench/server/packageFiles";
import { built } from "../oracle/component";

const FILE = path.resolve(__dirname, "../../dist/index.js");
const { steps } = describeWithFiles(describeComponent(built, FILE), readPackageFiles(FILE));
const find = createSearch(steps);

test("the navigation has no Documentation without documents, and no Connection in an export", () => {
  const titles = (hasDocuments: boolean, isReadOnly: boolean) =>
    placesOf({ hasDocuments }, isReadOnly).map(({ title }) => title);
  const others = ["Flows", "Configuration", "Marketplace card"];
  expect(titles(true, false)).toEqual(["Connection", ...others, "Documentation"]);
  expect(titles(false, true)).toEqual(others);
});

describe("the search over flows", () => {
  const flow = (name: string, title: string, description: string, ...stepNames: string[]) => ({
    ...{ name, title, description, stepNames },
    ...{ steps: stepNames.length, problems: 0 },
  });
  const findFlows = createFlowSearch([
    flow("audit", "Audit workspace", "Lists what changed.", "List Audit Events", "Notify"),
    flow("orders", "Orders to events", "Sends an event for each order.", "Each Order", "Track It"),
  ]);

  test.each([
    ["audit work", { label: "Audit workspace", detail: "Flow", address: "/flows/audit" }],
    ["sends event", { label: "Orders to events", detail: "Flow", address: "/flows/orders" }],
    ["trac it", { label: "Orders to events", detail: "Flow · step Track It" }],
  ])("%p finds a flow by its title, its description or a step", (query, hit) => {
    expect(findFlows(query)).toMatchObject([hit]);
  });

  const hits = (kind: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ address: `/${kind}/${at}`, label: `${kind} ${at}`, detail: "" },
    }));

  test("steps come before flows, and flows before documents; many steps leave room for each", () => {
    const found = {
      steps: hits("a step", 40),
      flows: hits("a flow", 7),
      documents: hits("page", 9),
    };
    const { hits: shown, count } = orderHits("x", found, 30);
    const kinds = shown.map(({ address }) => address.split("/")[1]);
    expect(kinds).toEqual([
      ...Array(20).fill("a step"),
      ...Array(5).fill("a flow"),
      ...Array(5).fill("page"),
    ]);
    expect(count).toBe(56);
  });

  test("a flow whose title begins with the words comes before steps that only have them", () => {
    const found = { steps: hits("step", 2), flows: hits("nightly", 1), documents: [] };
    expect(orderHits("night", found, 30).hits[0]?.address).toBe("/nightly/0");
    expect(orderHits("step", found, 30).hits[0]?.address).toBe("/step/0");
  });

  test("the heading of a step in a document is not listed beside the step", () => {
    const found = { steps: hits("step", 1), flows: [], documents: hits("step", 2) };
    const { hits: shown, count } = orderHits("step", found, 30);
    expect([shown.length, count]).toEqual([2, 2]);
  });
});

describe("the search over the steps of the component", () => {
  test.each([
    ["create source", "createSource"],
    ["Create Source", "createSource"],
    ["createSource", "createSource"],
    ["createsource", "createSource"],
    ["crsrc", "createSource"],
    ["create sorce", "createSource"],
    ["creat sourc", "createSource"],
    ["source create", "createSource"],
    ["list sources", "listSources"],
    ["listSourcesCatalog", "listSourcesCatalog"],
    ["catalog source", "listSourcesCatalog"],
    ["webhook", "webhook"],
    ["source events", "sourceEvents"],
    ["audit", "listAuditEvents"],
    ["track event", "trackEvent"],
    ["identify", "identifyUser"],
    ["suppress", "listSuppressions"],
    ["raw", "rawRequest"],
    ["select space", "selectSpace"],
    ["test con", "testConnection"],
    ["get trackin plan", "getTrackingPlan"],
    ["upsert dest", "upsertDestination"],
    ["del wareh", "deleteWarehouse"],
    ["getWorkspace", "getWorkspace"],
  ])("%p finds %s first", (query, key) => {
    expect(find(query)[0]?.key).toBe(key);
  });

  test("a word that only descriptions have finds their steps", () => {
    expect(find("start could not be delivered")[0]?.key).toBe("deliveryFailures");
    expect(find("qqq zzz")).toEqual([]);
  });

  test("no word finds nothing, and each step is found once", () => {
    expect(find("  ")).toEqual([]);
    const found = find("source");
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeGreaterThan(30);
  });

  test("words of keys are split at capitals, acronyms together", () => {
    expect(splitWords("getDailyWorkspaceAPICallsUsage")).toEqual([
      ...["get", "daily", "workspace", "api", "calls", "usage"],
    ]);
    expect(splitWords("Reverse ETL: Sync (v2)")).toEqual(["reverse", "etl", "sync", "v2"]);
  });
});

test("the navigation lists each step once, by kind and by group", () => {
  const sections = sectionsOf(steps);
  expect(sections.map(({ title }) => title)).toEqual(["Steps", "Triggers", "Data sources"]);
  const listed = sections.flatMap(({ groups }) => groups.flatMap((group) => group.steps));
  expect(listed).toEqual(steps);
  expect(sections[0]?.groups.find(({ name }) => name === "Warehouses")?.steps).toHaveLength(10);
  expect(sectionsOf([])).toEqual([]);
});

test("a step has an address whatever its key is", () => {
  const odd = ["../x", "a b", "100%", "é/ü?#&", "a%20b"].map(
    (key) => ({ kind: "action", key }) as StepDescription,
  );
  // The router decodes an address as a whole.
  const found = odd.map((step) => stepAt(decodeURI(addressOf(step)), odd)?.key);
  expect(found).toEqual(odd.map(({ key }) => key));
});

test("a flow, a wizard and a document have addresses whatever their files are called", () => {
  const names = ["a b", "orders & refunds", "a+b,c", "100%", "é/ü?#&", "a%20b", "a%26b", "受注"];
  for (const name of names) {
    for (const address of [flowAddress(name), configureAddress(name)]) {
      const [, , part = ""] = decodeURI(address).split("/");
      expect(fromAddressPart(part)).toBe(name);
    }
    const [page = "", place = ""] = documentAddress({ path: "docs/x.md", place: name }).split("#");
    expect([page, fromAddressPart(decodeURI(place))]).toEqual(["/docs/x.md", name]);
  }
  expect(fromAddressPart("%zz")).toBe("%zz");
});

describe("the path of a value", () => {
  test("is written as inputs of a flow refer to it", () => {
    expect(formatPath("results", ["data", "source", "id"])).toBe("results.data.source.id");
    expect(formatPath("results", ["data", "list", 0, "a key"])).toBe(
      'results.data.list[0]["a key"]',
    );
    expect(formatPath("results", [])).toBe("results");
  });

  test.each([
    [["data", "a.b", 3, 'say "x"', "back\\slash", "0", "", "ü", "%other", "$id"]],
    [["a]b", "[0]", "constructor"]],
  ])("is read back by the flow runner: %j", (names) => {
    expect(toPath(formatPath("results", names))).toEqual(["results", ...names.map(String)]);
  });
});

describe("the rows of a result", () => {
  const all = () => true;

  test("are its values from the root down, with their places", () => {
    const rows = visibleRows({ data: { list: [1, { a: null }], none: [] } }, all);
    expect(rows.map(({ level, name, size, path: names }) => [level, name, size, names])).toEqual([
      [1, undefined, 1, []],
      [2, "data", 2, ["data"]],
      [3, "list", 2, ["data", "list"]],
      [4, 0, undefined, ["data", "list", 0]],
      [4, 1, 1, ["data", "list", 1]],
      [5, "a", undefined, ["data", "list", 1, "a"]],
      [3, "none", 0, ["data", "none"]],
    ]);
    expect(rows[4]).toMatchObject({ position: 2, siblings: 2, isOpen: true });
    expect(rows[6]?.isOpen).toBe(false);
  });

  test("of 10,000 items are 100 ranges, and a range holds its items", () => {
    const items = Array.from({ length: 10_000 }, (_, at) => ({ at }));
    const closed = visibleRows({ data: items }, openAtFirst);
    expect(closed).toHaveLength(102);
    expect(closed[2]).toMatchObject({ range: [0, 100], size: 100, level: 3 });
    const rows = visibleRows(items, ({ level, range }) => level === 1 || range?.[0] === 9_900);
    expect(rows).toHaveLength(201);
    expect(rows.at(-1)).toMatchObject({ name: 9_999, path: [9_999], value: { at: 9_999 } });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  test("of half a million items are ranges of ranges, the last one shorter", () => {
    const items = new Array(500_050).fill(0);
    const rows = visibleRows(items, ({ range }) => !range || range[0] === 500_000);
    expect(rows[1]?.range).toEqual([0, 10_000]);
    expect(rows.slice(51, 53)).toMatchObject([{ range: [500_000, 500_050] }, { name: 500_000 }]);
    expect(rows.at(-1)?.name).toBe(500_049);
  });
});

describe("the state of a step", () => {
  const call = { kind: "action" as const, key: "one", inputs: {} };
  const begin = (state: StepState) => startRun(state, { call, workspace: "Acme", startedAt: 0 });
  const end = (state: "done" | "failed" | "stopped", more = {}): RunEvent => ({
    type: "ended",
    outcome: { state, ms: 1, ...more },
  });
  const run = (state: StepState, ...events: RunEvent[]) => {
    const begun = begin(state);
    return addRunEvents(begun, begun.runs.at(-1)?.number ?? 0, events);
  };

  test("keeps the latest run, the last that was done and the last that failed", () => {
    let state = run(NEW_STEP, end("done"));
    state = run(state, end("done"));
    state = run(state, end("failed"));
    state = run(state, end("stopped"));
    state = run(state, end("stopped"));
    expect(state.runs.map(({ number, outcome }) => [number, outcome?.state])).toEqual([
      [2, "done"],
      [3, "failed"],
      [5, "stopped"],
    ]);
    expect(shownRun(state)?.number).toBe(5);
    expect(shownRun({ ...state, shown: 3 })?.outcome?.state).toBe("failed");
  });

  test("is stopping from the click on Stop until the run ends", () => {
    const stopping = stopRun(run(NEW_STEP, { type: "started", run: "x" }), 1);
    expect(shownRun(stopping)).toMatchObject({ isRunning: true, isStopping: true });
    expect(shownRun(run(stopping))).toMatchObject({ number: 2, isStopping: false });
  });

  test("shows no error about a value that has changed since", () => {
    const inputs = { slug: "Slug: expected text", constructor: "Constructor: expected text" };
    const state = run(NEW_STEP, end("failed", { error: { message: "", inputs } }));
    const failed = shownRun(state) as RunState;
    expect(currentErrors(failed, {})).toEqual(inputs);
    expect(currentErrors(failed, { slug: "a" })).toEqual({ constructor: inputs.constructor });
  });

  test("collects the requests, lines and received events of a run", () => {
    const request = { id: 1, method: "GET", url: "u", headers: {}, attempt: 1, startedMs: 0 };
    const state = run(
      NEW_STEP,
      { type: "started", run: "x" },
      { type: "request", request },
      { type: "request", request: { ...request, id: 2, attempt: 2, waitMs: 1000 } },
      { type: "response", outcome: { id: 2, ms: 5, status: 200 } },
      { type: "log", level: "info", text: "hello" },
      { type: "received", events: [{ region: "us", event: { type: "track" } }] },
    );
    const shown = shownRun(state);
    expect(shown?.requests.map(({ outcome }) => outcome?.status)).toEqual([undefined, 200]);
    expect(shown?.log).toEqual([{ level: "info", text: "hello" }]);
    expect(shown?.received).toHaveLength(1);
    expect(shown?.isRunning).toBe(true);
  });

  test("of a polling trigger goes from a poll that was done to the next", () => {
    const polling = { kind: "trigger", key: "poll", isPolling: true } as StepDescription;
    expect(callOf(polling, NEW_STEP)).toEqual({
      kind: "trigger",
      key: "poll",
      inputs: {},
      instanceState: {},
    });
    let state = run(NEW_STEP, end("done", { instanceState: { last: 1 } }));
    state = run(state, end("failed", { instanceState: { last: 2 } }));
    expect(callOf(polling, state).instanceState).toEqual({ last: 1 });
  });

  test("counts what a long run leaves out", () => {
    const state = run(
      NEW_STEP,
      { type: "omitted", requests: 1, lines: 0 },
      { type: "omitted", requests: 7, lines: 2 },
      { type: "received", events: [], omitted: 5 },
    );
    expect(shownRun(state)?.omitted).toEqual({ requests: 7, lines: 2, events: 5 });
  });

  test("of a webhook trigger begins with a request from its example", () => {
    const data = [{ type: "track" }];
    const examplePayload = { payload: { body: { data, contentType: "application/json" } } };
    const trigger = { kind: "trigger", key: "hook", examplePayload } as StepDescription;
    expect(callOf(trigger, NEW_STEP).request).toEqual({
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(data, null, 2),
    });
    const request = { headers: "X-One: 1\n\nX-Two:a: b ", body: "" };
    expect(callOf(trigger, { ...NEW_STEP, request }).request).toEqual({
      headers: { "X-One": "1", "X-Two": "a: b" },
      body: "",
    });
  });
});

test.each<[string, RunEvent[], string]>([
  ["before it began", [], "The workbench cannot be reached. Start it again."],
  [
    "after it began",
    [{ type: "started", run: "x" }],
    "The workbench ended before the step did. Requests that the step had sent may have taken effect.",
  ],
])("a run that loses its connection %s says so", async (_, events, message) => {
  const stream = new ReadableStream({
    start: (controller) => {
      for (const event of events) controller.enqueue(`${JSON.stringify(event)}\n`);
    },
    pull: (controller) => controller.error(new TypeError("network error")),
  }).pipeThrough(new TextEncoderStream());
  const spy = jest.spyOn(globalThis, "fetch");
  if (events.length > 0) spy.mockResolvedValue(new Response(stream));
  else spy.mockRejectedValue(new TypeError("Failed to fetch"));
  const memory = new StepMemory(createClient(() => ""));
  const call = { kind: "action", key: "get", inputs: {}, workspace: "own" } as const;
  const ended = new Promise<void>((resolve) => {
    memory.watch(() => shownRun(memory.get("get"))?.outcome && resolve());
  });
  memory.start("get", call, "mine");
  await ended;
  spy.mockRestore();
  expect(shownRun(memory.get("get"))?.outcome?.error?.message).toBe(message);
});

test("a sample request has the type and headers of its example", () => {
  const payload = {
    headers: { "content-type": "text/xml", "x-a": "b" },
    rawBody: { data: "<a/>" },
  };
  expect(sampleRequest({ payload })).toEqual({
    headers: "content-type: text/xml\nx-a: b",
    body: "<a/>",
  });
  expect(sampleRequest(undefined)).toEqual({
    headers: "Content-Type: application/json",
    body: "{}",
  });
});

test("a line that is no header is named", () => {
  expect(readHeaders("X-One: 1\nnothing").problem).toBe(
    "Line 2: expected a header such as X-Name: value.",
  );
  expect(readHeaders("X-One:")).toEqual({ headers: { "X-One": "" } });
  expect(Object.entries(readHeaders("__proto__: a").headers)).toEqual([["__proto__", "a"]]);
});

test("times, bodies and omitted parts are written for people", () => {
  expect([0.4, 999, 1000, 61_000].map(formatMs)).toEqual(["0 ms", "999 ms", "1.0 s", "1 min 1 s"]);
  expect([formatBody('{"a":1}'), formatBody("<a>")]).toEqual(['{\n  "a": 1\n}', "<a>"]);
  expect(describeOmitted({ omittedBytes: 5_000_000 })).toEqual([
    "The result of 5.0 MB is too long to be shown in full.",
  ]);
  const omitted = [
    { path: "data.list", items: 2000 },
    { path: "data.text", characters: 1 },
  ];
  expect(describeOmitted({ omitted }).slice(1)).toEqual([
    "data.list: 2,000 entries left out",
    "data.text: 1 character left out",
  ]);
  expect(describeOmitted({})).toEqual([]);
});
