import { formCases } from "./form.cases";
import { type OpenWorkbench, openWorkbench } from "./open";

let open: OpenWorkbench;
beforeAll(async () => {
  open = await openWorkbench();
});
afterAll(() => open.close());
// Violations of the content security policy are written to the console too.
afterEach(() => expect(open.complaints.splice(0)).toEqual([]));

test("a step runs in the simulated workspace, and its result is shown", async () => {
  const page = await open.openPage("/steps/createSource");
  await page.getByRole("textbox", { name: "Slug" }).fill("my-shop");
  await page.getByRole("combobox", { name: "Metadata ID" }).fill("IqDTy1TpoU");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByText('"slug": "my-shop"').waitFor();
  await page.close();
});

describe("forms", () => formCases(() => open));
