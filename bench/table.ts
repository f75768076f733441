import type { Row, Unit } from "./compare";
import type { Spread } from "./stats";

/** The rows of a group, under its title. */
export interface Section {
  title: string;
  rows: readonly Row[];
}

const digits = (value: number, most: number): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: most, maximumFractionDigits: most });

/** Two decimals below 10, one below 100; nobody needs more to compare. */
const decimals = (value: number): number => {
  if (Math.abs(value) < 10) return 2;
  return Math.abs(value) < 100 ? 1 : 0;
};

/** A value with its unit, as exact as a figure of its size is worth. */
export function measured(value: number, unit: Unit): string {
  // Sizes are held to a budget that counts every hundred bytes.
  if (unit === "bytes") return `${digits(value / 1000, value < 1_000_000 ? 1 : 0)} kB`;
  return `${digits(value, unit === "" ? 0 : decimals(value))} ${unit}`.trimEnd();
}

const halfOf = ({ low, high }: Spread): string => `±${digits((high - low) / 2, 2)}`;

const comparedOf = ({ compared, unit }: Row): string => {
  if (!compared) return "";
  if (compared.as === "ratio") return `${digits(compared.median, 2)} ${halfOf(compared)}`;
  return `${compared.median < 0 ? "" : "+"}${measured(compared.median, unit)}`;
};

const goalOf = ({ goal, compared, unit }: Row): string => {
  if (goal === undefined) return "";
  return compared?.as === "ratio" ? digits(goal, 2) : measured(goal, unit);
};

const HEAD = ["", "component", "baseline", "", "ratio", "goal", ""];
/** Columns of words; those of numbers end at the same place. */
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

/** All sections as one table of text. */
export function tableOf(sections: readonly Section[]): string {
  const cells = sections.flatMap(({ rows }) => rows.map(cellsOf));
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const lineOf = (line: readonly string[]): string =>
    line
      .map((cell, column) =>
        WORDS.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  const bodies = sections.flatMap(({ title, rows }) => [
    title,
    ...rows.map((row) => lineOf(cellsOf(row))),
  ]);
  return [lineOf(HEAD), ...bodies].join("\n");
}
