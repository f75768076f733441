/** The operations of spaces and reverse ETL, in one file so that the simulator is loaded once. */
describe("activations", () => {
  require("./activations.cases");
});
describe("audiences", () => {
  require("./audiences.cases");
});
describe("journeys", () => {
  require("./journeys.cases");
});
describe("reverse etl", () => {
  require("./reverseEtl.cases");
});
describe("spaces", () => {
  require("./spaces.cases");
});
