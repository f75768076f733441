/**
 * The data of exported pages. They open from a folder, where a page can load scripts and images but no
 * data, so each file of data is a script.
 */

/** A response of the server, as the pages of an export read it. */
export interface ExportedResponse {
  status: number;
  /** JSON. */
  body: unknown;
}

/** The data of an export. Its first script sets it as {@link EXPORT_NAME}; other scripts add responses. */
export interface ExportedData {
  /** The responses that are loaded, by their path below `/api/`. */
  responses: Record<string, ExportedResponse>;
  /** The scripts of the other responses, and the images, by their path below `/api/`. */
  files: Record<string, string>;
}

/** The global name of the data of an export. */
export const EXPORT_NAME = "workbenchExport";
