import { EXIT, readOptions, runProgram } from "../cli";
import { DIST, existing, heldToBudget, sizeOf } from "./bundleSize";

const HELP = `Compares dist/index.js with the budget in bench/budget.ts. The exit code is 1 if it is over budget.

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
