/** The run of one mutant. Jest makes a new sequencer for each, in the same process. */
module.exports = { run: { isKilled: false } };
