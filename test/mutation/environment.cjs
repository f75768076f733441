const { TestEnvironment } = require("jest-environment-node");

const FAILURES = new Set(["test_fn_failure", "hook_failure"]);

/** Leaves out the other tests of a file after the first that fails, which has killed the mutant. */
module.exports = class MutationEnvironment extends TestEnvironment {
  isKilled = false;

  handleTestEvent({ name, test }) {
    if (FAILURES.has(name)) this.isKilled = true;
    if (name === "test_start" && this.isKilled) test.mode = "skip";
  }
};
