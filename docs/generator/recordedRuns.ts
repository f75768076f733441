import FakeTimers from "@sinonjs/fake-timers";
import { carryOut } from "../../platform/command";
import { readArguments } from "../../platform/command/arguments";
import { loadComponent } from "../../platform/component";
import { linesView } from "../../platform/view/lines";
import { simulatedWorkspaces } from "../../platform/workspaces";

/** What a page shows of a run: the command, and what it printed. */
const RUN = /(?<=```console\n)\$ npm run flow -- (.*)\n[\s\S]*?(?=```)/g;

/** The time of every recorded run, so that what a flow says of dates stays the same. */
const RECORDED_AT = Date.parse("2026-11-21T06:00:00Z");

/** Runs a flow as its command says, in the folder of the project, and answers what it prints. */
async function record(command: string): Promise<string> {
  const args = readArguments(command.split(" "));
  if (args.live) throw new Error(`cannot be recorded: ${command}`);
  const component = loadComponent();
  const workspaces = await simulatedWorkspaces(component, { now: () => RECORDED_AT });
  const clock = FakeTimers.install({ now: RECORDED_AT, toFake: ["Date"] });
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  try {
    await carryOut(args, {
      component,
      open: async () => ({ ...workspaces, close: async () => undefined }),
      env: {},
      write,
      timed: false,
      view: () => linesView(write, false),
    });
  } finally {
    clock.uninstall();
    await workspaces.close();
  }
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

/** The commands of flows that a page shows the runs of. */
export const commandsIn = (page: string): string[] =>
  [...page.matchAll(RUN)].map(([, command]) => command ?? "");

/** A page with its runs recorded anew, on the simulator. */
export async function withRecordedRuns(page: string): Promise<string> {
  const runs = new Map<string, string>();
  for (const command of commandsIn(page)) runs.set(command, await record(command));
  return page.replace(
    RUN,
    (_run, command: string) => `$ npm run flow -- ${command}\n${runs.get(command)}`,
  );
}
