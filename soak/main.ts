import { EXIT, readOptions, runProgram, wholeNumber } from "../cli";
import { UsageError } from "../cli/errors";
import { loadComponent } from "../platform/component";
import { soakAhead } from "./ahead/main";
import type { Caller } from "./caller";
import { componentCaller } from "./component";
import { controlCaller } from "./control";
import { LANES, planOperations } from "./plan";
import { type Findings, runSoak } from "./run";
import { countWrongs, tableOf } from "./table";

const HELP = `Runs random operations through the built component under random faults, and judges every one.

  npm run soak                          2,000 operations, seed 1
  npm run soak -- --ops 500 --seed 7    others; the same seed gives the same operations and faults
  npm run soak -- --seed 7 --only 123   operation 123 of that run alone

  --ops N         the number of operations (1 to 100,000; default 2,000)
  --seed S        the seed, a whole number (default 1)
  --only N        runs one operation of the plan, without the control
  --no-control    leaves out the control
  --ahead         runs creates over connections that are opened ahead, as many as --ops

The operations run ${LANES} at a time over TLS on loopback against a simulated Segment; nothing leaves this
machine. Time is simulated, so waits cost nothing. The control runs the same operations and faults
through axios with axios-retry in its default settings; the judge must find violations there.

With --ahead, loops of creates meet a server that ends its connections in every way, before, during and
after a request. Another 300 creates have their process stopped right after the request is written,
while the server carries it out and ends the connection. Time is real: 20,000 creates take some 4 minutes.
`;

const SHOWN = 20;

function readArguments(args: string[]) {
  const values = readOptions(args, {
    ops: { takes: "a number" },
    seed: { takes: "a number" },
    only: { takes: "a number" },
    "no-control": {},
    ahead: {},
  });
  const { ops = "2000", seed = "1", only, ahead = false } = values;
  for (const name of ["only", "no-control"] as const) {
    if (ahead && values[name]) throw new UsageError(`--${name}: cannot be used with --ahead`);
  }
  const count = wholeNumber("ops", ops, 1, 100_000);
  return {
    ops: count,
    seed: wholeNumber("seed", seed, 0, Number.MAX_SAFE_INTEGER),
    only: only === undefined ? undefined : wholeNumber("only", only, 1, count),
    ahead,
    control: !values["no-control"] && only === undefined,
  };
}

/** Shows the progress of a run, on a terminal only. */
function progressOf(name: string, count: number) {
  const out = process.stderr;
  if (!out.isTTY) return { show: () => undefined, end: () => undefined };
  return {
    show: (done: number) => {
      if (done % 20 === 0 || done === count) out.write(`\r${name}: ${done} of ${count}`);
    },
    end: () => out.write("\r\u001b[K"),
  };
}

function explain(name: string, { violations }: Findings, seed: number): string {
  const lines = violations.slice(0, SHOWN).map(({ wrong, operation, text }) => {
    const where = operation === undefined ? "" : `, operation ${operation}`;
    return `  seed ${seed}${where}: ${wrong}: ${text}`;
  });
  const more = violations.length - lines.length;
  if (more > 0) lines.push(`  and ${more} more`);
  return `\n${name}: ${violations.length} violations\n${lines.join("\n")}\n`;
}

async function run(args: string[]): Promise<number> {
  const { ops, seed, only, ahead, control } = readArguments(args);
  if (ahead) return (await soakAhead(ops, seed)) ? EXIT.done : EXIT.failed;
  const component = loadComponent();
  const plan = planOperations(seed, ops);
  const soak = async (name: string, caller: Caller) => {
    const progress = progressOf(name, only === undefined ? ops : 1);
    const findings = await runSoak(plan, caller, { seed, only, onProgress: progress.show });
    progress.end();
    return { name, findings };
  };
  const tested = await soak("component", componentCaller(component));
  const columns = [tested];
  if (control) columns.push(await soak("axios-retry's default", controlCaller()));

  const { violations } = tested.findings;
  process.stdout.write(`Soak, seed ${seed}, ${LANES} operations at a time\n\n`);
  process.stdout.write(`${tableOf(columns)}\n`);
  if (violations.length > 0) process.stdout.write(explain("component", tested.findings, seed));
  const [, blind] = columns;
  const counts = blind && countWrongs(blind.findings);
  const isBlind = counts && (counts.duplicate === 0 || counts["false success"] === 0);
  if (isBlind) {
    process.stdout.write(
      "\nThe judge is blind: it found no duplicate or no false success of axios-retry's default under the same faults. Run more operations.\n",
    );
  }
  const isGood = violations.length === 0 && !isBlind;
  process.stdout.write(isGood ? "\nNo violations.\n" : "");
  return isGood ? EXIT.done : EXIT.failed;
}

runProgram({ help: HELP, run });
