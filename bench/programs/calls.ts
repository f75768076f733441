import { type CallerName, callerOf, checkId } from "../client/callers";
import { measureOn, type Task } from "../client/run";
import { quantile } from "../stats";

interface CallsTask extends Task {
  caller: CallerName;
  call: "read" | "create";
  bundle: string;
  warmUp: number;
  calls: number;
}

// Times calls one after the other, once all code on their way is compiled.
measureOn<CallsTask>(async ({ caller: name, call: kind, bundle, warmUp, calls }) => {
  const caller = await callerOf(name, bundle);
  const call = kind === "read" ? () => caller.read() : () => caller.create();
  for (let index = 0; index < warmUp; index += 1) checkId(await call());
  const tookUs: number[] = [];
  const beganCpu = process.cpuUsage();
  const began = performance.now();
  for (let index = 0; index < calls; index += 1) {
    const start = performance.now();
    await call();
    tookUs.push((performance.now() - start) * 1000);
  }
  const totalUs = (performance.now() - began) * 1000;
  const { user, system } = process.cpuUsage(beganCpu);
  return {
    medianUs: quantile(tookUs, 0.5),
    p99Us: quantile(tookUs, 0.99),
    meanUs: totalUs / calls,
    cpuUs: (user + system) / calls,
  };
});
