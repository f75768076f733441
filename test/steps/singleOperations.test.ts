import { callOf } from "../oracle/calls";
import { useSteps } from "./steps";

const steps = useSteps();
const SOURCE = { slug: "shop", enabled: true, metadataId: "IqDTy1TpoU" };

test.each(["FAILED", "PENDING", ""])(
  "a deletion that returns the status %j is no success, and may have been carried out",
  async (status) => {
    const { id } = await steps.made("createSource", SOURCE);
    const restore = steps.simulator.intercept(() => ({ status: 200, body: { data: { status } } }));
    const { result } = await steps.harness.onClock(() =>
      steps.harness.run("deleteSource", { sourceId: id }).catch((error: Error) => error),
    );
    expect(result).toMatchObject({
      outcome: "unknown",
      message: expect.stringContaining("not SUCCESS"),
    });
    restore();
  },
);

test("a text of ill-formed Unicode is refused by its input before anything is sent", async () => {
  const before = steps.simulator.requests.length;
  const inputs = { userGroupId: "g1", emails: ["a@example.com", "\ud800@example.com"] };
  await expect(steps.harness.run("removeUsersFromUserGroup", inputs)).rejects.toThrow(
    /^.*Emails.*/,
  );
  expect(steps.simulator.requests).toHaveLength(before);
});

test("a text of ill-formed Unicode is refused with Fetch All as without, and in a cursor", async () => {
  const before = steps.simulator.requests.length;
  for (const fetchAll of [true, false]) {
    const inputs = { ...callOf("listAudiences", "minimal").inputs, fetchAll };
    const search = { ...inputs, searchType: "NAME", searchQuery: "a\ud800" };
    await expect(steps.harness.run("listAudiences", search)).rejects.toThrow(
      "Search Query: expected well-formed Unicode, got half of a surrogate pair",
    );
  }
  await expect(steps.harness.run("listSources", { cursor: "\ud800" })).rejects.toThrow(
    "Cursor: expected well-formed Unicode, got half of a surrogate pair",
  );
  expect(steps.simulator.requests).toHaveLength(before);
});
