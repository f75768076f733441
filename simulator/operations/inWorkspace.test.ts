/** The operations of workspace, in one file so that the simulator is loaded once. */
describe("access", () => {
  require("./access.cases");
});
describe("audit", () => {
  require("./audit.cases");
});
describe("credentials", () => {
  require("./credentials.cases");
});
describe("labels", () => {
  require("./labels.cases");
});
describe("lists", () => {
  require("./lists.cases");
});
describe("regulations", () => {
  require("./regulations.cases");
});
describe("samples", () => {
  require("./samples.cases");
});
describe("usage", () => {
  require("./usage.cases");
});
describe("users", () => {
  require("./users.cases");
});
