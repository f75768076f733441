import { type CallerName, callerOf, checkId } from "../client/callers";
import { measureOn, type Task } from "../client/run";

interface FirstCallTask extends Task {
  caller: CallerName;
  bundle: string;
}

// What somebody waits for whose process has only just been started.
measureOn<FirstCallTask>(async ({ caller, bundle }) => {
  const { read } = await callerOf(caller, bundle);
  checkId(await read());
  // Counted from the start of the process.
  return { firstCallMs: performance.now() };
});
