import { readOptions, runProgram } from "../cli";
import { UsageError } from "../cli/errors";
import { build, buildIfChanged, makeContract } from "./products";

const HELP = `Builds dist, the published files. Makes the contract in src/contract first if it is out of date.

  npm run build
  npm run prepare    makes the contract only, also if it is up to date

  --if-changed       builds nothing if dist is what a build of these sources wrote
  --contract         makes the contract only
`;

runProgram({
  help: HELP,
  run: (args) => {
    const values = readOptions(args, { "if-changed": {}, contract: {} });
    if (values.contract && values["if-changed"]) {
      throw new UsageError("--if-changed: the contract is always made, expected no --contract");
    }
    if (values.contract) makeContract();
    else if (values["if-changed"]) buildIfChanged();
    else build();
    return undefined;
  },
});
