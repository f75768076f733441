import { type CallerName, callerOf, checkId } from "../client/callers";
import { measureOn, type Task } from "../client/run";

interface FirstCallTask extends Task {
  caller: CallerName;
  bundle: string;
}

// Times the first call of a new process.
measureOn<FirstCallTask>(async ({ caller, bundle }) => {
  const { read } = await callerOf(caller, bundle);
  checkId(await read());
  // Milliseconds since the process started.
  return { firstCallMs: performance.now() };
});
