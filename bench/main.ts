import { EXIT, runProgram } from "../cli";
import { Refusal } from "../cli/errors";
import { buildBaselines, buildPrograms } from "./build";
import { DIST, existing } from "./bundleSize";
import { fails, rowOf } from "./compare";
import { GROUPS, type GroupName } from "./groups";
import { EVENTS, optionsOf } from "./options";
import { measureIn, startServer } from "./processes";
import { keep } from "./results";
import { runRounds } from "./rounds";
import { type Section, tableOf } from "./table";

const HELP = `Measures the built component and its baselines, each sample in its own process.

  npm run bench                          everything, about sixteen minutes
  npm run bench -- --only cold,warm      some of everyday, cold, warm, changes, lists,
                                         payloads, steps, customers and events
  npm run bench -- --runs 3              three processes for each variant

  --component FILE    measures another bundle instead of dist/index.js, and keeps no results
  --events NUMBER     sends fewer than 100,000 events in the group events, and keeps no results

Results are kept in bench/results; bench/README.md explains them. The exit code is 1 if a goal that can
be met is missed, and 2 if the benchmark cannot run.
`;

/** Shows the progress of a run, on a terminal only. */
function progressOf(name: string, count: number) {
  const out = process.stderr;
  let done = 0;
  return () => {
    done += 1;
    if (out.isTTY) out.write(done < count ? `\r${name}: ${done} of ${count} ` : "\r\u001b[K");
  };
}

async function run(args: string[]): Promise<number> {
  const options = optionsOf(args);
  const component = existing(options.component ?? DIST);
  const program = await buildPrograms();
  const count = options.events ?? EVENTS;
  const subjects = { component, events: count, ...(await buildBaselines()) };
  const keeps = options.component === undefined && options.events === undefined;
  const { place, end } = await startServer(program("server"));

  const sectionOf = async (name: GroupName): Promise<Section> => {
    const group = GROUPS[name](subjects);
    const { variants, comparisons, title, fixed } = group;
    const runs = options.runs ?? group.runs;
    const step = progressOf(name, runs * variants.length);
    const found = await runRounds(variants, runs, async (variant) => {
      const task = { place, ...variant.task };
      const sample = await measureIn(program(variant.program), task).catch(({ message }) => {
        throw new Refusal(`${name}, ${variant.name}: ${message}`);
      });
      step();
      return sample;
    });
    const samples = { ...fixed, ...found };
    const rows = comparisons.map((comparison) => rowOf(comparison, samples));
    if (keeps) keep(name, { runs, samples, rows });
    return { title, rows };
  };

  const sections: Section[] = [];
  try {
    for (const name of options.only) sections.push(await sectionOf(name));
  } finally {
    await end();
  }
  process.stdout.write(`${tableOf(sections)}\n`);
  const failing = sections.flatMap(({ rows }) => rows.filter(fails));
  if (failing.length > 0) process.stdout.write(`\n${failing.length} over the goal.\n`);
  return failing.length === 0 ? EXIT.done : EXIT.failed;
}

runProgram({ help: HELP, run });
