/** The operations of connections, in one file so that the simulator is loaded once. */
describe("delivery", () => {
  require("./delivery.cases");
});
describe("events", () => {
  require("./events.cases");
});
describe("filters", () => {
  require("./filters.cases");
});
describe("function versions", () => {
  require("./functionVersions.cases");
});
describe("insert functions", () => {
  require("./insertFunctions.cases");
});
describe("live plugins", () => {
  require("./livePlugins.cases");
});
describe("selective sync", () => {
  require("./selectiveSync.cases");
});
describe("source settings", () => {
  require("./sourceSettings.cases");
});
describe("subscriptions", () => {
  require("./subscriptions.cases");
});
describe("tracking plans", () => {
  require("./trackingPlans.cases");
});
