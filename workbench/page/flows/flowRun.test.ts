import type { RunEvent } from "../../protocol";
import {
  addDeploymentEvents,
  newDeployment,
  runOfPart,
  sampleOf,
  shownPart,
} from "./flowDeployment";
import { addFlowEvents, boxStateOf, newFlowRun } from "./flowRun";

const began = (id: number, name: string, holds = false): RunEvent => ({
  type: "step",
  event: { type: "began", place: { id, name, action: "code.runCode", within: [], holds } },
});
const failed: RunEvent = {
  type: "ended",
  outcome: { state: "failed", ms: 5, error: { message: "The process is gone.", inputs: {} } },
};

test("a step during which the process ended has failed, with the reason", () => {
  const run = addFlowEvents(newFlowRun("Flow", 0), [began(1, "Each", true), began(2, "Leave")]);
  expect(boxStateOf(run, run.steps.get("Leave") ?? [])).toBe("running");
  const { steps } = addFlowEvents(run, [failed]);
  expect(steps.get("Leave")).toMatchObject([
    { outcome: { state: "failed", detail: "The process is gone.", hasFailed: true } },
  ]);
  expect(steps.get("Each")).toMatchObject([
    { outcome: { state: "failed", detail: "a step in it failed", hasFailed: false } },
  ]);
});

describe("a deployment", () => {
  const part = (id: number, kind: "create" | "request" | "remove"): RunEvent => ({
    type: "partBegan",
    part: { id, kind, startedAt: 0, ...(kind === "request" && { number: id - 1 }) },
  });

  test("shows the last request until another part is chosen", () => {
    const events = [part(1, "create"), part(2, "request"), part(3, "request"), part(4, "remove")];
    const deployment = addDeploymentEvents(newDeployment("Flow"), events);
    expect(shownPart(deployment)?.part.id).toBe(3);
    const chosen = shownPart({ ...deployment, chosen: 1 });
    expect([chosen?.part.id, runOfPart(chosen)]).toEqual([1, undefined]);
  });

  test("keeps its first part and the last 49, and counts the others", () => {
    const requests = Array.from({ length: 60 }, (_, at) => part(at + 2, "request"));
    const { parts, left } = addDeploymentEvents(newDeployment("Flow"), [
      part(1, "create"),
      ...requests,
    ]);
    expect([parts.length, left]).toEqual([50, 11]);
    expect([parts[0]?.part.id, parts[1]?.part.id, parts.at(-1)?.part.id]).toEqual([1, 13, 61]);
  });

  test("has the state of each part, and ends the open ones with it", () => {
    const { parts, isRunning } = addDeploymentEvents(newDeployment("Flow"), [
      part(2, "request"),
      { type: "part", id: 2, event: began(1, "Trigger") },
      failed,
    ]);
    expect(isRunning).toBe(false);
    expect(parts[0]?.run).toMatchObject({ isRunning: false, outcome: { state: "failed" } });
    expect(parts[0]?.run.steps.get("Trigger")).toMatchObject([
      { outcome: { detail: "The process is gone." } },
    ]);
  });
});

test("a sample has no message IDs, which a source would know, and other text stays as it is", () => {
  expect(JSON.parse(sampleOf('[{"messageId":"a","event":"E"},{"event":"F"}]'))).toEqual([
    { event: "E" },
    { event: "F" },
  ]);
  expect(sampleOf("{")).toBe("{");
  expect(sampleOf('{"messageId":"a","userId":9007199254740993}')).toBe(
    '{\n  "userId": 9007199254740993\n}',
  );
});
