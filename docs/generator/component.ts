/** An input as the platform receives it. */
export interface BuiltInput {
  key: string;
  label: string;
  type: string;
  comments?: string;
  example?: string;
  placeholder?: string;
  required?: boolean;
  default?: unknown;
  dataSource?: string;
  model?: { label: string; value: string }[];
  collection?: string;
  /** Of a code input. */
  language?: string;
  clean?(raw: unknown): unknown;
}

/** An action or a data source as the platform receives it. */
export interface BuiltStep {
  key: string;
  display: { label: string; description: string };
  inputs: BuiltInput[];
  /** Of an action. */
  performSafety?: string;
  examplePayload?: { data?: unknown; result?: unknown };
  outputSchema?: { type: string; schema: string };
  /** Of a data source. */
  dataSourceType?: string;
}

/** The component as the platform receives it. */
export interface BuiltComponent {
  key: string;
  display: { label: string; description: string };
  connections: { key: string; label: string; comments?: string; inputs: BuiltInput[] }[];
  actions: Record<string, BuiltStep>;
  dataSources: Record<string, BuiltStep>;
}
