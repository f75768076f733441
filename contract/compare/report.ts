import { oneLine } from "../../src/values/oneLine";
import type { Comparison, Located } from "./compare";
import { HEADINGS, type Kind } from "./difference";

const byCodeUnit = (left: string, right: string): number =>
  left < right ? -1 : left > right ? 1 : 0;

function lineOf({ operation, place, text }: Located): string {
  const name = operation ? `${operation.id} ${operation.route}`.trimEnd() : "";
  const rest = [place, text].filter((part) => part !== "").join(": ");
  return `  ${oneLine([name, rest].filter((part) => part !== "").join("  "))}`;
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** Writes a comparison for people: a group for each kind of difference, one difference a line, then a summary. */
export function reportOf({ differences, operations, unshared }: Comparison): string {
  const kinds = Object.keys(HEADINGS) as Kind[];
  const groups = kinds.flatMap((kind) => {
    const own = differences.filter((difference) => difference.kind === kind);
    const lines = own.map(lineOf).toSorted(byCodeUnit);
    return lines.length > 0 ? [`${HEADINGS[kind]}\n${lines.join("\n")}\n\n`] : [];
  });
  const notes =
    unshared.length > 0
      ? `Not compared, since only one document has them: ${unshared.join(", ")}.\n`
      : "";
  const found =
    groups.length > 0
      ? `${counted(differences.length, "difference")} of ${counted(groups.length, "kind")}`
      : "No differences";
  const counts = `the contract has ${operations.contract} operations, the other document ${operations.other}`;
  return `${groups.join("")}${notes}${found}: ${counts}.\n`;
}
