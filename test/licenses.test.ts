import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import os from "node:os";
import path from "node:path";

const ROOT = path.resolve(__dirname, "..");
const FILE = "THIRD-PARTY-LICENSES.txt";

/** The sections of a license file: the license text of each package by its title. */
function sectionsOf(text: string): Map<string, string> {
  const [, ...parts] = text.split(`${"=".repeat(80)}\n`);
  const sections = new Map<string, string>();
  for (let index = 0; index < parts.length; index += 2) {
    sections.set((parts[index] ?? "").trim(), (parts[index + 1] ?? "").trim());
  }
  return sections;
}

describe("the licenses beside the built component", () => {
  const sections = sectionsOf(readFileSync(path.join(ROOT, "dist", FILE), "utf8"));

  test("are those of each package that the source imports, in the installed version", () => {
    const imported = new Set(
      readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
        .map((name) => readFileSync(path.join(ROOT, "src", name), "utf8"))
        .flatMap((text) => [
          ...text.matchAll(/^(?:import|export)(?! type)[^;]*? from "([^".][^"]*)";/gm),
        ])
        .map(([, name = ""]) => name)
        .filter((name) => !name.startsWith("node:") && !builtinModules.includes(name)),
    );
    const titles = [...imported].map((name) => {
      const file = path.join(ROOT, "node_modules", name, "package.json");
      const { version, license } = JSON.parse(readFileSync(file, "utf8"));
      return `${name} ${version}, ${license}`;
    });
    expect(titles.length).toBeGreaterThan(3);
    expect([...sections.keys()]).toEqual(expect.arrayContaining(titles));
  });

  test("have their terms in full, also if the package only refers to them", () => {
    expect(sections.size).toBeGreaterThan(4);
    for (const [title, text] of sections) {
      const terms = title.endsWith("Apache-2.0")
        ? "TERMS AND CONDITIONS FOR USE"
        : "Permission is hereby granted, free of charge";
      expect([title, text]).toEqual([title, expect.stringContaining(terms)]);
      expect([title, text]).toEqual([title, expect.stringMatching(/Copyright \(?c?\)? ?\S+/i)]);
    }
  });
});

/** The files of a package `other` that a built file imports, and the package's manifest. */
interface Fixture {
  manifest: object;
  files: Record<string, string>;
}

const ALLOWED: Fixture = {
  manifest: { version: "1.2.3", license: "(GPL-3.0-only OR ISC)" },
  files: {
    "LICENSE.md": "Copyright One\r\nTake it.\r\n",
    NOTICE: "Made by One.",
    "README.md": "No.",
  },
};
const LICENSE = "Copyright One";
const REFUSED: [manifest: object, files: Record<string, string>, problem: string][] = [
  [{ license: "GPL-3.0-only" }, { LICENSE }, 'the license "GPL-3.0-only" is not allowed'],
  [{ license: "(MIT AND GPL-2.0)" }, { LICENSE }, 'the license "(MIT AND GPL-2.0)" is not allowed'],
  [{}, { LICENSE }, "the license undefined is not allowed"],
  [{ license: "MIT" }, {}, "there is no license file"],
  [{ license: "MIT" }, { LICENSE: " \n" }, "there is no license file"],
];

/** Builds a configuration for each folder, and prints the errors of each as JSON. It needs the real clock. */
const BUILD = `
  const webpack = require("webpack");
  const { thirdPartyLicenses } = require("./bundle/thirdPartyLicenses");
  const configurations = process.argv.slice(1).map((context) => ({
    mode: "production", context, entry: "./index.js",
    output: { path: context + "/dist" }, plugins: [thirdPartyLicenses],
  }));
  webpack(configurations, (error, stats) => {
    if (error) throw error;
    const { children } = stats.toJson({ all: false, errors: true, children: true });
    console.log(JSON.stringify(children.map(({ errors }) => errors.map(({ message }) => message))));
  });
`;

describe("a build", () => {
  const root = mkdtempSync(path.join(os.tmpdir(), "licenses-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  let errors: string[][];

  function writeFixture(folder: string, { manifest, files }: Fixture): void {
    const other = path.join(folder, "node_modules/other");
    mkdirSync(path.join(other, "lib"), { recursive: true });
    const entry = 'import { one } from "other/lib/one.js"; module.exports = one + 1;\n';
    writeFileSync(path.join(folder, "index.js"), entry);
    const named = { name: "other", version: "1.0.0", ...manifest };
    writeFileSync(path.join(other, "package.json"), JSON.stringify(named));
    // A manifest that only tells the kind of modules is not the package's.
    writeFileSync(path.join(other, "lib/package.json"), '{ "type": "module" }');
    writeFileSync(path.join(other, "lib/one.js"), "export const one = globalThis.one;\n");
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(other, name), text);
  }

  beforeAll(() => {
    const fixtures = [ALLOWED, ...REFUSED.map(([manifest, files]) => ({ manifest, files }))];
    const folders = fixtures.map((fixture, index) => {
      const folder = path.join(root, String(index));
      writeFixture(folder, fixture);
      return folder;
    });
    const args = ["-e", BUILD, ...folders];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
    expect(stderr).toBe("");
    errors = JSON.parse(stdout);
  });

  test("writes the license files and notices of a package with an allowed license", () => {
    expect(errors[0]).toEqual([]);
    const sections = sectionsOf(readFileSync(path.join(root, "0/dist", FILE), "utf8"));
    expect(sections.get("other 1.2.3, (GPL-3.0-only OR ISC)")).toBe(
      "Copyright One\nTake it.\n\nMade by One.",
    );
  });

  test.each(REFUSED.map(([manifest, , problem], index) => ({ manifest, problem, index })))(
    "fails for a package with the manifest $manifest: $problem",
    ({ problem, index }) => {
      expect(errors[index + 1]).toEqual([`Third-party licenses: other 1.0.0: ${problem}`]);
    },
  );
});
