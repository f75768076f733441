import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FlowFile } from "../../protocol";
import { packageOf } from "../packageFiles";

const EXTENSION = /\.ya?ml$/;

/** The folder of the flows in the package of a built file; undefined if it has none. */
function flowsOf(file: string): string | undefined {
  const folder = packageOf(file);
  const flows = folder && path.join(folder, "flows");
  return flows && existsSync(flows) ? flows : undefined;
}

/** The names of the files in a folder, without their extensions, in alphabetical order. */
function namesIn(folder: string): Map<string, string> {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && EXTENSION.test(entry.name))
    .map(({ name }): [string, string] => [name.replace(EXTENSION, ""), path.join(folder, name)]);
  return new Map(files.toSorted(([one], [other]) => one.localeCompare(other)));
}

const readIfThere = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, "utf8") : undefined;

/** The names of the flow files beside a component. @param file the file of the built component. */
export function listFlows(file: string): string[] {
  const folder = flowsOf(file);
  return folder ? [...namesIn(folder).keys()] : [];
}

/**
 * Reads a flow file and its samples. Only a name of {@link listFlows} leads to a file.
 * @returns undefined if there is no such flow.
 */
export function readFlow(file: string, name: string): Omit<FlowFile, "described"> | undefined {
  const folder = flowsOf(file);
  const found = folder && namesIn(folder).get(name);
  if (!found) return undefined;
  const sample = (kind: string) =>
    readIfThere(path.join(folder, "samples", `${name}.${kind}.json`));
  return {
    name,
    text: readFileSync(found, "utf8"),
    payload: sample("payload"),
    config: sample("config"),
  };
}
