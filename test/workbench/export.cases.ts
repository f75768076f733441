import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { bundleExport, exportWorkbench, type WrittenExport } from "../../workbench/export";
import type { OpenWorkbench } from "./open";

const ROOT = path.resolve(__dirname, "../..");
const STEPS = path.join(ROOT, "workbench/fixtures/steps.cjs");
const MEBIBYTE = 1024 * 1024;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".png": "image/png",
};

/** A static host that has a folder below `/docs/segment/`, and nothing else. */
async function serveFolder(folder: string): Promise<{ url: string; close(): void }> {
  const server = createServer(({ url = "" }, response) => {
    const name = url.replace(/^\/docs\/segment\//, "") || "index.html";
    try {
      const content = readFileSync(path.join(folder, name));
      response.writeHead(200, { "Content-Type": TYPES[path.extname(name)] }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/docs/segment/`, close: () => server.close() };
}

/** The read-only export of the pages. */
export function exportCases(open: () => OpenWorkbench): void {
  let script: Promise<string>;
  let folder: string;
  let written: WrittenExport;
  beforeAll(async () => {
    script = bundleExport();
    folder = mkdtempSync(path.join(tmpdir(), "export-"));
    written = await exportWorkbench(path.join(ROOT, "dist/index.js"), folder, script);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Opens a document of an export. `elsewhere` lists the requests that leave its folder. */
  const openExport = async (
    base: string,
    name: string,
    address: string,
  ): Promise<{ page: Page; elsewhere: string[] }> => {
    const page = await open().browser.context.newPage();
    const elsewhere: string[] = [];
    page.on("console", (message) => open().complaints.push(message.text()));
    page.on("pageerror", ({ message }) => open().complaints.push(message));
    page.on("request", (request) => {
      if (!request.url().startsWith(base)) elsewhere.push(request.url());
    });
    page.on("requestfailed", (request) => elsewhere.push(`failed: ${request.url()}`));
    await page.goto(`${base}${name}#${address}`);
    return { page, elsewhere };
  };
  const openFolder = (address: string, of = folder) =>
    openExport(`${pathToFileURL(of).href}/`, "index.html", address);

  test("an export opens from a folder, and its search leads to steps, flows and documents", async () => {
    const { page, elsewhere } = await openFolder("/");
    const heading = (name: string) => page.getByRole("heading", { level: 1, name, exact: true });
    const search = async (words: string, option: string | RegExp) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type(words);
      await page.getByRole("option", { name: option }).first().click();
    };
    await page.getByText("Read-only", { exact: true }).waitFor();
    await search("create source", "Create Source Action · Sources");
    await heading("Create Source").waitFor();
    expect(page.url()).toBe(`${pathToFileURL(folder).href}/index.html#/steps/createSource`);
    await page.getByText("Read-only: steps do not run here").waitFor();
    expect(await page.getByRole("button", { name: "Run", exact: true }).count()).toBe(0);
    await page.getByRole("combobox", { name: "Metadata ID" }).click();
    await page.getByText("choices of a workspace cannot be loaded here").waitFor();
    await page.keyboard.press("Escape");

    await search("each warehouse", /Flow · step Each Warehouse/);
    await page.getByRole("button", { name: /^Each Warehouse/ }).waitFor();
    expect(await page.getByRole("button", { name: /^(Run|Open a file)$/ }).count()).toBe(0);

    await search("reading an error", /Document/);
    await page.getByRole("article").waitFor();
    await page.goBack();
    await page.getByRole("button", { name: /^Each Warehouse/ }).waitFor();
    expect(elsewhere).toEqual([]);
  });

  test("an export works below a folder of a static host, with deep links and images", async () => {
    const host = await serveFolder(folder);
    const { page, elsewhere } = await openExport(host.url, "", "/docs/workbench.md#connection");
    await page.getByRole("heading", { name: "Connection", exact: true }).waitFor();
    await page.getByRole("article").getByRole("img").first().waitFor();
    const width = 'document.querySelector("article img").decode().then(() => 1)';
    expect(await page.evaluate<number>(width)).toBe(1);
    expect(elsewhere).toEqual([]);
    host.close();
  });

  test("every page of a wizard is shown without a workspace, and nothing is finished", async () => {
    const { page } = await openFolder("/configure/provision-workspace");
    await page.getByRole("heading", { name: "Segment", exact: true }).waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("heading", { name: "Where Events Go", exact: true }).waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("heading", { name: "Subscription", exact: true }).waitFor();
    expect(await page.getByRole("button", { name: /^(Next|Finish)$/ }).count()).toBe(0);
    expect(await page.getByRole("link", { name: "Connection" }).count()).toBe(0);
  });

  test("an export is smaller than 6 MiB, and holds no path of this machine", () => {
    const { files } = JSON.parse(readFileSync(path.join(folder, "workbench-export.json"), "utf8"));
    expect(files).toHaveLength(written.files);
    expect(written.bytes).toBeLessThan(6 * MEBIBYTE);
    for (const name of files as string[]) {
      const content = readFileSync(path.join(folder, name));
      for (const secret of [ROOT, homedir(), tmpdir()]) {
        expect([name, secret.length > 1 && content.includes(`${secret}/`)]).toEqual([name, false]);
      }
    }
  });

  test("a step links to its reference, and to the page in other documentation that this names", async () => {
    const of = mkdtempSync(path.join(tmpdir(), "package-"));
    const reference = path.join(of, "docs/reference");
    mkdirSync(reference, { recursive: true });
    mkdirSync(path.join(of, "dist"));
    cpSync(STEPS, path.join(of, "dist/index.js"));
    writeFileSync(path.join(of, "package.json"), "{}");
    writeFileSync(
      path.join(reference, "README.md"),
      "# Reference\n\n## [Odd](odd.md)\n\n- [Odd](odd.md#odd): Odd.\n",
    );
    const row = "| [no prose](https://127.0.0.1/row) |";
    const link = "`GET /odd` · [The page of it](https://127.0.0.1/tag/Odd/#operation/odd)";
    writeFileSync(
      path.join(reference, "odd.md"),
      `# Odd\n\n<a id="odd"></a>\n\n## Odd\n\n${row}\n\n- ${row}\n\n${link}\n`,
    );
    const out = path.join(of, "out");
    await exportWorkbench(path.join(of, "dist/index.js"), out, script);
    const { page } = await openFolder("/steps/odd", out);
    const away = page.getByRole("link", { name: "The page of it" });
    expect(await away.getAttribute("href")).toBe("https://127.0.0.1/tag/Odd/#operation/odd");
    expect(await away.getAttribute("rel")).toBe("noopener noreferrer");
    expect(await away.getAttribute("target")).toBe("_blank");
    await page.getByRole("link", { name: "Reference" }).click();
    await page.getByRole("heading", { level: 1, name: "Odd" }).waitFor();
    rmSync(of, { recursive: true });
  });
}
