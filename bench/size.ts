import path from "node:path";
import { heldToBudget, sizeOf } from "./bundleSize";

const { lines, isWithin } = heldToBudget(sizeOf(path.resolve(__dirname, "../dist/index.js")));
process.stdout.write(`${lines.join("\n")}\n`);
if (!isWithin) {
  process.stderr.write("The bundle is larger than bench/budget.ts allows.\n");
  process.exitCode = 1;
}
