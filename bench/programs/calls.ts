import { type Caller, type CallerName, callerOf, checkId } from "../client/callers";
import { measureOn, type Task } from "../client/run";
import { countsOf } from "../place";
import { quantile } from "../stats";

interface CallsTask extends Task {
  caller: CallerName;
  call: keyof Caller;
  bundle: string;
  warmUp: number;
  calls: number;
}

// Times sequential calls after a warm-up.
measureOn<CallsTask>(async ({ place, caller, call: kind, bundle, warmUp, calls }) => {
  const { [kind]: call } = await callerOf(caller, bundle);
  for (let index = 0; index < warmUp; index += 1) checkId(await call());
  const before = await countsOf(place);
  const tookUs: number[] = [];
  for (let index = 0; index < calls; index += 1) {
    const began = performance.now();
    await call();
    tookUs.push((performance.now() - began) * 1000);
  }
  const after = await countsOf(place);
  const requests = after.requests - before.requests;
  if (requests !== calls) throw new Error(`${calls} calls made ${requests} requests`);
  // Shows if connections were kept.
  return { medianUs: quantile(tookUs, 0.5), connections: after.accepted - before.accepted };
});
