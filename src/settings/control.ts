import { isDeepStrictEqual } from "node:util";
import { isBlank } from "../values/cleaner";
import { isExact, isFaithful } from "../values/exactNumber";
import { toJson } from "../values/json";
import { isRecord } from "../values/record";
import { repeatedIn } from "../values/repeated";
import { asDirective, directiveText, isDirective } from "./directive";
import { fitValue } from "./fitValue";
import type { Setting } from "./setting";

/** The control of one setting in a form. */
export interface Control {
  /** The JSON Schema of the entered value. */
  schema: object;
  /** The options of JSON Forms. */
  options?: object;
  /** The prefilled value. */
  shown?: unknown;
  /** A sentence to add to the description. */
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

/** The number of characters that a field of one line shows, roughly. */
const LINE = 72;
const JSON_HINT = "Written as JSON.";

/** Returns the text that the steps convert back into this value, or undefined if there is none. */
function textFor({ kind, mapped }: Setting, value: unknown): string | undefined {
  if (mapped && isDirective(value)) return directiveText(value);
  if (typeof value === "boolean") return kind === "boolean" ? String(value) : undefined;
  if (typeof value === "number" || isExact(value))
    return /number|integer/.test(kind) ? String(value) : undefined;
  // Text that looks like a directive cannot be shown as text.
  return typeof value === "string" && !(mapped && asDirective(value)) ? value : undefined;
}

/** Returns the rows of a table of keys and values, or undefined if a value does not fit in a cell. */
function rowsFor(setting: Setting, value: unknown): { key: string; value: string }[] | undefined {
  if (!isRecord(value)) return undefined;
  const rows = Object.entries(value).map(([key, inner]) => ({
    key,
    value: textFor(setting, inner),
  }));
  const isShown = rows.every((row) => row.value?.trim());
  return isShown ? (rows as { key: string; value: string }[]) : undefined;
}

/** A field of several lines that shows a value as JSON; empty if the value is undefined. */
const asJson = (value: unknown): Control => ({
  schema: TEXT,
  options: { multi: true },
  ...(value !== undefined && { shown: toJson(value) }),
  hint: JSON_HINT,
});

/** A field that shows a directive as text, of several lines if it is long. */
function directiveField(directive: Record<string, unknown>): Control {
  const shown = directiveText(directive);
  return { schema: TEXT, shown, ...(shown.length > LINE && { options: { multi: true } }) };
}

/** Gives each choice a unique title, since a dropdown shows only titles. */
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
  // An empty list that can hold objects usually holds objects.
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

/** Tells whether a mapped number can be shown as text. Unlike a number field, text accepts a path too. */
const isNumberText = (value: unknown): boolean =>
  value === undefined ||
  isDirective(value) ||
  (typeof value === "number" && Object.is(Number(String(value)), value) && isFaithful(value));

/** A field of one line of text, which also shows a mapping directive. */
const line = (setting: Setting, value: unknown): Control =>
  setting.mapped && isDirective(value)
    ? directiveField(value)
    : { schema: TEXT, shown: textFor(setting, value) };

/** Tells whether the steps convert the shown value back into the original value. */
function givesBack(setting: Setting, shown: unknown, value: unknown): boolean {
  try {
    return isDeepStrictEqual(fitValue(setting, shown, setting.name), value);
  } catch {
    return false;
  }
}

/**
 * Creates the control for a setting, prefilled with a value unless that is undefined. The steps convert
 * the submitted value back: text into other types, rows into maps, paths such as `$.userId` into directives.
 * @returns undefined if no control can show the value, which then is not changed.
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
    // A required switch is off by default, so that the form can be submitted.
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
