import { inspect, parseArgs } from "node:util";
import { loadComponent } from "../platform/component";
import type { Caller } from "./caller";
import { componentCaller } from "./component";
import { controlCaller } from "./control";
import { LANES, planOperations } from "./plan";
import { type Findings, runSoak } from "./run";
import { countWrongs, tableOf } from "./table";

const HELP = `Runs random operations through the built component while random things go wrong, and judges every one.

  npm run soak                          2,000 operations, seed 1
  npm run soak -- --ops 500 --seed 7    others; the same seed gives the same operations and faults
  npm run soak -- --seed 7 --only 123   operation 123 of that run alone

  --ops N         how many operations (1 to 100,000; 2,000 unless given)
  --seed S        which ones: a whole number (1 unless given)
  --only N        runs one operation of the plan, without the control
  --no-control    leaves out the control

The operations run ${LANES} at a time over TLS on loopback against a simulated Segment; nothing leaves this
machine. Time is simulated: waits cost nothing. The control runs the same operations and faults
through axios with axios-retry as it comes; a judge that finds nothing wrong there is blind.
`;

const SHOWN = 20;

class BadArgument extends Error {}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new BadArgument(
      `--${name}: expected a whole number from ${least} to ${most}, got "${text}"`,
    );
  }
  return value;
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        ops: { type: "string", default: "2000" },
        seed: { type: "string", default: "1" },
        only: { type: "string" },
        "no-control": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const ops = wholeNumber("ops", values.ops, 1, 100_000);
    return {
      ops,
      seed: wholeNumber("seed", values.seed, 0, Number.MAX_SAFE_INTEGER),
      only: values.only === undefined ? undefined : wholeNumber("only", values.only, 1, ops),
      control: !values["no-control"] && values.only === undefined,
      help: values.help,
    };
  } catch (error) {
    if (error instanceof BadArgument) throw error;
    throw new BadArgument((error as Error).message);
  }
}

/** Shows how far a run is, on a terminal only. */
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

async function main(args: string[]): Promise<boolean> {
  const { ops, seed, only, control, help } = parse(args);
  if (help) {
    process.stdout.write(HELP);
    return true;
  }
  const component = loadComponent();
  const plan = planOperations(seed, ops);
  const run = async (name: string, caller: Caller) => {
    const progress = progressOf(name, only === undefined ? ops : 1);
    const findings = await runSoak(plan, caller, { seed, only, onProgress: progress.show });
    progress.end();
    return { name, findings };
  };
  const tested = await run("component", componentCaller(component));
  const columns = [tested];
  if (control) columns.push(await run("axios-retry's default", controlCaller()));

  const { violations } = tested.findings;
  process.stdout.write(`Soak, seed ${seed}, ${LANES} operations at a time\n\n`);
  process.stdout.write(`${tableOf(columns)}\n`);
  if (violations.length > 0) process.stdout.write(explain("component", tested.findings, seed));
  const [, blind] = columns;
  const counts = blind && countWrongs(blind.findings);
  const isBlind = counts && (counts.duplicate === 0 || counts["false success"] === 0);
  if (isBlind) {
    process.stdout.write(
      "\nThe judge is blind: axios-retry's default made no duplicate or no false success under the same faults. Try more operations.\n",
    );
  }
  const isGood = violations.length === 0 && !isBlind;
  process.stdout.write(isGood ? "\nEverything as it must be.\n" : "");
  return isGood;
}

main(process.argv.slice(2)).then(
  (isGood) => {
    if (!isGood) process.exitCode = 1;
  },
  (error: unknown) => {
    const isBad = error instanceof BadArgument;
    process.stderr.write(
      isBad ? `${error.message}\nTry --help.\n` : `The soak itself failed: ${inspect(error)}\n`,
    );
    process.exitCode = isBad ? 2 : 1;
  },
);
