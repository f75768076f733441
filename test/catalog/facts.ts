/**
 * A default in short. Text that begins with `$` stands for the directive `{"@path": text}`, and
 * `{"?": [a, b]}` for the directive that takes `a` if it exists and `b` otherwise; `{"=": text}` is text
 * that begins with `$`.
 */
export type Template = unknown;

/** A setting: its name, its type with ` r` if it is required, and its default. */
export type SettingFacts = [name: string, type: string, defaultValue: unknown];

/**
 * A field of an action: its name; its type, the first letters of what it is (required, multiple,
 * allowNull, dynamic, hidden) and the row of its choices, with spaces between them; its default in short.
 */
export type FieldFacts = [name: string, type: string, defaultValue?: Template];

/**
 * Segment's published catalog of destinations, without its prose: each distinct setting, list of
 * choices and field once, and the types with the rows of theirs, such as `1-3,7`.
 */
export interface Facts {
  settings: SettingFacts[];
  choices: unknown[][];
  fields: FieldFacts[];
  /** A slug, the rows of its settings, and its actions: each a slug and the rows of its fields. */
  types: [slug: string, settings: string, ...actions: [slug: string, fields: string][]][];
}
