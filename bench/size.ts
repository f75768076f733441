import { EXIT, readOptions, runProgram } from "../cli";
import { DIST, existing, heldToBudget, sizeOf } from "./bundleSize";

const HELP = `Weighs dist/index.js against the budget in bench/budget.ts. Ends with 1 where it is over it.

  npm run size
`;

runProgram({
  help: HELP,
  run: (args) => {
    readOptions(args, {});
    const { lines, isWithin } = heldToBudget(sizeOf(existing(DIST)));
    process.stdout.write(`${lines.join("\n")}\n`);
    if (!isWithin) process.stderr.write("The bundle is larger than bench/budget.ts allows.\n");
    return isWithin ? EXIT.done : EXIT.failed;
  },
});
