import { readFileSync } from "node:fs";
import { join } from "node:path";
import { action, destination } from "../../simulator/catalog/build";
import type { ActionField, DestinationMetadata, Option } from "../../simulator/catalog/types";
import type { Facts, Template } from "./facts";

const { settings, choices, fields, types } = JSON.parse(
  readFileSync(join(__dirname, "destinations.json"), "utf8"),
) as Facts;

/** The rows that text such as `1-3,7` names. */
function rowsIn<Row>(table: readonly Row[], ranges: string): Row[] {
  return ranges.split(",").flatMap((range) => {
    const [first, last = first] = range.split("-");
    return range === "" ? [] : table.slice(Number(first), Number(last) + 1);
  });
}

/** A default in full: see {@link Template}. */
function inFull(template: Template): unknown {
  if (typeof template === "string") {
    return template.startsWith("$") ? { "@path": template } : template;
  }
  if (Array.isArray(template)) return template.map(inFull);
  if (typeof template !== "object" || template === null) return template;
  if ("=" in template) return template["="];
  if ("?" in template) {
    const [first, second] = (template["?"] as Template[]).map(inFull);
    const branches = [
      ["exists", first],
      ["then", first],
      ["else", second],
    ];
    return { "@if": Object.fromEntries(branches) };
  }
  return Object.fromEntries(Object.entries(template).map(([name, inner]) => [name, inFull(inner)]));
}

const options: Option[] = settings.map(([name, words, defaultValue]) => {
  const [type = "", required] = words.split(" ");
  return { name, type, required: required !== undefined, defaultValue, label: name };
});

type Field = Partial<ActionField> & Pick<ActionField, "fieldKey" | "type">;

const actionFields: Field[] = fields.map(([fieldKey, words, ...defaults]) => {
  const [type = "", flags = "", row] = words.split(" ");
  const offered = row === undefined ? undefined : choices[Number(row)];
  return {
    fieldKey,
    type,
    required: flags.includes("r"),
    multiple: flags.includes("m"),
    allowNull: flags.includes("a"),
    dynamic: flags.includes("d"),
    hidden: flags.includes("h"),
    ...(offered && {
      choices: offered.map((value) => ({ label: String(value), value: value as string })),
    }),
    ...(defaults.length > 0 && { defaultValue: inFull(defaults[0]) }),
  };
});

/**
 * The destinations of Segment's published catalog, in the shape in which the API returns them. Their
 * ids and names are their slugs; labels are names, and there is no prose.
 */
export const destinations: readonly DestinationMetadata[] = types.map(([slug, own, ...actions]) =>
  destination({
    id: slug,
    name: slug,
    slug,
    options: rowsIn(options, own),
    actions: actions.map(([name, rows], index) =>
      action(`${slug}-${index}`, name, name, rowsIn(actionFields, rows)),
    ),
  }),
);
