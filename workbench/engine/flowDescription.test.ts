import { loadComponent } from "../../platform/component";
import { describeFlowFile } from "./flowDescription";

const component = loadComponent();

const log = { key: "writeLog", component: { key: "log", isPublic: true } };
const fileOf = (steps: object[]): string => JSON.stringify({ name: "Odd", flows: [{ steps }] });
const firstOf = (text: string, from = component) => describeFlowFile(text, from).flows[0]?.boxes[0];

test("an error handler with values that the check refuses is described without them", () => {
  const nothing = { toString: 1, valueOf: 2 };
  const errorConfig = { errorHandlerType: "retry", maxAttempts: nothing, delaySeconds: nothing };
  const text = fileOf([{ name: "Say", action: log, errorConfig }]);
  expect(firstOf(text)).toMatchObject({ errorHandler: "Retried up to 0 times" });
});

test("a step without a label, and one with a key that every object has, have the words of their keys", () => {
  const bare = { key: "bareStep", inputs: [], perform: async () => undefined };
  const odd = { ...component, actions: { bareStep: bare as never } };
  const label = (key: string) =>
    firstOf(
      fileOf([{ name: "Odd", action: { key, component: { key: odd.key, isPublic: false } } }]),
      odd,
    )?.label;
  expect([label("bareStep"), label("constructor")]).toEqual(["Bare step", "Constructor"]);
});
