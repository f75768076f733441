import type { FormValue } from "../variables";

/** The form of a data source: a schema, its layout and the initial values. */
export interface FormDefinition {
  schema: object;
  uiSchema?: object;
  data?: unknown;
}

/** The page shows a form in the frame, or changes its colors. */
export type ToFrame =
  | { type: "show"; form: FormDefinition; name: string; isDark: boolean }
  | { type: "theme"; isDark: boolean };

/** The frame tells its state. */
export type FromFrame =
  | { type: "ready" }
  | { type: "changed"; value: Pick<FormValue, "data" | "problems"> }
  | { type: "failed"; message: string }
  /** The height of the content in pixels. */
  | { type: "height"; height: number };
