import { isDeepStrictEqual } from "node:util";
import { isSecretName } from "../http/secretNames";
import { secretsIn } from "../http/secretsIn";
import { isBlank } from "../values/cleaner";
import { isExact } from "../values/exactNumber";
import { inputError } from "../values/inputError";
import { toJson } from "../values/json";
import { fromJson } from "../values/jsonCleaners";
import { isRecord, ownValue } from "../values/record";
import { fitValue } from "./fit";
import { fromFormName } from "./formName";
import { isMasked } from "./masked";
import { type Setting, unlisted } from "./setting";

/**
 * The property of a form that holds the table of other settings. It is the name that no setting has in a
 * form, where a percent sign is always followed by the code of a character: see `toFormName`.
 */
export const OTHER_SETTINGS = "%other";

/** The title of the table. */
export const OTHER_SETTINGS_TITLE = "Other Settings";

/** The types of values in the table, with their titles. */
const TYPES = { text: "Text", number: "Number", boolean: "Boolean", json: "JSON" } as const;

type RowType = keyof typeof TYPES;

/** A row of the table: a setting's name, and its value as text. */
interface Row {
  name: string;
  type: RowType;
  value: string;
}

const text = (title: string) => ({ type: "string", title });

/** The JSON Schema of the table. */
export const OTHER_SETTINGS_SCHEMA = {
  type: "array",
  items: {
    type: "object",
    properties: {
      name: { ...text("Name"), minLength: 1 },
      type: {
        ...text("Type"),
        oneOf: Object.entries(TYPES).map(([value, title]) => ({ const: value, title })),
        default: "text",
      },
      value: text("Value"),
    },
    required: ["name"],
  },
} as const;

const COLUMNS: ReadonlySet<string> = new Set(Object.keys(OTHER_SETTINGS_SCHEMA.items.properties));

const isType = (type: unknown): type is RowType =>
  typeof type === "string" && Object.hasOwn(TYPES, type);

/** A row as a form returns it: its cells may be empty, and rows that a flow makes may hold typed values. */
type GivenRow = Partial<Record<keyof Row, unknown>>;

const isRow = (row: unknown): row is GivenRow =>
  isRecord(row) &&
  Object.keys(row).every((column) => COLUMNS.has(column)) &&
  (row.type === undefined || isType(row.type));

/** The value of a row; undefined if it has none. */
function givenIn({ type = "text", value }: GivenRow, name: string, label: string): unknown {
  if (type === "json") return isBlank(value) ? undefined : fromJson(value, label, "JSON");
  const kind = type as Exclude<RowType, "json">;
  return fitValue({ ...unlisted(name), kind, secret: isSecretName(name) }, value, label);
}

/** The settings of a table's rows. Rows without a value are left out, as they are those not filled in. */
function settingsOf(rows: readonly GivenRow[], label: string): Map<string, unknown> {
  const settings = new Map<string, unknown>();
  for (const [index, row] of rows.entries()) {
    const { name, value } = row;
    if (typeof name !== "string" || isBlank(name)) {
      if (isBlank(value)) continue;
      throw inputError(
        `${label}, row ${index + 1} of ${OTHER_SETTINGS_TITLE}`,
        "a name",
        "nothing",
      );
    }
    const path = `${label}.${name}`;
    if (name === "__proto__") throw inputError(path, "another name", "one that no object can have");
    const given = givenIn(row, name, path);
    if (given === undefined) continue;
    if (settings.has(name)) throw inputError(path, `one row in ${OTHER_SETTINGS_TITLE}`, "another");
    settings.set(name, given);
  }
  return settings;
}

/**
 * Settings with those of the table of other settings, if a form returned them, under their own names and
 * with the types that their rows name.
 * @throws an input error if a row has no name or a value of another type, or if a setting is given twice.
 */
export function expandOtherSettings(
  given: Readonly<Record<string, unknown>>,
  label: string,
): Readonly<Record<string, unknown>> {
  const rows = ownValue(given, OTHER_SETTINGS);
  if (!Array.isArray(rows) || !rows.every(isRow)) return given;
  const rest = Object.entries(given).filter(([name]) => name !== OTHER_SETTINGS);
  const names = new Set(rest.flatMap(([name]) => [name, fromFormName(name)]));
  const others = settingsOf(rows, label);
  for (const name of others.keys()) {
    if (!names.has(name)) continue;
    throw inputError(`${label}.${name}`, "one value", `another in ${OTHER_SETTINGS_TITLE}`);
  }
  return Object.fromEntries([...rest, ...others]);
}

/** A cell shows one line. */
const isLine = (value: string): boolean => !/[\n\r\u2028\u2029]/.test(value);

function cellsOf(value: unknown): Pick<Row, "type" | "value"> {
  if (typeof value === "string" && isLine(value)) return { type: "text", value };
  if (typeof value === "number" || isExact(value)) return { type: "number", value: toJson(value) };
  if (typeof value === "boolean") return { type: "boolean", value: String(value) };
  return { type: "json", value: toJson(value) };
}

/** Whether a setting, or anything in its value, is a secret, masked or not. */
const isSecret = (name: string, value: unknown): boolean =>
  isMasked(value) || secretsIn({ [name]: value }).length > 0;

/** The row that shows a value; undefined if none can, or if it is a secret. */
function rowOf(name: string, value: unknown): Row | undefined {
  if (value === undefined || value === null || isSecret(name, value)) return undefined;
  const row = { name, ...cellsOf(value) };
  try {
    return isDeepStrictEqual(settingsOf([row], ""), new Map([[name, value]])) ? row : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The rows of what is held beyond the settings that a form lists: each with the type that is held, lists
 * and objects as JSON. Secrets and what no row can show are left out, so that they stay as they are.
 */
export function otherSettingsRows(
  listed: readonly Setting[],
  values: Readonly<Record<string, unknown>>,
): Row[] {
  const names = new Set(listed.map(({ name }) => name));
  return Object.entries(values)
    .filter(([name]) => !names.has(name))
    .map(([name, value]) => rowOf(name, value))
    .filter((row) => row !== undefined);
}
