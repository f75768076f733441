import { carryOut, EXIT } from "./command";
import { HELP, readArguments, UsageError } from "./command/arguments";
import { chooseAtTerminal } from "./command/choose";
import { stopOnSignals } from "./command/signals";
import { type BuiltComponent, loadComponent } from "./component";
import { linesView } from "./view/lines";
import { listView } from "./view/list";
import { liveWorkspaces, simulatedWorkspaces } from "./workspaces";

const { env, stdin, stdout, stderr } = process;

const write = (line: string): void => void stdout.write(`${line}\n`);
const complain = (line: string): void => void stderr.write(`${line}\n`);

// A reader that has gone, such as `head`, is no reason to end a run in the middle of a change.
stdout.on("error", () => undefined);

/** Whether a list that moves can be shown; a narrow one says nothing. */
const showsList = stdout.isTTY && stdout.columns >= 40 && env.TERM !== "dumb" && !env.CI;

async function main(): Promise<number> {
  const onInterruption = stopOnSignals();
  const command = readArguments(process.argv.slice(2));
  if (command === "help") {
    write(HELP.trimEnd());
    return EXIT.done;
  }
  let component: BuiltComponent;
  try {
    component = loadComponent();
  } catch (error) {
    complain((error as Error).message);
    return EXIT.refused;
  }
  return carryOut(command, {
    component,
    open: async () => (command.live ? liveWorkspaces(env) : simulatedWorkspaces(component)),
    env,
    write,
    complain,
    view: (hide, steps) =>
      showsList ? listView(steps, hide, write) : linesView((line) => write(hide(line))),
    choose: stdin.isTTY && stdout.isTTY ? chooseAtTerminal : undefined,
    onInterruption,
  });
}

main().then(
  // Requests whose answers nobody waits for any more must not keep the process.
  (code) => process.exit(code),
  (error: Error) => {
    if (error instanceof UsageError) {
      complain(`${error.message}\n--help says more; nothing was run`);
      process.exit(EXIT.refused);
    }
    complain(error.stack ?? String(error));
    process.exit(EXIT.failed);
  },
);
