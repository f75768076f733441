import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Facts, FieldFacts, SettingFacts, Template } from "./facts";

/** The part of Segment's file that is extracted. */
interface Published {
  items: {
    slug: string;
    settings: { name: string; type: string; required: boolean; defaultValue: unknown }[];
    actions: { slug: string; fields: PublishedField[] }[];
  }[];
}

interface PublishedField {
  fieldKey: string;
  type: string;
  sortOrder: number;
  required: boolean;
  multiple: boolean;
  dynamic: boolean;
  allowNull: boolean;
  hidden?: boolean;
  choices: { value: unknown }[] | null;
  defaultValue?: unknown;
}

/** Lists of choices, such as those of currencies, and objects of defaults are cut to this many. */
const LONGEST = 6;

/** Gives each distinct value a number, in the order of first mention. */
class Table<Value> {
  readonly rows: Value[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(value: Value): number {
    const key = JSON.stringify(value);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.rows.length);
    return this.rows.push(value) - 1;
  }
}

/** Numbers as text: `[1, 2, 3, 7]` is `1-3,7`. */
function ranges(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join();
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A default in short: see {@link Template}. */
function shortened(value: unknown): Template {
  if (typeof value === "string") return value.startsWith("$") ? { "=": value } : value;
  if (Array.isArray(value)) return value.map(shortened);
  if (!isObject(value)) return value as Template;
  if ("?" in value || "=" in value)
    throw new Error(`Not to be shortened: ${JSON.stringify(value)}`);
  const [key, ...others] = Object.keys(value);
  if (others.length === 0 && key === "@path" && String(value["@path"]).startsWith("$")) {
    return String(value["@path"]);
  }
  const test = others.length === 0 && key === "@if" ? value["@if"] : undefined;
  const isFallback =
    isObject(test) &&
    Object.keys(test).join() === "exists,then,else" &&
    JSON.stringify(test.exists) === JSON.stringify(test.then);
  if (isFallback) return { "?": [shortened(test.then), shortened(test.else)] };
  const entries = Object.entries(value).slice(0, LONGEST);
  return Object.fromEntries(entries.map(([name, inner]) => [name, shortened(inner)]));
}

function choicesOf({ choices, defaultValue }: PublishedField): unknown[] {
  const values = (choices ?? []).map(({ value }) => value);
  return values.filter((value, at) => at < LONGEST || value === defaultValue);
}

function factsOf({ items }: Published): Facts {
  const settings = new Table<SettingFacts>();
  const fields = new Table<FieldFacts>();
  const choices = new Table<unknown[]>();
  const ofField = (field: PublishedField): number => {
    const { fieldKey, type, required, multiple, allowNull, dynamic, hidden } = field;
    const flags = Object.entries({ required, multiple, allowNull, dynamic, hidden })
      .map(([name, isSet]) => (isSet ? name.charAt(0) : ""))
      .join("");
    const offered = choicesOf(field);
    const row = offered.length > 0 ? String(choices.numberOf(offered)) : "";
    const facts: FieldFacts = [fieldKey, [type, flags, row].join(" ").trim()];
    if (field.defaultValue !== undefined) facts.push(shortened(field.defaultValue));
    return fields.numberOf(facts);
  };
  const types = items.map(({ slug, settings: options, actions }): Facts["types"][number] => [
    slug,
    ranges(
      options.map(({ name, type, required, defaultValue }) =>
        settings.numberOf([name, required ? `${type} r` : type, defaultValue]),
      ),
    ),
    ...actions.map(({ slug, fields }): [string, string] => [
      slug,
      ranges(fields.toSorted((a, b) => a.sortOrder - b.sortOrder).map(ofField)),
    ]),
  ]);
  return { settings: settings.rows, choices: choices.rows, fields: fields.rows, types };
}

/** JSON with a line for each row. */
function written(facts: Facts): string {
  const parts = Object.entries(facts).map(
    ([name, rows]: [string, unknown[]]) =>
      `"${name}": [\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`,
  );
  return `{\n${parts.join(",\n")}\n}\n`;
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("Usage: tsx test/catalog/extract.ts <destinations.yml>");
writeFileSync(
  join(__dirname, "destinations.json"),
  written(factsOf(parse(readFileSync(path, "utf8")) as Published)),
);
