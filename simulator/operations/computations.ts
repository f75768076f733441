import { invalid } from "../contract/errors";
import type { Computation } from "../state/space";
import { requireText } from "./checks";

/** Throws 422 for a name that is blank or already used. */
export function checkName(name: string, others: Computation[]): void {
  requireText("name", name);
  if (others.some((other) => other.name === name)) {
    throw invalid("name", `name ${name} is already taken`);
  }
}

/** Derives a unique key from a name: lower case, words joined by `_`, with a number if the key is used. */
export function deriveKey(name: string, others: Computation[]): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ["unnamed"];
  const key = words.join("_");
  const used = new Set(others.map((other) => other.key));
  let free = key;
  for (let number = 2; used.has(free); number++) free = `${key}_${number}`;
  return free;
}

/** Returns the status of a computation. Without events, it depends only on `enabled`. */
export function computationStatus({ enabled }: Computation): string {
  return enabled ? "Live" : "Disabled";
}
