import { isDeepStrictEqual } from "node:util";
import { isBlank } from "../values/cleaner";
import { isExact, isFaithful } from "../values/exactNumber";
import { toJson } from "../values/json";
import { isRecord } from "../values/record";
import { repeatedIn } from "../values/repeated";
import { asDirective, directiveText, isDirective } from "./directive";
import { fitValue } from "./fit";
import type { Setting } from "./setting";

/** How a form shows one setting. */
export interface Control {
  /** The JSON Schema of what is entered. */
  schema: object;
  /** What JSON Forms is told beside it. */
  options?: object;
  /** What is entered already. */
  shown?: unknown;
  /** What to add to the description. */
  hint?: string;
}

const TEXT = { type: "string" } as const;
const ROWS = {
  type: "array",
  items: {
    type: "object",
    properties: { key: { ...TEXT, title: "Key" }, value: { ...TEXT, title: "Value" } },
    required: ["key", "value"],
  },
} as const;

/** About as many characters as a field of one line shows. */
const LINE = 72;
const JSON_HINT = "Written as JSON.";

/** The text that the steps turn back into this value; undefined where there is none. */
function textFor({ kind, mapped }: Setting, value: unknown): string | undefined {
  if (mapped && isDirective(value)) return directiveText(value);
  if (typeof value === "boolean") return kind === "boolean" ? String(value) : undefined;
  if (typeof value === "number" || isExact(value))
    return /number|integer/.test(kind) ? String(value) : undefined;
  // Text that would be read as a directive cannot be shown as what it is.
  return typeof value === "string" && !(mapped && asDirective(value)) ? value : undefined;
}

/** The rows of a table of keys and values; undefined where some value cannot be a cell. */
function rowsFor(setting: Setting, value: unknown): { key: string; value: string }[] | undefined {
  if (!isRecord(value)) return undefined;
  const rows = Object.entries(value).map(([key, inner]) => ({
    key,
    value: textFor(setting, inner),
  }));
  const isShown = rows.every((row) => row.value?.trim());
  return isShown ? (rows as { key: string; value: string }[]) : undefined;
}

/** A field of several lines with a value as JSON, or with nothing in it if that is undefined. */
const asJson = (value: unknown): Control => ({
  schema: TEXT,
  options: { multi: true },
  ...(value !== undefined && { shown: toJson(value) }),
  hint: JSON_HINT,
});

/** A field with a directive as text, of several lines where it is long. */
function directiveField(directive: Record<string, unknown>): Control {
  const shown = directiveText(directive);
  return { schema: TEXT, shown, ...(shown.length > LINE && { options: { multi: true } }) };
}

/** Titles tell choices apart: a dropdown shows nothing else. */
function choicesFor({ choices }: Setting, directive: string | undefined) {
  const repeated = repeatedIn(choices.map(({ label }) => label));
  const own = choices.map(({ label, value }) => ({
    const: String(value),
    title: repeated.has(label) ? `${label} (${value})` : label,
  }));
  return directive === undefined ? own : [...own, { const: directive, title: directive }];
}

function dropdown(setting: Setting, value: unknown): Control {
  const text = textFor(setting, value);
  const directive = setting.mapped && isDirective(value) ? text : undefined;
  const oneOf = choicesFor(setting, directive);
  const isOffered = oneOf.some((choice) => choice.const === text);
  return { schema: { ...TEXT, oneOf }, shown: isOffered ? text : undefined };
}

function list(setting: Setting, value: unknown): Control {
  const { kind, choices, mapped, mixed } = setting;
  if (mapped && isDirective(value)) return directiveField(value);
  if (mixed && isRecord(value)) return asJson(value);
  const items = Array.isArray(value) ? value : [];
  const texts = items.map((item) => textFor(setting, item));
  const isShown = texts.every((text) => text?.trim());
  // The items of an empty list that may hold objects are most often objects.
  const isOfObjects = kind === "object" || (mixed && items.length === 0);
  if (isOfObjects || !isShown) return asJson(value);
  const shown = value === undefined ? undefined : texts;
  const areBoxes = !items.some(isDirective) && new Set(texts).size === texts.length;
  const isOfChoices = choices.length > 0 && areBoxes;
  return isOfChoices
    ? {
        schema: {
          type: "array",
          uniqueItems: true,
          items: { ...TEXT, oneOf: choicesFor(setting, undefined) },
        },
        shown,
      }
    : { schema: { type: "array", items: { ...TEXT, minLength: 1 } }, shown };
}

function table(setting: Setting, value: unknown): Control {
  if (setting.mapped && isDirective(value)) return directiveField(value);
  if (value === undefined) return { schema: ROWS };
  const rows = rowsFor(setting, value);
  return rows ? { schema: ROWS, shown: rows } : asJson(value);
}

/** Whether a mapped number can be shown as text, which unlike a field for numbers takes a path as well. */
const isNumberText = (value: unknown): boolean =>
  value === undefined ||
  isDirective(value) ||
  (typeof value === "number" && Object.is(Number(String(value)), value) && isFaithful(value));

/** A field of one line of text, which also shows what a mapping takes from the event. */
const line = (setting: Setting, value: unknown): Control =>
  setting.mapped && isDirective(value)
    ? directiveField(value)
    : { schema: TEXT, shown: textFor(setting, value) };

/** Whether the steps turn what a control shows back into the value it was made of. */
function givesBack(setting: Setting, shown: unknown, value: unknown): boolean {
  try {
    return isDeepStrictEqual(fitValue(setting, shown, setting.name), value);
  } catch {
    return false;
  }
}

/**
 * The control for a setting, with a value in it unless that is undefined. What came out of it is what
 * the steps turn back into the value: text where the catalog wants something else, rows for maps,
 * paths such as `$.userId` for directives.
 * @returns undefined where no control can show the value, which then stays as it is.
 */
export function controlFor(setting: Setting, value: unknown): Control | undefined {
  const { kind, isList, choices } = setting;
  const isText = kind === "text" && !isList && choices.length === 0;
  if (value === undefined || (isBlank(value) && !isText)) return controlOf(setting, undefined);
  const control = controlOf(setting, value);
  if (control?.shown === undefined) return control;
  return givesBack(setting, control.shown, value) ? control : undefined;
}

function controlOf(setting: Setting, value: unknown): Control | undefined {
  const { kind, isList, choices, secret, long, mapped, mixed, required } = setting;
  if (isList) return list(setting, value);
  if (kind === "textMap" || kind === "object") return table(setting, value);
  const isMapped = mapped && isDirective(value);
  if (choices.length > 0) return dropdown(setting, value);
  if (kind === "boolean" && !isMapped) {
    // A switch that shows off has not answered anything yet.
    const off = required && value === undefined ? false : undefined;
    const shown = typeof value === "boolean" ? value : off;
    return { schema: { type: "boolean" }, options: { toggle: true }, shown };
  }
  const isNumber = kind === "number" || kind === "integer";
  if (isNumber && !isExact(value) && !(mapped && isNumberText(value))) {
    return { schema: { type: kind }, shown: typeof value === "number" ? value : undefined };
  }
  if (mixed && typeof value !== "string") return asJson(value);
  if (kind === "any" && value !== undefined && typeof value !== "string") return undefined;
  const control = line(setting, value);
  if (value !== undefined && control.shown === undefined) return undefined;
  if (secret) {
    return {
      ...control,
      schema: { ...TEXT, format: "password" },
      options: { format: "password" },
    };
  }
  return long ? { ...control, options: { multi: true } } : control;
}
