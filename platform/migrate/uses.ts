import type { DocumentedComponent } from "../../contract/documentedComponent";
import type { IntegrationNode, ReferenceNode } from "../check/nodes";
import type { BuiltComponent, BuiltInput } from "../component";
import type { Path } from "../format/source";
import { listSteps } from "../format/walk";
import { type Finding, foundAt, type Review, type Rewrite } from "./finding";

/** A reference of a step or a config variable to a component. */
export interface Reference {
  kind: "steps" | "connections" | "dataSources";
  /** The start of each message: `step Create Source`. */
  subject: string;
  /** The step or config variable. */
  path: Path;
  reference: ReferenceNode;
}

/** The use of a step, connection or data source of the documented component. */
export interface Use extends Reference {
  /** The inputs of the same thing here; undefined if this component has no such thing. */
  declared?: readonly BuiltInput[];
}

/** Lists the references of steps and config variables to components. */
export const listReferences = ({ variables, flows }: IntegrationNode): Reference[] => [
  ...variables.flatMap(({ key, path, connection, dataSource }): Reference[] => {
    const subject = `config variable ${key}`;
    return [
      ...(connection
        ? [{ kind: "connections" as const, subject, path, reference: connection }]
        : []),
      ...(dataSource
        ? [{ kind: "dataSources" as const, subject, path, reference: dataSource }]
        : []),
    ];
  }),
  ...flows.flatMap(({ steps }) =>
    listSteps(steps).flatMap(({ name, path, action }): Reference[] =>
      action ? [{ kind: "steps", subject: `step ${name}`, path, reference: action }] : [],
    ),
  ),
];

/** Finds the uses of the documented component, and the counterpart of each here. */
export function findUses(
  nodes: IntegrationNode,
  component: BuiltComponent,
  documented: DocumentedComponent,
): Use[] {
  const triggers = new Set(nodes.flows.map(({ steps }) => steps[0]?.path));
  return listReferences(nodes)
    .filter(({ reference }) => reference.component === documented.component.key)
    .filter(({ reference }) => reference.isPublic)
    .map((use) => ({ ...use, declared: findDeclared(use, component, triggers.has(use.path)) }));
}

function findDeclared(
  { kind, reference: { key } }: Reference,
  component: BuiltComponent,
  isTrigger: boolean,
): readonly BuiltInput[] | undefined {
  const { connections, actions, triggers, dataSources } = component;
  if (kind === "connections") return connections.find((one) => one.key === key)?.inputs;
  const all = kind === "dataSources" ? dataSources : isTrigger ? triggers : actions;
  return Object.hasOwn(all, key) ? all[key]?.inputs : undefined;
}

const NOUNS = { steps: "step", connections: "connection", dataSources: "data source" };

/**
 * Points a reference to this component, or finds that it has no such thing.
 * @param dataAt reads the data of the file at a path.
 */
export function reviewReference(use: Use, dataAt: (path: Path) => unknown): Review {
  const { reference, subject, kind } = use;
  const found = (at: Path, message: string): Finding =>
    foundAt([...reference.path, ...at], "change", `${subject}: ${message}`);
  if (!use.declared) {
    const noun = NOUNS[kind];
    const message = `${reference.key}: neither component is known to have this ${noun}; it is unchanged: replace it by another ${noun}`;
    return { rewrites: [], findings: [found(["key"], message)] };
  }
  const { template, component } = Object(dataAt(reference.path)) as Record<string, unknown>;
  const { version, signature } = Object(component) as Record<string, unknown>;
  const path = [...reference.path, "component"];
  const rewrites: Rewrite[] = [{ path: [...path, "isPublic"], to: false, message: "" }];
  if (version !== undefined && version !== "LATEST") {
    const message = `${subject}: version ${version} is now LATEST`;
    rewrites.push({ path: [...path, "version"], to: "LATEST", message });
  }
  const findings: Finding[] = [];
  if (signature !== undefined) {
    const message =
      "signature: it is that of the documented component; write version: LATEST instead";
    findings.push(found(["component", "signature"], message));
  }
  if (template !== undefined) {
    findings.push(found(["template"], "template: this component has no templates; remove it"));
  }
  return { rewrites, findings };
}
