import { nearHint } from "../../cli/near";
import type { BuiltComponent, BuiltInput } from "../component";
import { BUILT_IN } from "../format/builtIn";
import type { Path } from "../format/source";
import { describe, hint } from "./describe";
import { checkInputs } from "./inputs";
import { findTextProblem } from "./literal";
import type { IntegrationNode, PageNode, ReferenceNode, VariableNode } from "./nodes";
import type { Report } from "./report";
import { CRON, isSchedule } from "./schedule";
import { toTarget } from "./targets";
import { describeMissingVariable } from "./values";
import type { Variables } from "./variables";

/** Checks the config variables and the pages of the configuration wizard. */
export function checkConfiguration(
  { variables, pages }: IntegrationNode,
  component: BuiltComponent,
  report: Report,
): void {
  const byName: Variables = new Map(variables.map((variable) => [variable.key, variable]));
  const order = checkPages(pages, byName, report);
  for (const [declared, variable] of variables.entries()) {
    const { key, path } = variable;
    const subject = `config variable ${key}`;
    const say = (at: Path, message: string): void =>
      report.at([...path, ...at], `${subject}: ${message}`);
    if (key !== "" && !order.has(key)) say(["key"], "it is on no page");
    checkDefault(variable, say);
    checkConnection(variable, component, say);
    checkDataSource(variable, component, say);
    for (const input of findVariableInputs(variable)) {
      const index = variables.findIndex((other) => other.key === input.value);
      const used = variables[index];
      if (!used) continue;
      const place = order.get(input.value) ?? 0;
      // A variable without a data source or connection has its value from the start.
      const isLate = index >= declared && used.isSourced;
      if (isLate || place > (order.get(key) ?? place)) {
        const before = isLate ? "declared before it" : "on its page or one before it";
        const message = `it uses ${input.value}, which must be ${before}`;
        report.at([...input.path, "value"], `${subject}: ${message}`);
      }
    }
    const declaration = findDeclaration(variable, component);
    checkInputs(variable.inputs, declaration?.map(toTarget), {
      report,
      subject,
      path,
      variables: byName,
      areOptional: variable.dataType === "connection",
    });
  }
}

/** Reports a problem in a part of a config variable. */
type Say = (at: Path, message: string) => void;

/** Finds the declared inputs of a connection or data source of the component. */
function findDeclaration(
  { connection, dataSource }: VariableNode,
  component: BuiltComponent,
): readonly BuiltInput[] | undefined {
  const [reference] = [connection, dataSource].filter((one) => one?.component === component.key);
  if (!reference) return undefined;
  return reference === connection
    ? component.connections.find(({ key }) => key === reference.key)?.inputs
    : component.dataSources[reference.key]?.inputs;
}

/** Finds the inputs of a config variable that take their value from other variables. */
const findVariableInputs = ({ inputs }: VariableNode): { path: Path; value: string }[] =>
  [...inputs.values()].flatMap((input) => (input?.type === "configVar" ? [input] : []));

/**
 * Checks the pages.
 * @returns the index of the page of each variable.
 */
function checkPages(
  pages: readonly PageNode[],
  variables: Variables,
  report: Report,
): ReadonlyMap<string, number> {
  const order = new Map<string, number>();
  for (const [index, { name, elements }] of pages.entries()) {
    for (const { path, value } of elements) {
      if (!variables.has(value)) {
        report.at(path, `page ${name}: ${describeMissingVariable(value, variables)}`);
      } else if (order.has(value)) {
        report.at(path, `page ${name}: config variable ${value} is on a page already`);
      } else order.set(value, index);
    }
  }
  return order;
}

function checkReference(
  reference: ReferenceNode,
  at: string,
  component: BuiltComponent,
  known: readonly string[],
  say: Say,
): boolean {
  const noun = at === "dataSource" ? "data source" : at;
  if (reference.component !== component.key) {
    const message = Object.hasOwn(BUILT_IN, reference.component)
      ? `a local run supports no ${noun} of this component`
      : `a local run supports no such component${hint(reference.component, [component.key])}`;
    say([at, "component", "key"], `${reference.component}: ${message}`);
    return false;
  }
  if (reference.isPublic) {
    say(
      [at, "component", "isPublic"],
      `${component.key} is not the platform's own: expected isPublic false, got true`,
    );
  }
  if (known.includes(reference.key)) return true;
  say(
    [at, "key"],
    `${reference.key}: ${component.key} has no such ${noun}${hint(reference.key, known)}`,
  );
  return false;
}

function checkConnection(variable: VariableNode, component: BuiltComponent, say: Say): void {
  const { dataType, connection, isScoped } = variable;
  if (dataType !== "connection") {
    if (connection) say(["connection"], "only a variable of type connection has a connection");
    return;
  }
  if (connection) {
    const known = component.connections.map(({ key }) => key);
    checkReference(connection, "connection", component, known, say);
  } else if (!isScoped && !variable.isSourced) say(["dataType"], "connection is missing");
}

function checkDataSource(variable: VariableNode, component: BuiltComponent, say: Say): void {
  const { dataSource, dataType, pickList } = variable;
  if (!dataSource) {
    if (dataType === "picklist" && !pickList?.length && !variable.isSourced) {
      say(["dataType"], "a picklist needs pickList or dataSource");
    }
    return;
  }
  const known = Object.keys(component.dataSources);
  if (!checkReference(dataSource, "dataSource", component, known, say)) return;
  const made = component.dataSources[dataSource.key]?.dataSourceType;
  if (made !== undefined && made !== dataType) {
    say(["dataType"], `expected ${made}, the type of ${dataSource.key}, got ${dataType}`);
  }
}

/** Checks the default value. */
function checkDefault(variable: VariableNode, say: Say): void {
  const { dataType, defaultValue, pickList, collectionType, codeLanguage, scheduleType } = variable;
  if (defaultValue.trim() === "" || collectionType !== undefined) return;
  const wrong = (what: string, near = ""): void =>
    say(["defaultValue"], `defaultValue: expected ${what}, got ${describe(defaultValue)}${near}`);
  switch (dataType) {
    case "boolean":
      if (!["true", "false"].includes(defaultValue)) wrong("true or false");
      break;
    case "number":
      if (!Number.isFinite(Number(defaultValue))) wrong("a number");
      break;
    case "picklist":
      if (pickList && !pickList.includes(defaultValue)) {
        wrong(`one of ${pickList.join(", ")}`, nearHint(defaultValue, pickList));
      }
      break;
    case "schedule":
      if (!isSchedule(defaultValue, scheduleType)) wrong(CRON);
      break;
    case "date":
    case "timestamp": {
      if (findTextProblem(defaultValue, dataType)) wrong(`a ${dataType}`);
      break;
    }
    case "code": {
      const problem = codeLanguage === "json" ? findTextProblem(defaultValue, "json") : undefined;
      if (problem) say(["defaultValue"], `defaultValue: ${problem.message}`);
    }
  }
}
