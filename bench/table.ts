import type { Row, Unit } from "./compare";

/** The rows of a group, under its title. */
export interface Section {
  title: string;
  rows: readonly Row[];
}

const digits = (value: number, count: number): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: count, maximumFractionDigits: count });

/** Two decimals below 10, one below 100, none above. */
const decimals = (value: number): number => {
  if (Math.abs(value) < 10) return 2;
  return Math.abs(value) < 100 ? 1 : 0;
};

/** Formats a value with its unit. */
export function measured(value: number, unit: Unit): string {
  // Precise to 100 bytes, for the size budget.
  if (unit === "bytes") return `${digits(value / 1000, value < 1_000_000 ? 1 : 0)} kB`;
  return `${digits(value, unit === "" ? 0 : decimals(value))} ${unit}`.trimEnd();
}

const comparedOf = ({ compared, unit }: Row): string => {
  if (!compared) return "";
  const { as, median, low, high } = compared;
  // A single round has no spread.
  const spread = low === high ? "" : ` ±${digits((high - low) / 2, 2)}`;
  if (as === "ratio") return `${digits(median, 2)}${spread}`;
  return `${median < 0 ? "" : "+"}${measured(median, unit)}`;
};

const goalOf = ({ goal, compared, unit }: Row): string => {
  if (goal === undefined) return "";
  return compared?.as === "ratio" ? digits(goal, 2) : measured(goal, unit);
};

const HEAD = ["", "component", "baseline", "", "ratio", "goal", ""];
/** The columns of text. Columns of numbers are aligned right. */
const WORDS = new Set([0, 3, 6]);

const cellsOf = (row: Row): string[] => [
  `  ${row.what}`,
  measured(row.own.median, row.unit),
  row.baseline ? measured(row.baseline.median, row.unit) : "",
  row.baseline?.name ?? "",
  comparedOf(row),
  goalOf(row),
  row.verdict ?? "-",
];

/** Formats one line for each goal that is out of reach. */
const reasonsOf = ({ rows }: Section): string[] =>
  rows.flatMap(({ what, baseline, outOfReach }) =>
    outOfReach
      ? `${what}, ${baseline?.name}: ${outOfReach.reason} (${digits(outOfReach.floor, 2)}).`
      : [],
  );

/** Formats all sections as one text table, followed by the reasons for goals out of reach. */
export function tableOf(sections: readonly Section[]): string {
  const lines = [HEAD, ...sections.flatMap(({ title, rows }) => [title, ...rows.map(cellsOf)])];
  const table = lines.filter((line) => typeof line !== "string");
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const aligned = (line: string | string[]): string => {
    if (typeof line === "string") return line;
    const cells = line.map((cell, column) => {
      const width = widths[column] ?? 0;
      return WORDS.has(column) ? cell.padEnd(width) : cell.padStart(width);
    });
    return cells.join("  ").trimEnd();
  };
  const reasons = sections.flatMap(reasonsOf);
  return [...lines, ...(reasons.length > 0 ? ["", ...reasons] : [])].map(aligned).join("\n");
}
