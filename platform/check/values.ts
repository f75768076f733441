import toPath from "lodash/toPath";
import { nearHint } from "../../cli/near";
import { TEMPLATE } from "../format/resolve";
import type { InputNode } from "./nodes";
import type { Report } from "./report";
import { findKinds, type Kind } from "./resultSchema";
import type { Scope } from "./scope";
import { findVariableKinds, isConnection, type Variables } from "./variables";

/** The context of a check of inputs. */
export interface Site {
  report: Report;
  /** The start of each message: `step Create Source`. */
  subject: string;
  variables: Variables;
  /** The scope of references; undefined if no reference is allowed. */
  scope?: Scope;
}

/** The knowledge about the value of an input before a run. */
export interface KnownValue {
  /** The possible kinds; undefined if they are unknown. */
  kinds?: readonly Kind[];
  /** The origin for messages: `got a list from listSources.results.data.sources`. */
  from: string;
}

/** Reports a problem at the value. */
type Say = (message: string) => void;

/**
 * Checks the references and config variables of a single value. Returns undefined if one is wrong.
 */
export function checkValue(part: InputNode, site: Site): KnownValue | undefined {
  const say: Say = (message) =>
    site.report.at([...part.path, "value"], `${site.subject}: ${message}`);
  switch (part.type) {
    case "value":
      return { kinds: ["text"], from: "" };
    case "reference":
      return part.value === "" ? { from: "" } : checkReference(part.value, site, say);
    case "configVar":
      return part.value === "" ? { from: "" } : checkVariable(part.value, site, say);
    case "template":
      return checkTemplate(part, part.value, site) ? { kinds: ["text"], from: "" } : undefined;
    case "complex":
      return { from: "" };
  }
}

function checkReference(reference: string, { scope }: Site, say: Say): KnownValue | undefined {
  const wrong = (message: string): undefined => {
    say(`${reference}: ${message}`);
  };
  if (!scope) return wrong("references are not allowed here");
  const path = toPath(reference);
  if (path.length === 0 || path.some((key) => key.trim() === "")) {
    return wrong("expected a path such as createSource.results.data");
  }
  const found = scope.find(path);
  if ("missing" in found) return wrong(found.missing);
  return { kinds: findKinds(found.schema), from: ` from ${reference}` };
}

function checkVariable(name: string, { variables }: Site, say: Say): KnownValue | undefined {
  const variable = variables.get(name);
  if (!variable) {
    say(describeMissingVariable(name, variables));
    return undefined;
  }
  return { kinds: findVariableKinds(variable), from: ` from config variable ${name}` };
}

/** The message for a config variable that does not exist. */
export function describeMissingVariable(name: string, variables: Variables): string {
  return `config variable "${name}" does not exist${nearHint(name, variables.keys())}`;
}

/** Checks the references and config variables of a template, and returns true if all are right. */
function checkTemplate(part: InputNode, template: string, site: Site): boolean {
  let right = true;
  const sayAt =
    (offset: number): Say =>
    (message) => {
      right = false;
      const line = template.slice(0, offset).split("\n").length;
      site.report.within([...part.path, "value"], line, `${site.subject}: ${message}`);
    };
  for (const { 0: all, 1: mark, 2: name = "", index } of template.matchAll(TEMPLATE)) {
    const say = sayAt(index);
    if (mark === "$") checkReference(name, site, say);
    else if (checkVariable(name, site, say) && isConnection(site.variables.get(name))) {
      say(`${all}: a connection has no text`);
    }
  }
  const others = template.replace(TEMPLATE, (all) => " ".repeat(all.length));
  for (const { 0: all, 1: name = "", index } of others.matchAll(BRACES)) {
    const isClosed = all.endsWith("}}");
    if (/^[$#]/.test(name) && !isClosed) {
      sayAt(index)(`${template.slice(index).split("\n")[0]}: the braces are not closed`);
    } else if (isClosed && namesSomething(name, site)) {
      sayAt(index)(`${all}: expected {{$step.results.path}} or {{#Config Variable}}`);
    }
  }
  return right;
}

/** Matches braces that are no reference: another template language, or a mistake. */
const BRACES = /\{\{\s*(.*?)\s*(?:\}\}|$)/gs;

/** Tells if the text in braces is the name of a step or a config variable. */
function namesSomething(name: string, { scope, variables }: Site): boolean {
  const bare = name.replace(/^[$#]\s*/, "");
  if (bare !== name || variables.has(bare)) return true;
  const [root = ""] = toPath(bare);
  return scope !== undefined && scope.explainUnreachable(root) === undefined;
}
