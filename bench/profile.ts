import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildPrograms, buildReadable } from "./build";
import { runCommand, valuesOf } from "./command";
import { flameGraph } from "./flameGraph";
import { measureIn, startServer } from "./processes";
import { type Frame, heaviest, modulesOf, type PlaceOf, treeOf } from "./profileTree";

const HELP = `Profiles the component and draws a flame graph for a browser.

  npm run profile                      warm calls of Get Source
  npm run profile -- --cold            the component's require

  --out FILE    the SVG; reports/profile-warm.svg or reports/profile-cold.svg unless given
`;

const SHOWN = 15;
const CALLS = { warmUp: 1000, calls: 3000 };

function parse(args: string[]) {
  const { cold, out, help } = valuesOf(args, {
    cold: { type: "boolean" },
    out: { type: "string" },
    help: { type: "boolean" },
  });
  const isCold = cold === true;
  const preset = path.resolve(__dirname, `../reports/profile-${isCold ? "cold" : "warm"}.svg`);
  return { isCold, out: path.resolve(out ?? preset), help: help === true };
}

/** Profiles a bundle in a process of its own. */
async function profileOf(isCold: boolean): Promise<Frame> {
  const program = await buildPrograms();
  const bundle = await buildReadable();
  const server = await startServer(program("server"));
  const folder = mkdtempSync(path.join(os.tmpdir(), "profile-"));
  try {
    const file = path.join(folder, "calls.cpuprofile");
    const task = { place: server.place, bundle, isCold, file, ...CALLS };
    await measureIn({ program: program("profile"), task });
    const moduleAt = modulesOf(readFileSync(bundle, "utf8"));
    const placeOf: PlaceOf = (url, line) => {
      if (url.endsWith(bundle)) return moduleAt(line);
      return url.startsWith("node:") ? url : path.basename(url);
    };
    return treeOf(JSON.parse(readFileSync(file, "utf8")), placeOf);
  } finally {
    rmSync(folder, { recursive: true });
    await server.end();
  }
}

/** The functions that take most of the time themselves, a line each. */
const linesOf = (tree: Frame): string[] =>
  heaviest(tree, SHOWN).map(({ name, place, selfUs }) => {
    const share = `${((100 * selfUs) / tree.totalUs).toFixed(1)}%`;
    return `${share.padStart(6)}  ${name}${place && `, ${place}`}`;
  });

async function main(args: string[]): Promise<boolean> {
  const { isCold, out, help } = parse(args);
  if (help) {
    process.stdout.write(HELP);
    return true;
  }
  const tree = await profileOf(isCold);
  const title = isCold ? "require of the component" : `${CALLS.calls} calls of Get Source`;
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(out, flameGraph(tree, title));
  process.stdout.write(`${[`${title}, by a function's own time`, ...linesOf(tree)].join("\n")}\n`);
  process.stdout.write(`\n${out}\n`);
  return true;
}

runCommand(main);
