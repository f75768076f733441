import { fault, responseFault, type ScriptedResponse } from "../../simulator";
import { refusal, useSteps } from "./steps";

interface Upserted {
  outcome: string;
  changed: string[];
  destination: { id: string; name: string; sourceId: string };
}

const steps = useSteps();
const WEBHOOKS = "547610a5db31d978f14a5c4e";
const WEBHOOKS_ACTIONS = "614a3c7d791c91c41bae7599";
const WANTED = {
  metadataId: WEBHOOKS,
  name: "Stream",
  enabled: true,
  settings: { globalHook: "https://example.com/events", headers: { a: "1", b: "2" } },
};
let sourceId: string;

const newSource = async (slug: string) => {
  const source = { slug, metadataId: "IqDTy1TpoU", enabled: true };
  return (await steps.made("createSource", source)).id;
};
const upsert = (inputs: object = {}) =>
  steps.take<Upserted>("upsertDestination", { sourceId, ...WANTED, ...inputs });
const destinations = () => steps.simulator.workspace("us").destinations.all;
const asked = ({ writes }: { writes: { method: string; body: unknown }[] }) =>
  writes.map(({ method, body }) => [method, body]);

beforeEach(async () => {
  sourceId = await newSource("web");
});

test("a destination that is not there is created, in one request", async () => {
  const taken = await upsert();
  expect(taken.data).toMatchObject({ outcome: "created", changed: [], destination: { sourceId } });
  expect(asked(taken)).toEqual([["POST", { sourceId, ...WANTED }]]);
  expect(destinations()).toMatchObject([{ sourceId, ...WANTED }]);
});

test("a destination that is as wanted is left alone, in whatever order its settings come", async () => {
  const first = (await upsert()).data;
  const { headers, globalHook } = WANTED.settings;
  const settings = { headers: { b: headers.b, a: headers.a }, globalHook };
  const { data, writes } = await upsert({ settings });
  expect(data).toEqual({ ...first, outcome: "unchanged" });
  expect(writes).toEqual([]);
});

test.each([
  ["whether it is enabled", { enabled: "false" }, { enabled: false }],
  ["one setting", { globalHook: "https://example.com/other" }, undefined],
  ["an entry of one setting", { headers: { a: "1" } }, undefined],
])("of a destination that differs in %s only that is updated", async (_, given, body) => {
  await upsert();
  const inputs = body ? given : { settings: { ...WANTED.settings, ...given } };
  const taken = await upsert(inputs);
  expect(asked(taken)).toEqual([["PATCH", body ?? { settings: given }]]);
  expect(taken.data).toMatchObject({
    outcome: "updated",
    changed: [body ? "enabled" : "settings"],
  });
  expect(destinations()).toHaveLength(1);
  expect((await upsert(inputs)).data.outcome).toBe("unchanged");
});

test("an empty input changes nothing, and a new destination gets Segment's defaults", async () => {
  const blank = { enabled: "", settings: "" };
  const taken = await upsert({ ...blank });
  const made = { sourceId, metadataId: WEBHOOKS, name: "Stream", settings: {} };
  expect(asked(taken)).toEqual([["POST", made]]);
  await upsert();
  expect((await upsert(blank)).data.outcome).toBe("unchanged");
  expect(destinations()).toMatchObject([WANTED]);
});

test("one of the same name but another source, type or spelling is another", async () => {
  await upsert();
  const others = [
    { sourceId: await newSource("app") },
    { metadataId: WEBHOOKS_ACTIONS, settings: {} },
    { name: "stream" },
  ];
  for (const other of others) expect((await upsert(other)).data.outcome).toBe("created");
  expect(destinations()).toHaveLength(4);
  expect(destinations()[0]).toMatchObject(WANTED);
});

test("a destination is found on whatever page it is", async () => {
  steps.simulator.fill("us", { destinations: 1100 });
  const inputs = { metadataId: WEBHOOKS_ACTIONS, name: "Destination 1050", settings: [] };
  const { data, requests, writes } = await upsert(inputs);
  expect(data.outcome).toBe("unchanged");
  expect(requests.length).toBeGreaterThan(1);
  expect(writes).toEqual([]);
});

