import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import type { Integration } from "../../platform/format/integration";
import { readSource } from "../../platform/format/source";
import { describeConfiguration } from "../../workbench/server/configuration";
import { goTo } from "./inBrowser";

/** An integration that has a form and a field map. Those in flows/ have neither. */
export const CUSTOMER_SYNC = path.join(__dirname, "fixtures/customerSync.yml");

/** Opens the wizard of the integration in a page of the workbench, which asks for it by its name. */
export async function openCustomerSync(page: Page): Promise<void> {
  const { data } = readSource(readFileSync(CUSTOMER_SYNC, "utf8"));
  const json = describeConfiguration("customer-sync", data as Integration);
  await page.route("**/api/configurations/customer-sync", (route) => route.fulfill({ json }));
  await page.evaluate(goTo("/configure/customer-sync"));
}
