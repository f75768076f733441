import { BY_HAND, headOf, needsAccount, problemsOf, RUN_BY } from "./commands";
import { type Command, commandsOf, filesIn, readFile, simpleCommands } from "./read";

/** The changelog names commands of the past, and the reference has none. */
const DOCUMENTS = filesIn(".", ".md").filter(
  (file) => file !== "CHANGELOG.md" && !file.startsWith("docs/reference/"),
);

interface Found extends Command {
  file: string;
  /** One command of the line. */
  command: string;
}
const found: Found[] = DOCUMENTS.flatMap((file) =>
  commandsOf(readFile(file)).flatMap((one) =>
    simpleCommands(one.text).map((command) => ({ file, command, ...one })),
  ),
);
const placed = ({ file, command }: Found): string => `${file}: ${command}`;

test("the documents with commands are found", () => {
  const files = new Set(found.map(({ file }) => file));
  const some = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/publishing.md",
    "bench/README.md",
  ];
  expect([...files]).toEqual(expect.arrayContaining(some));
  expect(found.length).toBeGreaterThan(100);
});

test("every command of every document is run in a test, needs an account, or has a reason to be run by hand", () => {
  const unknown = found.filter(
    ({ command }) =>
      !needsAccount(command) && !headOf(command, RUN_BY) && !headOf(command, BY_HAND),
  );
  expect(unknown.map(placed)).toEqual([]);
});

test("every script, file, test, command and option in a command exists", () => {
  const wrong = found.flatMap((one) =>
    problemsOf(one.command).map((problem) => `${placed(one)}: ${problem}`),
  );
  expect(wrong).toEqual([]);
});

test("every command that needs an account says so", () => {
  const silent = found.filter((one) => needsAccount(one.command) && !one.needsAccount);
  expect(silent.map(placed)).toEqual([]);
  expect(found.filter(({ command }) => needsAccount(command)).length).toBeGreaterThan(10);
});

test("the files that run the commands do so, and no list has a command that no document has", () => {
  const wrong = Object.entries(RUN_BY).filter(([, [file, text]]) => !readFile(file).includes(text));
  expect(wrong).toEqual([]);
  const heads = [...Object.keys(RUN_BY), ...Object.keys(BY_HAND)];
  const used = new Set(
    found.flatMap(({ command }) => [headOf(command, RUN_BY), headOf(command, BY_HAND)]),
  );
  expect(heads.filter((head) => !used.has(head))).toEqual([]);
});

test("commands are read from blocks, consoles and text, with their marks", () => {
  const page = [
    "Run `npm run one` with an account, or `node:https`.",
    "",
    "    npm run two -- \\",
    "      --flag    # needs an account",
    "    A=1 npm run three && npm run four > out.txt",
    "",
    "| `npm run five` | a row |",
    "| `npx prism me` | needs an account |",
    "",
    "```console",
    "$ npm run six",
    "npm run output",
    "```",
  ].join("\n");
  const commands = commandsOf(page);
  expect(commands.map(({ text, needsAccount }) => [text, needsAccount])).toEqual([
    ["npm run one", true],
    ["npm run two -- --flag", true],
    ["A=1 npm run three && npm run four > out.txt", true],
    ["npm run five", false],
    ["npx prism me", true],
    ["npm run six", true],
  ]);
  expect(simpleCommands(commands[2]?.text ?? "")).toEqual(["npm run three", "npm run four"]);
});

test.each([
  ["npm run nothing", "package.json has no script nothing"],
  ["npm run flow -- flows/nothing.yml", "flows/nothing.yml does not exist"],
  ["npm run flow -- flows/audit-workspace.yml --lives", "platform/main.ts has no option --lives"],
  ["npm run workbench -- --no-built", "workbench/main.ts has no option --no-built"],
  ["npm run mutation -- --fast", "--fast is not an option of stryker run"],
  ["npx jest test/nothing", "no test file has test/nothing in its path"],
  ["npx tsx bench/nothing.ts", "bench/nothing.ts does not exist"],
  ["npx prism components:publishes", "prism has no command components:publishes"],
  ["npx prism components:publish --note x", "prism components:publish has no option --note"],
  ["bash .ci/runs", ".ci/runs does not exist"],
  ["curl -s https://example.com", "https://example.com is not the simulator"],
])("a mistake in a command is found: %s", (command, problem) => {
  expect(problemsOf(command)).toEqual([problem]);
});
