const { createEmptyTestResult } = require("@jest/test-result");
const { default: runWithCircus } = require("jest-circus/runner");
const { run } = require("./run.cjs");

/**
 * Runs a test file with jest-circus, unless an earlier file has killed the mutant: Stryker runs Jest
 * without `bail`. Stryker knows the runner by the name of this file.
 */
module.exports = async (...args) => {
  const [, , , , testFilePath] = args;
  if (run.isKilled) return { ...createEmptyTestResult(), testFilePath, skipped: true };
  const result = await runWithCircus(...args);
  if (result.numFailingTests > 0 || result.testExecError) run.isKilled = true;
  return result;
};
