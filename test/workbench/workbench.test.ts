import { accessCases } from "./access.cases";
import { connectionCases } from "./connection.cases";
import { docsCases } from "./docs.cases";
import { exportCases } from "./export.cases";
import { flowCases } from "./flows.cases";
import { formCases } from "./form.cases";
import { type OpenWorkbench, openWorkbench } from "./open";
import { resultCases } from "./result.cases";
import { securityCases } from "./security.cases";
import { shellCases } from "./shell.cases";
import { wizardCases } from "./wizard.cases";
import { wizardFormCases } from "./wizardForms.cases";
import { wizardRunCases } from "./wizardRuns.cases";

let open: OpenWorkbench;
beforeAll(async () => {
  open = await openWorkbench();
});
afterAll(() => open.close());
afterEach(() => open.closePages());
// Violations of the content security policy are written to the console too.
afterEach(() => expect(open.complaints.splice(0)).toEqual([]));

test("a step runs in the simulated workspace, and its result is shown", async () => {
  const page = await open.openPage("/steps/createSource");
  await page.getByRole("textbox", { name: "Slug" }).fill("my-shop");
  await page.getByRole("combobox", { name: "Metadata ID" }).fill("IqDTy1TpoU");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("treeitem", { name: 'slug: "my-shop"' }).waitFor();
});

describe("forms", () => formCases(() => open));
describe("the connection", () => connectionCases(() => open));
describe("access", () => accessCases(() => open));
describe("security", () => securityCases(() => open));
describe("the frame", () => shellCases(() => open));
describe("the configuration wizard", () => wizardCases(() => open));
describe("forms in wizards", () => wizardFormCases(() => open));
describe("values of wizards", () => wizardRunCases(() => open));
describe("documents", () => docsCases(() => open));
describe("runs", () => resultCases(() => open));
describe("flows", () => flowCases(() => open));
describe("an export", () => exportCases(() => open));
