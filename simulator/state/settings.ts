/** The settings of an object: free names, checked against what declares them. */
export type Settings = Record<string, unknown>;

/** A setting that a function declares. */
export interface FunctionSetting {
  name: string;
  label: string;
  description: string;
  type: "ARRAY" | "BOOLEAN" | "STRING" | "TEXT_MAP";
  required: boolean;
  sensitive: boolean;
}
