import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../../cli/errors";
import { Report } from "../../platform/check/report";
import { checkStructure } from "../../platform/check/structure";
import type { Integration } from "../../platform/format/integration";
import { readSource } from "../../platform/format/source";
import type { Configuration, ConfigurationElement, ConfigurationSummary } from "../packageProtocol";
import { packageOf } from "./packageFiles";

const EXTENSION = ".yml";

/** The folder of the integrations in the package of a component; undefined if it has none. */
function flowsOf(file: string): string | undefined {
  const folder = packageOf(file);
  const flows = folder && path.join(folder, "flows");
  return flows && existsSync(flows) ? flows : undefined;
}

/** The names of the files in a folder, which no request can extend. */
const namesIn = (folder: string | undefined): string[] =>
  folder === undefined
    ? []
    : readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(EXTENSION))
        .map(({ name }) => name.slice(0, -EXTENSION.length))
        .sort();

/**
 * Reads an integration of the package.
 * @throws Refusal with the lines of its problems.
 */
function readIntegration(folder: string, name: string): Integration {
  const source = readSource(readFileSync(path.join(folder, `${name}${EXTENSION}`), "utf8"));
  const report = new Report(source);
  const isSound = source.problems.length === 0 && checkStructure(source.data, report);
  if (isSound) return source.data as Integration;
  const problems = source.problems.length > 0 ? source.problems : report.problems();
  throw new Refusal(
    `flows/${name}${EXTENSION} cannot be used:`,
    ...problems.map(({ line, message }) => `line ${line}: ${message}`),
  );
}

/** The text of a note, which may hold HTML: the workbench shows no markup of a file. */
const toPlainText = (html: string): string => html.replace(/<[^>]*>/g, " ").trim();

function describeElement(
  { type, value }: { type: string; value: string },
  names: ReadonlySet<string>,
): ConfigurationElement {
  return type === "htmlElement" && !names.has(value)
    ? { type: "text", text: toPlainText(value) }
    : { type: "variable", name: value };
}

/** Describes the configuration of an integration. Variables that no page has are on a page of their own. */
export function describeConfiguration(
  name: string,
  { name: label, description = "", requiredConfigVars = [], configPages = [] }: Integration,
): Configuration {
  const names = new Set(requiredConfigVars.map(({ key }) => key));
  const pages = configPages.map((page) => ({
    name: page.name,
    tagline: page.tagline ?? "",
    elements: page.elements.map((element) => describeElement(element, names)),
  }));
  const shown = new Set(
    pages.flatMap(({ elements }) =>
      elements.flatMap((element) => (element.type === "variable" ? element.name : [])),
    ),
  );
  const others = [...names].filter((variable) => !shown.has(variable));
  const rest = {
    name: "Other settings",
    tagline: "",
    elements: others.map((variable) => ({ type: "variable" as const, name: variable })),
  };
  return {
    name,
    label,
    description,
    variables: requiredConfigVars,
    pages: others.length > 0 ? [...pages, rest] : pages,
  };
}

/** Reads the configurations of the integrations in the package of a component. */
export class Configurations {
  constructor(private readonly file: string) {}

  /** Lists the integrations. One that cannot be read has the name of its file. */
  list(): ConfigurationSummary[] {
    return namesIn(flowsOf(this.file)).map((name) => {
      try {
        const { label, description } = this.read(name) as Configuration;
        return { name, label, description };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { name, label: name, description: "" };
      }
    });
  }

  /**
   * Reads one by the name of its file without `.yml`; undefined if there is no such file.
   * @throws Refusal if the file is not sound.
   */
  read(name: string): Configuration | undefined {
    const folder = flowsOf(this.file);
    // A name that is not in the folder is never a part of a path.
    if (!folder || !namesIn(folder).includes(name)) return undefined;
    return describeConfiguration(name, readIntegration(folder, name));
  }
}
