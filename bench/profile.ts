import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EXIT, readOptions, runProgram } from "../cli";
import { buildPrograms, buildReadable } from "./build";
import { flameGraph } from "./flameGraph";
import { measureIn, startServer } from "./processes";
import { type Frame, heaviest, modulesOf, treeOf } from "./profileTree";

const HELP = `Profiles the component and draws a flame graph for a browser.

  npm run profile                      warm calls of Get Source
  npm run profile -- --cold            the component's require

  --out FILE    the SVG; reports/profile-warm.svg or reports/profile-cold.svg unless given
`;

const SHOWN = 15;
const CALLS = { warmUp: 1000, calls: 3000 };

function parse(args: string[]) {
  const { cold, out } = readOptions(args, { cold: {}, out: { takes: "a file" } });
  const isCold = cold === true;
  const preset = path.resolve(__dirname, `../reports/profile-${isCold ? "cold" : "warm"}.svg`);
  return { isCold, out: path.resolve(out ?? preset) };
}

/** Profiles the component in a process of its own. */
async function profileOf(isCold: boolean): Promise<Frame> {
  const program = await buildPrograms();
  const bundle = await buildReadable();
  const { place, end } = await startServer(program("server"));
  const file = path.join(path.dirname(bundle), `profile-${process.pid}.json`);
  try {
    await measureIn(program("profile"), { place, bundle, isCold, file, ...CALLS });
    const moduleAt = modulesOf(readFileSync(bundle, "utf8"));
    return treeOf(JSON.parse(readFileSync(file, "utf8")), (url, line) => {
      if (url.endsWith(bundle)) return moduleAt(line);
      return url.startsWith("node:") ? url : path.basename(url);
    });
  } finally {
    rmSync(file, { force: true });
    await end();
  }
}

/** The functions that take most of the time themselves, a line each. */
const linesOf = (tree: Frame): string[] =>
  heaviest(tree, SHOWN).map(({ name, place, selfUs }) => {
    const share = `${((100 * selfUs) / tree.totalUs).toFixed(1)}%`;
    return `${share.padStart(6)}  ${name}${place && `, ${place}`}`;
  });

async function run(args: string[]): Promise<number> {
  const { isCold, out } = parse(args);
  const tree = await profileOf(isCold);
  const title = isCold ? "require of the component" : `${CALLS.calls} calls of Get Source`;
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(out, flameGraph(tree, title));
  process.stdout.write(`${[`${title}, by a function's own time`, ...linesOf(tree)].join("\n")}\n`);
  process.stdout.write(`\n${out}\n`);
  return EXIT.done;
}

runProgram({ help: HELP, run });
