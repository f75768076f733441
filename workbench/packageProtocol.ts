import type { ConfigVar } from "../platform/format/integration";

/** The configuration of an integration: what a customer fills in when they configure it. */
export interface Configuration {
  /** The name of the file of the integration, without `.yml`. */
  name: string;
  /** The name of the integration. */
  label: string;
  description: string;
  /** In the order of their declaration. */
  variables: ConfigVar[];
  pages: ConfigurationPage[];
}

/** A config page of the wizard. */
export interface ConfigurationPage {
  name: string;
  tagline: string;
  elements: ConfigurationElement[];
}

/** A config variable on a page, by its name, or text. */
export type ConfigurationElement =
  | { type: "variable"; name: string }
  | { type: "text"; text: string };

/** An integration whose configuration the workbench shows. */
export type ConfigurationSummary = Pick<Configuration, "name" | "label" | "description">;

/** A heading of a document, and the name of its place in the page. */
export interface DocumentHeading {
  id: string;
  text: string;
}

/** A document of the package. */
export interface DocumentSummary {
  /** The path in the package, such as `docs/settings.md`. */
  path: string;
  title: string;
  headings: DocumentHeading[];
}

/** The content of a document. */
export interface DocumentContent {
  path: string;
  /** Markdown. */
  text: string;
}
