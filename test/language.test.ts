import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { BuiltInput, BuiltStep, BuiltTrigger } from "../platform/component";
import { built } from "./oracle/component";

const ROOT = path.resolve(__dirname, "..");

/** Wording that readers must decode: use "response", "return", a noun or a verb instead. */
const UNCLEAR =
  /\banswer|\bto use\b|the choices are|\btried again\b|\bone there is\b|^(What|Whether|How) |^Where empty/i;

/** British spelling, of words that these texts need or may need. */
const BRITISH =
  /\b(?:licence|colour|behaviour|favour|honour|neighbour|catalogue|centre|cancell(?:ed|ing)|labell|modell|travell|misspelt|whilst|(?:recogn|normal|initial|organ|serial|author|summar|minim|optim)is(?:e|ing|ation)|analyse|artefact)/;

/** A heading of a page may be a question. */
const prose = (markdown: string): string[] =>
  markdown
    .replace(/^```[\s\S]*?^```/gm, "")
    .replace(/^( {4}|\t|#).*$/gm, "")
    .split(/\n\s*\n|\n(?=\s*(?:[-*|]|\d+\.) )/)
    .map((paragraph) => paragraph.replace(/^\s*[-*|>]\s*/, ""));

/** The text of the doc comments of a source file. */
const docComments = (source: string): string[] =>
  (source.match(/\/\*\*[\s\S]*?\*\//g) ?? []).map((comment) =>
    comment.slice(3, -2).replace(/^\s*\* ?/gm, ""),
  );

/** Code names are no wording: error codes keep their values for the flows that read them. */
const withoutCode = (text: string): string =>
  text
    .replace(/`[^`]*`/g, "``")
    .replace(/\b[A-Z]+(?:_[A-Z]+)+\b/g, "``")
    .replace(/\s+/g, " ")
    .trim();

const sentences = (text: string): string[] => text.split(/(?<=[.!?]) /);

/** The unclear sentences, with their place. */
const unclear = (texts: readonly (readonly [place: string, text: string])[]): string[] =>
  texts
    .flatMap(([place, text]) => sentences(withoutCode(text)).map((one) => [place, one] as const))
    .filter(([, text]) => UNCLEAR.test(text) || BRITISH.test(text))
    .map(([place, text]) => `${place}: ${text}`);

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(file, ending);
    return file.endsWith(ending) ? [file] : [];
  });
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

test("labels, descriptions and comments of the component use plain terms", () => {
  const steps = [built.actions, built.triggers, built.dataSources].flatMap((some) =>
    Object.values<BuiltStep | BuiltTrigger>(some),
  );
  const texts = steps.flatMap((step) => [
    [step.key, step.display.label] as const,
    [step.key, step.display.description] as const,
    ...step.inputs.flatMap(({ key, label, comments }: BuiltInput) =>
      [label, comments ?? ""].map((text) => [`${step.key}.${key}`, String(text)] as const),
    ),
  ]);
  expect(texts.length).toBeGreaterThan(1000);
  expect(unclear(texts)).toEqual([]);
});

test("doc comments of the source use plain terms", () => {
  const files = filesIn("src", ".ts").filter((file) => file !== "src/contract/segment.ts");
  const texts = files.flatMap((file) =>
    docComments(read(file)).map((text) => [file, text] as const),
  );
  expect(texts.length).toBeGreaterThan(300);
  expect(unclear(texts)).toEqual([]);
});

test("pages use plain terms", () => {
  const pages = readdirSync(path.join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`);
  const others = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "bundle/README.md",
  ];
  const folders = ["documentation", "flows"].flatMap((folder) => filesIn(folder, ".md"));
  const texts = [...pages, ...folders, ...others].flatMap((file) =>
    prose(read(file)).map((text) => [file, text] as const),
  );
  expect(texts.length).toBeGreaterThan(100);
  expect(unclear(texts)).toEqual([]);
});

/** The texts that people read in a flow file, with their places. */
function textsIn(value: unknown, place: string): [place: string, text: string][] {
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, place));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]): [string, string][] => {
    if (typeof one !== "string") return textsIn(one, place);
    if (key === "documentation") return prose(one).map((text) => [place, text]);
    return ["name", "description", "tagline"].includes(key) ? [[place, one]] : [];
  });
}

test("the texts of the example flows use plain terms", () => {
  const files = [...filesIn("flows", ".yml"), "docs/first-flow.yml"];
  const texts = files.flatMap((file) => textsIn(parse(read(file)), file));
  expect(texts.length).toBeGreaterThan(200);
  expect(unclear(texts)).toEqual([]);
});
