import { runProgram } from "../cli";
import { carryOut } from "./command";
import { HELP, readArguments } from "./command/arguments";
import { chooseAtTerminal } from "./command/choose";
import { stopOnSignals } from "./command/signals";
import { loadComponent } from "./component";
import { linesView } from "./view/lines";
import { listView } from "./view/list";
import { liveWorkspaces, simulatedWorkspaces } from "./workspaces";

const { env, stdin, stdout, stderr } = process;

const write = (line: string): void => void stdout.write(`${line}\n`);
const complain = (line: string): void => void stderr.write(`${line}\n`);

/** Tells if the terminal can show a list that moves; a narrow one cannot. */
const showsList = stdout.isTTY && stdout.columns >= 40 && env.TERM !== "dumb" && !env.CI;

async function run(args: string[]): Promise<number> {
  const onInterruption = stopOnSignals();
  const command = readArguments(args);
  const component = loadComponent();
  return carryOut(command, {
    component,
    open: async (keys) =>
      command.live ? liveWorkspaces(env) : simulatedWorkspaces(component, { keys }),
    env,
    write,
    complain,
    view: (hide, steps) =>
      showsList ? listView(steps, hide, write) : linesView((line) => write(hide(line))),
    choose: stdin.isTTY && stdout.isTTY ? chooseAtTerminal : undefined,
    onInterruption,
  });
}

// A request of a stopped step may still be open, and must not keep the process.
runProgram({ help: HELP, run }).then(() => process.exit());
