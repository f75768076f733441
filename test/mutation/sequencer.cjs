const { statSync } = require("node:fs");
const path = require("node:path");
const { default: Sequencer } = require("@jest/test-sequencer");
const { run } = require("./run.cjs");

/**
 * Orders the test files of a mutant: those named after the changed file first, then the others by size,
 * smallest first. Most mutants are killed by the first file, and ./jest-circus.cjs then leaves out
 * the others.
 */
module.exports = class MutationSequencer extends Sequencer {
  constructor(options) {
    super(options);
    run.isKilled = false;
    this.changed = options.globalConfig.nonFlagArgs.map((file) => path.basename(file, ".ts"));
  }

  sort(tests) {
    const rank = ({ path: file }) => {
      const [subject = ""] = path.basename(file).split(".");
      return this.changed.includes(subject) ? 0 : statSync(file).size;
    };
    return [...tests].sort((one, other) => rank(one) - rank(other));
  }
};
