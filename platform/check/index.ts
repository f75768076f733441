import type { BuiltComponent } from "../component";
import type { Integration } from "../format/integration";
import type { Path, Problem, Source } from "../format/source";
import { checkConfiguration } from "./configuration";
import { readNodes } from "./nodes";
import { Report } from "./report";
import { checkFlow } from "./steps";
import { checkStructure } from "./structure";

/** The result of a check. */
interface CheckResult {
  /** The integration, if the structure of the file is valid. */
  integration?: Integration;
  /** Problems by line; empty if the file can be run. */
  problems: Problem[];
}

/**
 * Checks a flow file against the format, the published component and itself, and reports all
 * problems that can be known before a run. Unknown values pass.
 */
export function checkIntegration(source: Source, component: BuiltComponent): CheckResult {
  if (source.problems.length > 0) return { problems: source.problems };
  const report = new Report(source);
  const isSound = checkStructure(source.data, report);
  const parts = readNodes(source.data);
  checkNames(parts.variables, "config variable", "key", report);
  checkNames(parts.pages, "page", "name", report);
  checkNames(parts.flows, "flow", "name", report);
  checkConfiguration(parts, component, report);
  const variables = new Map(parts.variables.map((variable) => [variable.key, variable]));
  for (const flow of parts.flows) checkFlow(flow, { report, component, variables });
  const integration = isSound ? (source.data as Integration) : undefined;
  return { integration, problems: report.problems() };
}

/** Checks that no two flows, pages or config variables have the same name. */
function checkNames(
  parts: readonly { path: Path; name?: string; key?: string }[],
  what: string,
  by: "name" | "key",
  report: Report,
): void {
  const lines = new Map<string, number>();
  for (const part of parts) {
    const name = part[by];
    if (!name) continue;
    const first = lines.get(name);
    if (first !== undefined) {
      const message = `the same name is used in line ${first}`;
      report.at([...part.path, by], `${what} ${name}: ${message}`);
    } else lines.set(name, report.source.lineOf([...part.path, by]));
  }
}
