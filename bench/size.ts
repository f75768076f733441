import { DIST, existing, heldToBudget, sizeOf } from "./bundleSize";
import { runCommand, valuesOf } from "./command";

const HELP = `Weighs dist/index.js against the budget in bench/budget.ts. Ends with 1 where it is over it.

  npm run size
`;

runCommand(async (args) => {
  const { help } = valuesOf(args, { help: { type: "boolean" } });
  if (help) {
    process.stdout.write(HELP);
    return true;
  }
  const { lines, isWithin } = heldToBudget(sizeOf(existing(DIST)));
  process.stdout.write(`${lines.join("\n")}\n`);
  if (!isWithin) process.stderr.write("The bundle is larger than bench/budget.ts allows.\n");
  return isWithin;
});
