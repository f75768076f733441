import { readFileSync } from "node:fs";
import path from "node:path";

/** An input as documented. */
export interface DocumentedInput {
  key: string;
  label: string;
  type: string;
  required?: boolean;
  collection?: string;
  default?: string;
  example?: string;
}

/** An action as documented. */
export interface DocumentedAction {
  key: string;
  label: string;
  inputs: DocumentedInput[];
  examplePayload?: { data: { data: Record<string, unknown> } };
}

/** A picklist as documented. */
export interface DocumentedPicklist {
  key: string;
  label: string;
  dataSourceType: string;
  inputs: DocumentedInput[];
}

/** A connection as documented. */
export interface DocumentedConnection {
  key: string;
  label: string;
  inputs: DocumentedInput[];
}

/** A component as documented. */
export interface DocumentedComponent {
  component: { key: string; label: string };
  connections: DocumentedConnection[];
  dataSources: DocumentedPicklist[];
  actions: DocumentedAction[];
}

/** The component as its public documentation states it. */
export const documented: DocumentedComponent = JSON.parse(
  readFileSync(path.join(__dirname, "documented-component.json"), "utf8"),
);
