const { createEmptyTestResult } = require("@jest/test-result");
const { default: runWithCircus } = require("jest-circus/runner");
const { run } = require("./run.cjs");

const NO_TEST = {
  ancestorTitles: [],
  failureDetails: [],
  failureMessages: [],
  numPassingAsserts: 0,
  status: "pending",
};

/** The result of a file that is left out. Jest takes a file without a test for a mistake. */
const leaveOut = (testFilePath) => ({
  ...createEmptyTestResult(),
  numPendingTests: 1,
  testResults: [{ ...NO_TEST, title: "left out", fullName: "left out" }],
  testFilePath,
});

/**
 * Runs a test file with jest-circus, unless an earlier file has killed the mutant: Stryker runs Jest
 * without `bail`. Stryker knows the runner by the name of this file.
 */
module.exports = async (...args) => {
  const [, , , , testFilePath] = args;
  if (run.isKilled) return leaveOut(testFilePath);
  const result = await runWithCircus(...args);
  if (result.numFailingTests > 0 || result.testExecError) run.isKilled = true;
  return result;
};
