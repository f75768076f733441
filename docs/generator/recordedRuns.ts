import FakeTimers from "@sinonjs/fake-timers";
import { carryOut } from "../../platform/command";
import { readArguments } from "../../platform/command/arguments";
import { loadComponent } from "../../platform/component";
import { linesView } from "../../platform/view/lines";
import { simulatedWorkspaces, type Workspaces } from "../../platform/workspaces";

/** A recorded run in a page: the command and its output. */
const RUN = /(?<=```console\n)\$ npm run flow -- (.*)\n[\s\S]*?(?=```)/g;

/** The fixed time of every recorded run, so that dates in the output never change. */
const RECORDED_AT = Date.parse("2026-11-21T06:00:00Z");

/** Runs a flow by its command in the project's folder and returns its output. */
async function record(command: string): Promise<string> {
  const args = readArguments(command.split(" "));
  if (args.live) throw new Error(`A run with --live cannot be recorded: ${command}`);
  const component = loadComponent();
  let workspaces: Workspaces | undefined;
  const clock = FakeTimers.install({ now: RECORDED_AT, toFake: ["Date"] });
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  try {
    await carryOut(args, {
      component,
      open: async (keys) => {
        workspaces = await simulatedWorkspaces(component, { now: () => RECORDED_AT, keys });
        return { ...workspaces, close: async () => undefined };
      },
      env: {},
      write,
      timed: false,
      view: () => linesView(write, false),
    });
  } finally {
    clock.uninstall();
    await workspaces?.close();
  }
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

/** Lists the commands of a page's recorded runs. */
export const commandsIn = (page: string): string[] =>
  [...page.matchAll(RUN)].map(([, command]) => command ?? "");

/** Returns a page with its runs recorded again, on the simulator. */
export async function withRecordedRuns(page: string): Promise<string> {
  const runs = new Map<string, string>();
  for (const command of commandsIn(page)) runs.set(command, await record(command));
  return page.replace(
    RUN,
    (_run, command: string) => `$ npm run flow -- ${command}\n${runs.get(command)}`,
  );
}
