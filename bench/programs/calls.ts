import { setTimeout as wait } from "node:timers/promises";
import { type Caller, type CallerName, callerOf, checkId } from "../client/callers";
import { measureOn, type Task } from "../client/run";
import { type Pace, setPace } from "../place";
import { quantile } from "../stats";

interface CallsTask extends Task {
  caller: CallerName;
  call: keyof Caller;
  bundle: string;
  warmUp: number;
  calls: number;
  /** The pace of the measured calls. The warm-up has no delays. */
  pace?: Pace;
  /** Milliseconds between the warm-up and the measured calls. */
  pauseMs?: number;
}

// Times sequential calls after a warm-up.
measureOn<CallsTask>(async (task) => {
  const { place, caller, call: kind, bundle, warmUp, calls, pace = {}, pauseMs = 0 } = task;
  const { [kind]: call } = await callerOf(caller, bundle);
  for (let index = 0; index < warmUp; index += 1) checkId(await call());
  await wait(pauseMs);
  const before = await setPace(place, pace);
  const tookUs: number[] = [];
  for (let index = 0; index < calls; index += 1) {
    const began = performance.now();
    await call();
    tookUs.push((performance.now() - began) * 1000);
  }
  const after = await setPace(place, {});
  const requests = after.requests - before.requests;
  if (requests !== calls) throw new Error(`${calls} calls made ${requests} requests`);
  return {
    medianUs: quantile(tookUs, 0.5),
    allMs: tookUs.reduce((sum, us) => sum + us, 0) / 1000,
    // Shows if connections were kept.
    connections: after.accepted - before.accepted,
  };
});
