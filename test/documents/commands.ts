import { existsSync } from "node:fs";
import path from "node:path";
import { filesIn, ROOT, readFile } from "./read";

/**
 * The file that runs a command of the documents, and the text in it that does so. A command is known by
 * its first words.
 */
export const RUN_BY: Readonly<Record<string, readonly [file: string, text: string]>> = {
  "npm ci": [".ci/run", "step npm ci"],
  "npm test": [".ci/run", "step npm test"],
  "npm run build": [".ci/run", "step npm run build"],
  "npm run contract:compare": ["contract/compare/compare.test.ts", "run(args)"],
  "npm run demo": [".ci/run", "step npm run demo"],
  "npm run docs": ["test/reference.test.ts", "`npm run docs` changes nothing"],
  "npm run flow": ["platform/fixtures/child.ts", '"platform/main.ts"'],
  "npm run lint": [".ci/run", "step npm run lint"],
  "npm run migrate": ["platform/migrate/program.test.ts", '"platform/migrate/main.ts"'],
  "npm run manifest": [".ci/run", "step npm run manifest"],
  "npm run prepare": ["test/addAnAction.test.ts", '"npm run prepare"'],
  "npm run release:check": [".ci/run", "step npm run release:check"],
  "npm run signature": [".ci/run", "step npm run signature"],
  "npm run simulator": ["simulator/wire/hostile.test.ts", '"simulator/main.ts"'],
  "npm run size": [".ci/run", "step npm run size"],
  "npm run soak": ["soak/soak.test.ts", "runSoak("],
  "npm run test:clock": [".ci/run", "step npm run test:clock"],
  "npm run test:quick": [".ci/run", "step npm test"],
  "npm run typecheck": [".ci/run", "step npm run typecheck"],
  "npm run unused": [".ci/run", "step npm run unused"],
  "npm run workbench": ["test/workbench/open.ts", "startWorkbench("],
  "npx jest": [".ci/run", "step npm test"],
  "npx tsc --project flows/code-native": ["package.json", "tsc --project flows/code-native"],
  "npm audit": [".github/workflows/ci.yml", "npm audit"],
  "bash .ci/run": [".github/workflows/ci.yml", "run: bash .ci/run"],
};

/** Commands that no test runs, each with the reason. Their scripts, files and options are checked. */
export const BY_HAND: Readonly<Record<string, string>> = {
  "npm run bench": "measures time, for minutes on a quiet machine; its parts have tests",
  "npx tsx bench/workbench.ts": "measures time on a quiet machine",
  "npx tsx bench/programs/server.ts": "serves a profile of time",
  "npx webpack --no-optimization-minimize": "builds for a profile of time",
  "npx tsx test/catalog/extract.ts": "reads a file of Segment's documentation",
  "node --cpu-prof": "profiles time",
  "node -e": "measures time",
  "npm install": "installs in a folder that the reader makes",
  "npm pack": "packs a folder that the reader makes",
  "npm view": "asks the registry",
  "npm run mutation": "takes half an hour or more",
  "npm run format": "rewrites files; npm run lint checks the same rules",
  "npm run screenshots": "rewrites pictures; the tests of the forms open the same ones",
  "git checkout": "changes the checkout",
  "git log": "is read by a person",
  "git tag": "changes the checkout",
  "curl -s":
    "speaks to the simulator at its default port; the tests of the simulator send the same",
  sleep: "keeps the input of the next program open",
};

const matches = (given: string, head: string): boolean => {
  const command = given.replace(/^npm run --silent /, "npm run ");
  return command === head || command.startsWith(`${head} `);
};

/** Returns the entry of a list that a command is known by. */
export const headOf = (command: string, list: Readonly<Record<string, unknown>>) =>
  Object.keys(list).find((head) => matches(command, head));

const { scripts } = JSON.parse(readFile("package.json")) as { scripts: Record<string, string> };

interface PrismCommand {
  flags: Record<string, { char?: string; allowNo?: boolean }>;
}
const PRISM = JSON.parse(readFile("node_modules/@prismatic-io/prism/oclif.manifest.json"))
  .commands as Record<string, PrismCommand>;

/** Commands of prism that reach no account. */
const isOffline = (command: string): boolean =>
  command.includes("components:signature") && command.includes("--skip-signature-verify");

/** Tells if a command signs in somewhere: to Prismatic, or to a workspace of Segment. */
export const needsAccount = (command: string): boolean =>
  (/^(npx )?prism /.test(command) && !isOffline(command)) || / --live\b/.test(command);

