import { readFileSync } from "node:fs";
import path from "node:path";

interface LockEntry {
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
}

const read = (file: string) =>
  JSON.parse(readFileSync(path.resolve(__dirname, "..", file), "utf8"));
const { "": root, ...packages } = read("package-lock.json").packages as Record<string, LockEntry>;

test("every package of the lock file has the hash it is checked against", () => {
  expect(root).toMatchObject({ name: "segment" });
  const unchecked = Object.entries(packages).filter(
    ([, { integrity }]) => !/^sha512-/.test(integrity ?? ""),
  );
  expect(unchecked).toEqual([]);
});

test("the lock file names no registry, so that any registry can be used", () => {
  expect(Object.keys(packages).filter((name) => packages[name]?.resolved !== undefined)).toEqual(
    [],
  );
});

test("every GitHub action is pinned to a commit", () => {
  const workflow = readFileSync(path.resolve(__dirname, "../.github/workflows/ci.yml"), "utf8");
  const used = workflow.match(/uses: .*/g) ?? [];
  expect(used.length).toBeGreaterThan(0);
  for (const line of used) expect(line).toMatch(/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});
