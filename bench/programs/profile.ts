import { writeFileSync } from "node:fs";
import { type Profiler, Session } from "node:inspector/promises";
import { createRequire } from "node:module";
import type { Task } from "../client/run";
import { measure } from "../client/task";

interface ProfileTask extends Task {
  /** The bundle, built to be read. */
  bundle: string;
  /** Its `require` rather than calls of it. */
  isCold: boolean;
  warmUp: number;
  calls: number;
  /** Where the profile is written. */
  file: string;
}

const SAMPLE_US = 100;

/** Runs something under V8's profiler. */
async function profiled(work: () => unknown): Promise<Profiler.Profile> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_US });
  await session.post("Profiler.start");
  await work();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  return profile;
}

async function profileOfCalls({ place, bundle, warmUp, calls }: ProfileTask) {
  // Only here: they would load before the component what it loads itself.
  const { redirectSegmentHosts } = await import("../../simulator/wire/redirect");
  const { callerOf, checkId } = await import("../client/callers");
  redirectSegmentHosts(place);
  const { read } = await callerOf("component", bundle);
  const readTimes = async (times: number) => {
    for (let index = 0; index < times; index += 1) checkId(await read());
  };
  await readTimes(warmUp);
  return profiled(() => readTimes(calls));
}

measure<ProfileTask>(async (task) => {
  const { isCold, bundle, file } = task;
  const profile = isCold
    ? await profiled(() => createRequire(bundle)(bundle))
    : await profileOfCalls(task);
  writeFileSync(file, JSON.stringify(profile));
  return {};
});