test("of two equal ones neither is taken", async () => {
  const ids = [];
  for (let count = 0; count < 2; count += 1) {
    ids.push((await steps.made("createDestination", { sourceId, ...WANTED })).id);
  }
  const { error, writes } = await upsert({ enabled: false });
  expect(error.message).toMatch(/^Upsert Destination: the source has several destinations Stream /);
  for (const id of ids) expect(error.message).toContain(id);
  expect(error.message).toContain("Nothing was changed");
  expect(writes).toEqual([]);
});

test.each(["connection reset", "silence"] as const)(
  "a creation whose response is lost to %s creates one destination",
  async (lost) => {
    steps.disturb("POST", /^\/destinations$/, fault(lost, "after"));
    const taken = await upsert();
    expect(taken.data).toMatchObject({ outcome: "created", changed: [] });
    expect(taken.writes).toHaveLength(1);
    expect(destinations()).toHaveLength(1);
  },
);

test("a creation with a lost response beside another equal destination names the uncertainty", async () => {
  const theirs = () => {
    const { ids, destinations } = steps.simulator.workspace("us");
    destinations.put({ id: ids.next(), sourceId, ...WANTED });
    return fault("connection reset", "after");
  };
  steps.disturb("POST", /^\/destinations$/, theirs);
  const { error, writes } = await upsert();
  expect(error).toMatchObject({ outcome: "unknown" });
  expect(error.message).toContain("look it up before running it again");
  expect(writes).toHaveLength(1);
});

test("a creation that is refused fails with Segment's reason", async () => {
  const wrong = { settings: { hooks: 1 }, settingsAsTheyAre: true };
  const { error } = await upsert(wrong);
  expect(error.message).toMatch(/^Upsert Destination: 422 .*\(field settings\.hooks\)$/);
  expect(destinations()).toEqual([]);
});

