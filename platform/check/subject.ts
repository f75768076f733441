import type { Path } from "../format/source";

/** Finds the named thing around a path, such as `step Create Source`, and the rest of the path. */
export function findSubject(data: unknown, path: Path): { subject: string; rest: Path } {
  let node = data;
  let subject = "";
  let rest: Path = path;
  for (const [depth, step] of path.entries()) {
    const parent = path[depth - 1];
    node = (node as Record<string | number, unknown> | null | undefined)?.[step];
    const word = typeof parent === "string" && typeof step === "number" ? UNITS[parent] : undefined;
    if (word === undefined || path[depth - 2] === "inputs") continue;
    const named = (node as { name?: unknown; key?: unknown } | null | undefined) ?? {};
    const name = parent === "requiredConfigVars" ? named.key : named.name;
    subject = `${word} ${typeof name === "string" && name !== "" ? name : Number(step) + 1}`;
    rest = path.slice(depth + 1);
  }
  return { subject, rest };
}

const UNITS: Readonly<Record<string, string>> = {
  flows: "flow",
  steps: "step",
  branches: "branch",
  requiredConfigVars: "config variable",
  configPages: "page",
};