/** The words of a command, without its quotes. */
const wordsOf = (command: string): string[] =>
  (command.match(/"(?:\\.|[^"])*"|'[^']*'|\S+/g) ?? []).map((word) =>
    word.replace(/^(["'])(.*)\1$/, "$2"),
  );

const optionsOf = (words: readonly string[]): string[] =>
  words.filter((word) => /^--?[a-zA-Z]/.test(word)).map((word) => word.replace(/=.*$/, ""));

/** The names of files that documents leave to the reader. */
const PLACEHOLDER =
  /^((?:new|other)\.json|(?:flow|migrated)\.yml|openapi\.yaml|old-openapi\.json|\.\.\.|…)$|^[A-Z]+$/;
const isFileName = (word: string): boolean =>
  /\.(ya?ml|json|tsx?|js)$/.test(word) && !/[{}$]/.test(word);

const missingFiles = (words: readonly string[]): string[] =>
  words
    .filter((word) => isFileName(word) && !PLACEHOLDER.test(word) && !word.startsWith("reports/"))
    .filter((word) => !existsSync(path.join(ROOT, word)))
    .map((word) => `${word} does not exist`);

/** The text that a program prints for `--help`, from its source. */
function helpOf(program: string): string {
  const source = readFile(program);
  const own = /\bconst HELP = `([\s\S]*?)`;/.exec(source);
  if (own) return own[1] ?? "";
  const [, from] = /import \{[^}]*\bHELP\b[^}]*\} from "([^"]+)"/.exec(source) ?? [];
  return from === undefined ? "" : helpOf(`${path.posix.join(path.dirname(program), from)}.ts`);
}

/** The options of a program in `cli`'s kit that its help does not have. */
function unknownOptions(program: string, options: readonly string[]): string[] {
  const help = helpOf(program);
  return options
    .filter((option) => option !== "--help" && !new RegExp(`${option}\\b`).test(help))
    .map((option) => `${program} has no option ${option}`);
}

const TESTS = filesIn(".", ".test.ts");
const JEST_OPTIONS = ["--verbose", "-t"];

function jestProblems(words: readonly string[]): string[] {
  const titles = words.indexOf("-t") + 1;
  const patterns = words.filter(
    (word, index) => !word.startsWith("-") && (titles === 0 || index !== titles),
  );
  return [
    ...patterns
      .filter((pattern) => !TESTS.some((file) => file.includes(pattern)))
      .map((pattern) => `no test file has ${pattern} in its path`),
    ...optionsOf(words)
      .filter((option) => !JEST_OPTIONS.includes(option))
      .map((option) => `jest: ${option} is not in the list of checked options`),
  ];
}

function scriptProblems(name: string, words: readonly string[]): string[] {
  const script = scripts[name];
  if (script === undefined) return [`package.json has no script ${name}`];
  const [, program] = /^tsx (\S+)/.exec(script) ?? [];
  const options = optionsOf(words);
  if (program !== undefined) return [...unknownOptions(program, options), ...missingFiles(words)];
  return options.map((option) => `${option} is not an option of ${script}`);
}

function prismProblems([name = "", ...words]: readonly string[]): string[] {
  const command = PRISM[name];
  if (!command) return [`prism has no command ${name}`];
  const known = Object.entries(command.flags).flatMap(([flag, { char, allowNo }]) => [
    `--${flag}`,
    ...(char ? [`-${char}`] : []),
    ...(allowNo ? [`--no-${flag}`] : []),
  ]);
  return [
    ...optionsOf(words)
      .filter((option) => !known.includes(option))
      .map((option) => `prism ${name} has no option ${option}`),
    ...missingFiles(words),
  ];
}

/** Returns the mistakes in a command: scripts, files, tests, commands and options that do not exist. */
export function problemsOf(command: string): string[] {
  const [program, first = "", ...rest] = wordsOf(command);
  const [second = "", ...others] = rest;
  if (program === "npm" && first === "run") {
    const [name = "", ...words] = rest.filter((word) => word !== "--silent");
    return scriptProblems(name, words);
  }
  if (program === "npm") return [];
  if (program === "prism") return prismProblems([first, ...rest]);
  if (program === "npx" && first === "prism") return prismProblems(rest);
  if (program === "npx" && first === "jest") return jestProblems(rest);
  if (program === "npx" && first === "tsx") {
    return [
      ...missingFiles([second]),
      ...(missingFiles([second]).length > 0 ? [] : unknownOptions(second, optionsOf(others))),
    ];
  }
  if (program === "curl") {
    const url = rest.find((word) => word.startsWith("http")) ?? "";
    return url.startsWith("http://127.0.0.1:") ? [] : [`${url} is not the simulator`];
  }
  if (program === "bash")
    return existsSync(path.join(ROOT, first)) ? [] : [`${first} does not exist`];
  return missingFiles(rest);
}
