import { readFileSync } from "node:fs";
import path from "node:path";
import { differingFiles } from "../bundle/hashes";
import { versionProblems } from "../bundle/release";
import * as receivedEvents from "../src/examples/receivedEvent";
import { LIBRARY } from "../src/tracking/event";

const ROOT = path.resolve(__dirname, "..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const { version } = JSON.parse(read("package.json")) as { version: string };

test("package.json, the lock file, the changelog and the events name one version", () => {
  // Changes since that version may be listed.
  const changelog = read("CHANGELOG.md").replace(/^(## Unreleased\n)[\s\S]*?(?=^## )/m, "$1\n");
  const manifest = read("package.json");
  expect(versionProblems({ manifest, lock: read("package-lock.json"), changelog })).toEqual([]);
  expect(LIBRARY.version).toBe(version);
  expect(JSON.stringify(receivedEvents)).toContain(JSON.stringify(LIBRARY));
});

test("the changelog has a date for each version, the latest first, and known kinds of changes", () => {
  const headings = [...read("CHANGELOG.md").matchAll(/^## (?!Unreleased$)(.*)$/gm)];
  const dates = headings.map(
    ([, title = ""]) => /^\d+\.\d+\.\d+ - (\d{4}-\d{2}-\d{2})$/.exec(title)?.[1],
  );
  expect(dates.length).toBeGreaterThan(1);
  expect(dates).not.toContain(undefined);
  expect(dates).toEqual(dates.toSorted().reverse());
  const kinds = [...read("CHANGELOG.md").matchAll(/^### (.*)$/gm)].map(([, kind]) => kind);
  const known = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];
  expect(kinds.filter((kind) => !known.includes(kind ?? ""))).toEqual([]);
});

const texts = (changelog: string, locked = "2.0.0") => ({
  manifest: '{ "version": "2.0.0" }',
  lock: JSON.stringify({ version: locked, packages: { "": { version: "2.0.0" } } }),
  changelog,
});
const RELEASED = "# Changelog\n\n## Unreleased\n\n## 2.0.0 - 2027-01-31\n\n- One.\n";

test("a release has one version everywhere, and no unreleased changes", () => {
  expect(versionProblems(texts(RELEASED))).toEqual([]);
});

test.each([
  [
    "another version in the lock file",
    texts(RELEASED, "1.0.0"),
    "package-lock.json: expected version 2.0.0, got 1.0.0",
  ],
  [
    "another version in the changelog",
    texts(RELEASED.replace("2.0.0", "2.1.0")),
    'CHANGELOG.md: expected "## 2.0.0 - YYYY-MM-DD" as the latest version',
  ],
  [
    "a version without a date",
    texts(RELEASED.replace("2027-01-31", "soon")),
    'CHANGELOG.md: expected "## 2.0.0 - YYYY-MM-DD" as the latest version',
  ],
  [
    "unreleased changes",
    texts(RELEASED.replace("\n\n## 2", "\n\n- Two.\n\n## 2")),
    "CHANGELOG.md: Unreleased has changes; move them to a version",
  ],
  [
    "no section for unreleased changes",
    texts("# Changelog\n\n## 2.0.0 - 2027-01-31\n"),
    'CHANGELOG.md: expected "## Unreleased" as the first section',
  ],
  [
    "no version in the changelog",
    texts("# Changelog\n\n## Unreleased\n"),
    'CHANGELOG.md: expected "## 2.0.0 - YYYY-MM-DD" as the latest version',
  ],
])("a release is refused with %s", (_title, given, problem) => {
  expect(versionProblems(given)).toEqual([problem]);
});

test("two builds differ in each file that one of them lacks, or has otherwise", () => {
  const build = new Map([
    ["index.js", "1"],
    ["icon.png", "2"],
    ["old.js", "3"],
  ]);
  const other = new Map([
    ["index.js", "9"],
    ["icon.png", "2"],
    ["new.js", "4"],
  ]);
  expect(differingFiles(build, other)).toEqual(["index.js", "new.js", "old.js"]);
  expect(differingFiles(build, new Map(build))).toEqual([]);
});

test("the built files contain no path of this machine", () => {
  for (const name of ["index.js", "THIRD-PARTY-LICENSES.txt"]) {
    const text = read(`dist/${name}`);
    expect(text).not.toContain(ROOT);
    expect(text).not.toContain("node_modules/");
  }
});
