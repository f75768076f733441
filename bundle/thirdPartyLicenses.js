const { readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { Compilation, sources, WebpackError } = require("webpack");

/** The file in dist that the licenses are written to. */
const FILE = "THIRD-PARTY-LICENSES.txt";

/** Licenses, by their SPDX identifiers, that ask for no more than their text beside the code. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Unlicense",
]);

/** The full texts of licenses that packages may only refer to, each with a line that the text contains. */
const FULL_TEXTS = {
  "Apache-2.0": {
    file: path.join(__dirname, "Apache-2.0.txt"),
    line: "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
  },
};

const LICENSE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt)|-[\w.-]+)?$/i;

/** Tells if an SPDX expression leaves a choice of allowed licenses only. */
function isAllowed(license) {
  if (typeof license !== "string") return false;
  const isEachAllowed = (licenses) => licenses.split(/ AND /).every((one) => ALLOWED.has(one));
  return license.replaceAll(/[()]/g, "").split(/ OR /).some(isEachAllowed);
}

/** The folder of the package that a file belongs to: the nearest one above with a name and a version. */
function packageFolder(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const isPackage = readdirSync(folder).includes("package.json");
    if (isPackage && manifestOf(folder).name && manifestOf(folder).version) return folder;
  }
}

const manifestOf = (folder) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));

/** The license texts and notices of a package, with the full text of a license that they only name. */
function textsOf(folder, license) {
  const texts = readdirSync(folder)
    .filter((name) => LICENSE_FILE.test(name))
    .toSorted()
    .map((name) => readFileSync(path.join(folder, name), "utf8").replaceAll("\r\n", "\n").trim())
    .filter((text) => text !== "");
  const full = FULL_TEXTS[license];
  if (full && texts.length > 0 && !texts.some((text) => text.includes(full.line))) {
    texts.push(readFileSync(full.file, "utf8").trim());
  }
  return texts;
}

/** One package of the bundle, or the reason why it may not be published. */
function describePackage(folder) {
  const { name, version, license } = manifestOf(folder);
  const texts = textsOf(folder, license);
  const problems = [];
  if (!isAllowed(license)) {
    problems.push(`${name} ${version}: the license ${JSON.stringify(license)} is not allowed`);
  }
  if (texts.length === 0) problems.push(`${name} ${version}: there is no license file`);
  return { title: `${name} ${version}, ${license}`, texts, problems };
}

/** The folders of the packages with modules in the chunks; webpack's own if its runtime is in them. */
function packageFolders({ chunks, chunkGraph }) {
  const folders = new Set();
  for (const chunk of chunks) {
    const modules = [...chunkGraph.getChunkModulesIterable(chunk)].flatMap(
      // A module that webpack has joined from others lists them.
      (module) => module.modules ?? [module],
    );
    for (const { resource } of modules) {
      if (resource?.split(path.sep).includes("node_modules")) folders.add(packageFolder(resource));
    }
    const [runtime] = chunkGraph.getChunkRuntimeModulesIterable(chunk);
    if (runtime) folders.add(path.dirname(require.resolve("webpack/package.json")));
  }
  return [...folders];
}

const RULE = "=".repeat(80);

/**
 * Writes `THIRD-PARTY-LICENSES.txt` beside the bundle, with the name, version, license and license text
 * of each package whose code is in it. A package without a license text, or with a license that is not
 * allowed, fails the build. docs/decisions/018 has the reasons.
 */
const thirdPartyLicenses = {
  apply: (compiler) =>
    compiler.hooks.thisCompilation.tap("thirdPartyLicenses", (compilation) =>
      compilation.hooks.processAssets.tap(
        { name: "thirdPartyLicenses", stage: Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE },
        () => {
          const packages = packageFolders(compilation)
            .map(describePackage)
            .toSorted((one, other) => (one.title < other.title ? -1 : 1));
          for (const problem of packages.flatMap(({ problems }) => problems)) {
            compilation.errors.push(new WebpackError(`Third-party licenses: ${problem}`));
          }
          const sections = packages.map(({ title, texts }) =>
            [RULE, title, RULE, "", texts.join("\n\n")].join("\n"),
          );
          const text = ["index.js contains code of these packages.", ...sections].join("\n\n");
          compilation.emitAsset(FILE, new sources.RawSource(`${text}\n`));
        },
      ),
    ),
};

module.exports = { thirdPartyLicenses };
