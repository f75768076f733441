import { invalid } from "../contract/errors";
import type { Computation } from "../state/space";
import { requireText } from "./checks";

/** Throws 422 for a name that is blank or another's. */
export function checkName(name: string, others: Computation[]): void {
  requireText("name", name);
  if (others.some((other) => other.name === name)) {
    throw invalid("name", `name ${name} is already taken`);
  }
}

/** A key made of a name: lower case, words joined by `_`, numbered where it is another's. */
export function deriveKey(name: string, others: Computation[]): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ["unnamed"];
  const key = words.join("_");
  const taken = new Set(others.map((other) => other.key));
  let free = key;
  for (let number = 2; taken.has(free); number++) free = `${key}_${number}`;
  return free;
}

/** What a computation is doing, as far as it can be told without events. */
export function computationStatus({ enabled }: Computation): string {
  return enabled ? "Live" : "Disabled";
}
