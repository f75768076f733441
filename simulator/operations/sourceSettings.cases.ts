import { errorFields, findId, type Harness, startHarness } from "../harness";

let harness: Harness;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newSource = async (slug: string) =>
  findId(await send("POST", "/sources", { slug, enabled: true, metadataId: "IqDTy1TpoU" }));

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

test("schema settings merge in each group and forward only to existing sources", async () => {
  const [source, other] = [await newSource("s"), await newSource("other")];
  const path = `/sources/${source}/settings`;
  const update = (body: object) => send("PATCH", path, body);
  await update({ track: { allowUnplannedEvents: false }, forwardingViolationsTo: other });
  const updated = await update({ track: { commonEventOnViolations: "BLOCK" } });
  expect(updated.body.data).toMatchObject({
    sourceId: source,
    settings: {
      track: {
        allowUnplannedEvents: false,
        allowPropertiesOnViolations: true,
        commonEventOnViolations: "BLOCK",
      },
      identify: { allowUnplannedTraits: true },
      forwardingViolationsTo: other,
    },
  });
  expect((await send("GET", path)).body).toEqual(updated.body);
  expect(errorFields(await update({ forwardingBlockedEventsTo: "x" }))).toEqual([
    "forwardingBlockedEventsTo",
  ]);
  await send("DELETE", `/sources/${other}`);
  expect((await send("GET", path)).body.data?.settings).not.toHaveProperty(
    "forwardingViolationsTo",
  );
  const untouched = await send("GET", `/sources/${await newSource("new")}/settings`);
  expect(untouched.body.data).toMatchObject({
    settings: { track: { allowUnplannedEvents: true } },
  });
});

test("a source keeps at least one write key", async () => {
  const path = `/sources/${await newSource("s")}`;
  const keys = async () => {
    const { data = {} } = (await send("GET", path)).body;
    return (data.source as { writeKeys: string[] }).writeKeys;
  };
  const [first = ""] = await keys();
  await send("POST", `${path}/writekey`);
  const [, second = ""] = await keys();
  expect((await send("DELETE", `${path}/writekey/other`)).status).toBe(404);
  expect((await send("DELETE", `${path}/writekey/${first}`)).status).toBe(200);
  expect(await keys()).toEqual([second]);
  expect((await send("DELETE", `${path}/writekey/${second}`)).status).toBe(422);
  expect(await keys()).toEqual([second]);
});
