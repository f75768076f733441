import { type CallerName, callerOf, checkId } from "../client/callers";
import { measureOn, type Task } from "../client/run";

interface FirstCallTask extends Task {
  caller: CallerName;
  bundle: string;
}

// What somebody waits for whose process has only just been started.
measureOn<FirstCallTask>(async ({ caller: name, bundle }) => {
  const caller = await callerOf(name, bundle);
  checkId(await caller.read());
  // Counted from the start of the process.
  return { firstCallMs: performance.now() };
});
