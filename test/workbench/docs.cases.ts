import { linkAddress, linksOf, placesOf, resolveLink } from "../../workbench/documents";
import type { DocumentContent, DocumentSummary } from "../../workbench/packageProtocol";
import type { OpenWorkbench } from "./open";
import { callServer, describeComponent } from "./server";

/** The elements of a document that its renderer makes. */
const ELEMENTS = [
  ...[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "details",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "img",
    "li",
    "ol",
    "p",
  ],
  ...["pre", "span", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul", "div"],
];

/** The documents of the package, beside the steps. */
export function docsCases(open: () => OpenWorkbench): void {
  const list = async () => {
    const response = await callServer(open().workbench, "GET", "docs");
    return (await response.json()) as DocumentSummary[];
  };
  const read = async (path: string) => {
    const query = `docs/page?path=${encodeURIComponent(path)}`;
    return callServer(open().workbench, "GET", query);
  };

  test("every relative link of every document leads to a page and place in the workbench", async () => {
    const documents = await list();
    const paths = new Set(documents.map(({ path }) => path));
    const texts = new Map(
      await Promise.all(
        [...paths].map(async (path): Promise<[string, string]> => {
          const { text } = (await (await read(path)).json()) as DocumentContent;
          return [path, text];
        }),
      ),
    );
    const broken = [...texts].flatMap(([from, text]) =>
      linksOf(text).flatMap((target) => {
        const link = resolveLink(from, target);
        if (!link || link.path.startsWith("docs/images/")) return [];
        const place = texts.get(link.path);
        const isThere = !place || link.place === "" || placesOf(place).has(link.place);
        const isIn = linkAddress(link, paths) !== undefined && isThere;
        return isIn || !from.startsWith("docs/") ? [] : [`${from}: ${target}`];
      }),
    );
    expect(broken).toEqual([]);
    expect(paths.size).toBeGreaterThan(40);
  });

  test("every step has a reference that is a place in a document", async () => {
    const { steps } = await describeComponent(open().workbench);
    expect(steps.filter(({ reference }) => !reference).map(({ key }) => key)).toEqual([]);
    expect(steps.find(({ key }) => key === "createSource")?.reference).toBe(
      "/docs/reference/sources.md#createSource",
    );
  });

  test("no path leads out of the documents and images", async () => {
    for (const path of ["../package.json", "package.json", "docs/../package.json", "/etc/passwd"]) {
      expect((await read(path)).status).toBe(404);
    }
    for (const name of ["..%2F..%2Fpackage.json", "notThere.png", "..%2Fsettings.md"]) {
      const { status } = await callServer(open().workbench, "GET", `docs/images/${name}`);
      expect(status).toBe(404);
    }
  });

  test("a reference opens at its step, and has no elements but those of a document", async () => {
    const page = await open().openPage("/steps/createSource");
    await page.getByRole("link", { name: "Reference" }).click();
    const heading = page.getByRole("heading", { name: "Create Source", exact: true });
    await heading.waitFor();
    expect(await page.evaluate("document.activeElement?.textContent")).toBe("Create Source");
    const names = await page.evaluate<string[]>(
      `[...new Set([...document.querySelectorAll("article *")].map((one) => one.localName))]`,
    );
    expect(names.filter((name) => !ELEMENTS.includes(name))).toEqual([]);
    await page.getByRole("link", { name: "Select Source Metadata" }).first().click();
    await page.getByRole("heading", { name: "Data sources", level: 1 }).waitFor();
  });

  test("a document shows its images", async () => {
    const page = await open().openPage("/docs/workbench.md");
    await page.getByRole("article").getByRole("img").first().waitFor();
    const width =
      'document.querySelector("article img").decode().then(() => document.querySelector("article img").naturalWidth)';
    expect(await page.evaluate<number>(width)).toBeGreaterThan(100);
  });

  test("links to other hosts do not hand over the page", async () => {
    const page = await open().openPage("/docs/settings.md");
    await page.getByRole("article").waitFor();
    const others = await page.evaluate<string[]>(
      `[...document.querySelectorAll("article a[href^=http]")].map((link) => link.rel)`,
    );
    expect(others.filter((rel) => !rel.includes("noopener"))).toEqual([]);
  });
}
