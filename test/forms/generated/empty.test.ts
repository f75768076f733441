import { startForms, stopForms } from "../form";

beforeAll(startForms, 60_000);
afterAll(stopForms);

/** The forms that start empty, in one file so that they share a browser and its pages. */
describe("left blank", () => {
  require("./leftBlank.cases");
});
describe("functions", () => {
  require("./functions.cases");
});
describe("new objects", () => {
  require("./newObjects.cases");
});
describe("new mappings", () => {
  require("./newMappings.cases");
});
describe("catalog", () => {
  require("./catalog.cases");
});
describe("others", () => {
  require("./others.cases");
});