test("an update that fails says no more than what failed", async () => {
  await upsert();
  steps.disturb("PATCH", /^\/destinations\//, refusal(422, "too late"));
  const { error } = await upsert({ enabled: false });
  expect(error.message).toBe("Upsert Destination: 422 too late");
});

test("a secret is sent again every time, since Segment does not show it", async () => {
  const secret = { settings: { ...WANTED.settings, sharedSecret: "shh-0123456789" } };
  expect((await upsert(secret)).writes).toHaveLength(1);
  const { sharedSecret } = secret.settings;
  expect(asked(await upsert(secret))).toEqual([["PATCH", { settings: { sharedSecret } }]]);
  expect(destinations()).toMatchObject([secret]);
});

test("the destinations of a source that is not there are not looked for any further", async () => {
  const { error, requests } = await upsert({ sourceId: "nowhere" });
  expect(error).toMatchObject({ status: 404, method: "GET" });
  expect(requests).toHaveLength(1);
});

/** Makes an equal destination in the simulator, as another run would. */
function theirs(): string {
  const { ids, destinations } = steps.simulator.workspace("us");
  const id = ids.next();
  destinations.put({ id, sourceId, ...WANTED });
  return id;
}

describe("when another run creates an equal destination at the same time", () => {
  test("the step that looks last names both and which is its own, and deletes nothing", async () => {
    let other = "";
    steps.disturb("POST", /^\/destinations$/, () => {
      other = theirs();
      return undefined;
    });
    const { error, writes } = await upsert();
    const own = destinations().find(({ id }) => id !== other)?.id;
    expect(error.message).toBe(
      `Upsert Destination: the source has several destinations Stream of this type: ${[own, other].sort().join(", ")}. This run created ${own}, and another one was created at the same time. Keep one of them and delete the others: nothing was deleted.`,
    );
    expect(writes.map(({ method }) => method)).toEqual(["POST"]);
    expect(destinations()).toHaveLength(2);
    expect((await upsert()).error.message).toContain("the step cannot tell which one to update");
  });

  test("of two steps at once one at least fails and names both", async () => {
    const [first, second] = await Promise.allSettled(
      [1, 2].map(() => steps.harness.run("upsertDestination", { sourceId, ...WANTED })),
    );
    const failed = [first, second].filter((one) => one?.status === "rejected");
    expect(failed.length).toBeGreaterThanOrEqual(1);
    for (const { reason } of failed as PromiseRejectedResult[]) {
      for (const { id } of destinations()) expect(reason.message).toContain(id);
    }
  });

  test("a creation with a lost response names all existing destinations", async () => {
    steps.disturb("POST", /^\/destinations$/, () => {
      theirs();
      return fault("connection reset", "after");
    });
    const { error } = await upsert();
    expect(error).toMatchObject({ outcome: "unknown" });
    for (const { id } of destinations()) expect(error.message).toContain(id);
  });

  test("a list that cannot be read after the creation fails nothing, and the log says so", async () => {
    steps.disturb("GET", /connected-destinations$/, undefined, refusal(403));
    const { data, told } = await upsert();
    expect(data.outcome).toBe("created");
    expect(told.at(-1)).toBe(
      `Upsert Destination: created ${data.destination.id}; the check for another one like it failed`,
    );
  });
});

test("a destination that two pages list is one", async () => {
  const { destination } = (await upsert()).data;
  const listed = { ...destination, metadata: { id: WEBHOOKS } };
  const data = { destinations: [listed, listed], pagination: { current: "MA==" } };
  steps.disturb("GET", /connected-destinations$/, { status: 200, body: { data } });
  expect((await upsert({ enabled: false })).data.destination.id).toBe(destination.id);
});

describe("a list of destinations that is not whole", () => {
  const first = (data: object) => ({ status: 200, body: { data } });
  const metadata = { id: WEBHOOKS_ACTIONS };
  const others = Array.from({ length: 1000 }, (_, index) => ({ id: `d${index}`, metadata }));

  test.each([
    ["a number as the next page", { pagination: { current: "a", next: 7 } }],
    ["an object as the next page", { pagination: { current: "a", next: {} } }],
    ["a boolean as the next page", { pagination: { current: "a", next: true } }],
    ["a pagination of text", { pagination: "next" }],
    ["a pagination of null", { pagination: null }],
    ["no pagination", {}],
    ["fewer entries than it counts", { pagination: { current: "a", totalEntries: 1001 } }],
    ["a negative number of entries", { pagination: { current: "a", totalEntries: -1 } }],
    ["an entry of null", { destinations: [null], pagination: { current: "a" } }],
    ["an entry without a type", { destinations: [{ id: "d" }], pagination: { current: "a" } }],
  ])("for %s creates no second destination", async (_, bent) => {
    await upsert();
    const page = first({ destinations: others, ...bent });
    steps.simulator.intercept(({ method }) => (method === "GET" ? page : undefined));
    const { error, writes } = await upsert();
    expect(error).toMatchObject({ name: "SegmentError", outcome: "not_applied", attempts: 4 });
    expect(error.message).toMatch(/^Upsert Destination: 200 the /);
    expect(writes).toEqual([]);
    expect(destinations()).toHaveLength(1);
  });
});

test.each([
  {},
  { destination: null },
  { destination: {} },
  { destination: [] },
  { destination: { id: "" } },
  { destination: { id: 7 } },
])("a creation that returns %j is looked up, and makes no second destination", async (data) => {
  steps.disturb(
    "POST",
    /^\/destinations$/,
    responseFault({ status: 200, body: { data } }, "after"),
  );
  const taken = await upsert();
  expect(taken.data).toMatchObject({ outcome: "created", destination: { sourceId } });
  expect(taken.writes).toHaveLength(1);
  expect(destinations()).toHaveLength(1);
});

test.each<[response: ScriptedResponse, lacks: string]>([
  [{ status: 204 }, "destination"],
  [{ status: 200, body: { data: {} } }, "destination"],
  [{ status: 201, body: { data: { destination: { id: "" } } } }, "destination.id"],
])(
  "a creation that returns %j and is not to be found may have been made",
  async (response, lacks) => {
    steps.disturb("POST", /^\/destinations$/, response);
    const { error, writes } = await upsert();
    expect(error).toMatchObject({ outcome: "unknown", status: response.status });
    expect(error.message).toBe(
      `Upsert Destination: ${response.status} the response has no usable ${lacks}. Segment may have applied it: look it up before running it again.`,
    );
    expect(writes).toHaveLength(1);
  },
);

test.each<ScriptedResponse>([
  { status: 204 },
  { status: 200, body: { data: { destination: null } } },
  { status: 200, body: { data: { destination: { id: "" } } } },
])("an update that returns %j may have been made", async (response) => {
  await upsert();
  steps.disturb("PATCH", /^\/destinations\//, response);
  const { error, writes } = await upsert({ enabled: false });
  expect(error).toMatchObject({ outcome: "unknown", status: response.status });
  expect(error.message).toContain("the response has no usable destination");
  expect(writes).toHaveLength(1);
});

test("settings that Segment lists as null are none, and null is no change to what is not there", async () => {
  await upsert();
  const [own] = destinations();
  const listed = { ...own, metadata: { id: WEBHOOKS }, settings: null };
  const data = { destinations: [listed], pagination: { current: "MA==" } };
  const page = { status: 200, body: { data } };
  steps.disturb("GET", /connected-destinations$/, page);
  expect(asked(await upsert())).toEqual([["PATCH", { settings: WANTED.settings }]]);
});

describe("a destination without a name", () => {
  const TYPE = "Webhooks";

  /** Lists the destinations of the source as Segment does, those without a name with `name` as given. */
  function listNameless(name: string | null | undefined) {
    steps.simulator.intercept(({ method, path }) => {
      if (method !== "GET" || !/connected-destinations$/.test(path)) return undefined;
      const all = destinations().map(({ metadataId, ...one }) => ({
        ...one,
        name: one.name === "" ? name : one.name,
        metadata: { id: metadataId, name: TYPE },
      }));
      const data = { destinations: all, pagination: { current: "MA==" } };
      return { status: 200, body: { data } };
    });
  }
  async function nameless(listedAs: string | null | undefined = null): Promise<string> {
    const { id } = await steps.made("createDestination", { sourceId, ...WANTED, name: "" });
    listNameless(listedAs);
    return id;
  }

  test.each([["null"], ["no name"], [""], ["blanks"]])(
    "listed with %j is taken for one of its type's name, is not renamed, and the log says so",
    async (listedAs) => {
      const shown = { null: null, "no name": undefined, "": "", blanks: "  " }[listedAs];
      const id = await nameless(shown);
      const { data, writes, told } = await upsert({ name: TYPE });
      expect(data).toMatchObject({ outcome: "unchanged", destination: { id } });
      expect(writes).toEqual([]);
      expect(told).toContain(
        `Upsert Destination: ${id} has no name and matches Webhooks, the name of its type; it is not renamed`,
      );
      const changed = await upsert({ name: TYPE, enabled: false });
      expect(asked(changed)).toEqual([["PATCH", { enabled: false }]]);
      expect(changed.data).toMatchObject({ outcome: "updated", changed: ["enabled"] });
      expect(destinations()).toHaveLength(1);
    },
  );

  test("is left alone if another one has the name", async () => {
    await nameless();
    const named = await steps.made("createDestination", { sourceId, ...WANTED, name: TYPE });
    const { data, told } = await upsert({ name: TYPE, enabled: false });
    expect(data).toMatchObject({ outcome: "updated", destination: { id: named.id } });
    expect(told).toEqual([]);
  });

  test("is left alone under another name, and the log names it beside the new one", async () => {
    const id = await nameless();
    const { data, told } = await upsert();
    expect(data.outcome).toBe("created");
    expect(destinations()).toHaveLength(2);
    expect(told).toEqual([
      `Upsert Destination: the source has destinations of this type without a name, which are not changed: ${id}. To update one, set Name to Webhooks, the name of its type`,
    ]);
  });

  test("of another type is another", async () => {
    await nameless();
    const other = { metadataId: WEBHOOKS_ACTIONS, settings: {}, name: TYPE };
    const { data, told } = await upsert(other);
    expect(data.outcome).toBe("created");
    expect(told).toEqual([]);
  });

  test("is not guessed at: of two none is taken and both are named", async () => {
    const ids = [await nameless(), await nameless()].sort();
    const { error, writes } = await upsert({ name: TYPE, enabled: false });
    expect(error.message).toBe(
      `Upsert Destination: the source has several destinations of this type without a name, which Webhooks matches: ${ids.join(", ")}; the step cannot tell which one to update. Nothing was changed.`,
    );
    expect(writes).toEqual([]);
  });
});
