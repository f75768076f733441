import { oneLine } from "../../src/values/oneLine";
import type { Problem } from "../format/source";
import { formatCount } from "../run/summary";
import type { Note } from "./finding";
import type { Migration } from "./migrate";

const HEADINGS: Readonly<Record<Note["urgency"], string>> = {
  change: "Change before the import; the step fails or is refused as it is:",
  check: "Check on a test run; the file does not tell:",
  afterImport: "After the import:",
};

/** The places that a person must change before the import. */
export const listChanges = ({ notes }: Migration): Note[] =>
  notes.filter(({ urgency }) => urgency === "change");

/** Writes a migration for people: the rewritten values, then the places to look at, one a line. */
export function reportOf(file: string, migration: Migration): string {
  const { rewritten, notes } = migration;
  const groups = (Object.keys(HEADINGS) as Note["urgency"][]).map((urgency) =>
    groupOf(
      HEADINGS[urgency],
      file,
      notes.filter((note) => note.urgency === urgency),
    ),
  );
  return `${groupOf("Rewritten:", file, rewritten)}${groups.join("")}${file}: ${summaryOf(migration)}\n`;
}

function groupOf(heading: string, file: string, items: readonly Problem[]): string {
  const lines = items.map(({ line, message }) => `  ${file}:${line}: ${oneLine(message)}\n`);
  return lines.length > 0 ? `${heading}\n${lines.join("")}\n` : "";
}

function summaryOf(migration: Migration): string {
  const { moved, alreadyHere } = migration;
  const counts = [
    formatCount(moved.steps, "step"),
    formatCount(moved.connections, "connection"),
    formatCount(moved.dataSources, "data source"),
  ];
  if (moved.steps + moved.connections + moved.dataSources === 0) {
    const here = alreadyHere > 0 ? `; ${formatCount(alreadyHere, "part")} already on this one` : "";
    return `nothing to migrate: no step, connection or data source of the documented component${here}.`;
  }
  const changes = listChanges(migration).length;
  const left =
    changes > 0 ? `${formatCount(changes, "place")} to change` : "nothing to change by hand";
  return `${counts.join(", ")} moved to this component; ${left}.`;
}
