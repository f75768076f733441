import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "..");
/** The folders that tools make at the root, which .gitignore names as `name/`. */
const GENERATED = readFileSync(path.join(ROOT, ".gitignore"), "utf8")
  .split("\n")
  .flatMap((line) => /^([^/*]+)\/$/.exec(line.trim())?.[1] ?? []);
const FOLDERS = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !GENERATED.includes(entry.name))
  .map(({ name }) => `${name}/README.md`);
const DOCS = readdirSync(path.join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md") && !name.startsWith("reference"))
  .map((name) => `docs/${name}`);
const PAGES = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...FOLDERS, ...DOCS].filter((page) =>
  existsSync(path.join(ROOT, page)),
);

/** A file of the source tree, as pages name it in code. */
const NAMED_FILE =
  /`((?:src|simulator|platform|flows|cli|lint|test|bench|soak|docs|bundle)\/[\w./-]+\.(?:tsx?|js|json|yml|md|grit))`/g;

test("the pages that contributors read are found", () => {
  expect(PAGES).toEqual(expect.arrayContaining(["README.md", "docs/how-it-fits-together.md"]));
});

test("pages in folders that tools make are not read", () => {
  expect(GENERATED).toEqual(expect.arrayContaining(["node_modules", "dist", "manifest"]));
  expect(PAGES.filter((page) => GENERATED.includes(page.split("/")[0] ?? ""))).toEqual([]);
});

test.each(PAGES)("%s names only files that exist", (page) => {
  const text = readFileSync(path.join(ROOT, page), "utf8");
  const names = [...text.matchAll(NAMED_FILE)].map(([, name = ""]) => name);
  expect(names.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
});
