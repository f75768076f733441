import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { carryOut } from "../../platform/command";
import { loadComponent } from "../../platform/component";

const flows = path.resolve(__dirname, "../../flows");
const examples = readdirSync(flows).filter((name) => name.endsWith(".yml"));
const component = loadComponent();
let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), "broken-flows-"));
});
afterAll(() => rmSync(scratch, { recursive: true }));

/**
 * A fault in an example: the replaced text, its replacement and the expected reason. The error names the
 * line of the replacement, or of the first `at` after it.
 */
interface Breakage {
  what: string;
  from: RegExp;
  to: string | ((text: string) => string);
  reason: RegExp;
  at?: RegExp;
}

const connectionOf = (text: string): string =>
  /(?<=elements:\n +- type: configVar\n +value: ).*/.exec(text)?.[0] ?? "";
const triggerOf = (text: string): string => /(?<=\n {8}name: ).*/.exec(text)?.[0] ?? "";

/** Each can happen to every example. */
const BREAKAGES: readonly Breakage[] = [
  {
    what: "another version of the format",
    from: /definitionVersion: 7/,
    to: "definitionVersion: 6",
    reason: /expected 7, got the number 6/,
  },
  {
    what: "a misspelt key",
    from: /(?<=\n)requiredConfigVars:/,
    to: "requiredConfigVar:",
    reason: /did you mean "requiredConfigVars"/,
  },
  {
    what: "a tab for indentation",
    from: /(?<=\n) {4}steps:/,
    to: "\tsteps:",
    reason: /[Tt]abs/,
  },
  {
    what: "a key given twice",
    from: /definitionVersion: 7/,
    to: "definitionVersion: 7\ndefinitionVersion: 7",
    reason: /Map keys must be unique/,
    at: /(?<=definitionVersion: 7\n)definitionVersion/,
  },
  {
    what: "a misspelt component",
    from: /key: segment(?=\n)/,
    to: "key: segmnt",
    reason: /segmnt: .*did you mean "segment"/,
  },
  {
    what: "a misspelt component of the platform",
    from: /key: code(?=\n)/,
    to: "key: cod",
    reason: /cod: .*did you mean "code"/,
  },
  {
    what: "the component taken for a public one",
    from: /isPublic: false(?=\n +key: segment\n)/,
    to: "isPublic: true",
    reason: /isPublic/,
  },
  {
    what: "a misspelt action",
    from: /(?<=action:\n +key: )(?=list|get|raw|delete|upsert|send|identify|reverse|convert)/,
    to: "x",
    reason: /no such (?:action|trigger); did you mean "\w+"?/,
  },
  {
    what: "a misspelt input",
    from: /(?<=\n {10}| {14})region:(?=\n +type: configVar)/,
    to: "regoin:",
    reason: /no input regoin; did you mean "region"?/,
  },
  {
    what: "a misspelt kind of input",
    from: /(?<=region:\n +type: )configVar/,
    to: "configvar",
    reason: /configVar/,
  },
  {
    what: "a page with an unknown config variable",
    from: /(?<=elements:\n +- type: configVar\n +value: ).*/,
    to: "Segment Conection",
    reason: /"Segment Conection" does not exist/,
  },
  {
    what: "an input with an unknown config variable",
    from: /(?<=connection(?:Input)?:\n +type: configVar\n +value: ).*(?=[\s\S]*\nname:)/,
    to: "Segment Conection",
    reason: /"Segment Conection" does not exist/,
  },
  {
    what: "a connection for a region",
    from: /(?<=region:\n +type: configVar\n +value: ).*(?=[\s\S]*\nname:)/,
    to: connectionOf,
    reason: /connection/,
  },
  {
    what: "a number without quotes",
    from: /(?<=level:\n +type: value\n +value: )\w+/,
    to: "5",
    reason: /expected text, got the number 5; put it in quotes/,
  },
  {
    what: "a value that is not offered",
    from: /(?<=level:\n +type: value\n +value: )\w+/,
    to: "loud",
    reason: /expected one of debug, info, warn, error, got "loud"/,
  },
  {
    what: "a reference to an unknown step",
    from: /(?<=(?:message|traits):\n +type: reference\n +value: )\w/,
    to: "$&x",
    reason: /no earlier step has this name/,
  },
  {
    what: "code that asks for an unknown step",
    from: /stepResults\.\w+/,
    to: "stepResults.nobody",
    reason: /nobody/,
  },
  {
    what: "code that is none",
    from: /module\.exports = async \(/,
    to: "module exports = async (",
    reason: /Unexpected identifier/,
  },
  {
    what: "no trigger",
    from: /\n {8}isTrigger: true/,
    to: "",
    reason: /trigger/,
    at: /(?<=\n {4}steps:\n {6}- )action/,
  },
  {
    what: "two steps of one name",
    from: /(?<=\n {8}name: .*\n[\s\S]*?\n {8}name: ).*/,
    to: triggerOf,
    reason: /is referred to as/,
  },
];

const cases = examples.flatMap((example) =>
  BREAKAGES.map((breakage) => ({ example, ...breakage })),
);

const lineAt = (text: string, index: number): number => text.slice(0, index).split("\n").length;

test("there are ten examples, and twenty ways of breaking each", () => {
  expect(examples).toHaveLength(10);
  expect(BREAKAGES).toHaveLength(20);
});

test.each(cases)(
  "$example with $what is refused by file, line and reason, and nothing is run",
  async ({ example, from, to, reason, at }) => {
    const sound = readFileSync(path.join(flows, example), "utf8");
    expect(sound).toMatch(from);
    const broken = sound.replace(from, typeof to === "string" ? to : to(sound));
    const line = at ? lineAt(broken, broken.search(at)) : lineAt(sound, sound.search(from));
    const file = path.join(scratch, example);
    writeFileSync(file, broken);
    const lines: string[] = [];
    const refuses = () => {
      throw new Error("something was run");
    };
    const code = await carryOut(
      { file },
      { component, open: refuses, env: {}, write: (said) => lines.push(said), view: refuses },
    );
    expect(code).toBe(2);
    expect(lines.filter((said) => said.startsWith(`${file}:${line}: `))).toContainEqual(
      expect.stringMatching(reason),
    );
  },
);
