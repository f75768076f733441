import type { Path } from "./referencePath";

/** More items than this are shown in ranges, so that any number of them can be looked through. */
export const RANGE = 100;

/** A line of a tree: a value, or a range of the items of a long list. */
export interface TreeRow {
  /** Unique in the tree. */
  id: string;
  /** 1 for the root. */
  level: number;
  /** The name or index in the value around it; undefined for the root. */
  name?: string | number;
  path: Path;
  value: unknown;
  /** Of a range: its first index and the one after its last. */
  range?: readonly [from: number, to: number];
  /** The number of entries of an object, a list or a range; undefined for a plain value. */
  size?: number;
  isOpen: boolean;
  /** The place among its siblings, from 1. */
  position: number;
  siblings: number;
}

/** Decides if a row is open. */
export type IsOpen = (row: Omit<TreeRow, "isOpen">) => boolean;

type Child = Pick<TreeRow, "name" | "value" | "path" | "range" | "size">;

const isContainer = (value: unknown): value is object =>
  typeof value === "object" && value !== null;

const sizeOf = (value: unknown): number | undefined => {
  if (!isContainer(value)) return undefined;
  return Array.isArray(value) ? value.length : Object.keys(value).length;
};

/** The children of a part of a value: its entries, or ranges of them if there are many. */
function childrenOf({ value, path, range, size = 0 }: Child): Child[] {
  if (!isContainer(value) || size === 0) return [];
  const [from, to] = range ?? [0, size];
  const count = to - from;
  if (count > RANGE) {
    let step = RANGE;
    while (count / step > RANGE) step *= RANGE;
    return Array.from({ length: Math.ceil(count / step) }, (_, at) => {
      const start = from + at * step;
      const end = Math.min(start + step, to);
      return { value, path, range: [start, end], size: end - start };
    });
  }
  const names = Array.isArray(value) ? undefined : Object.keys(value).slice(from, to);
  return Array.from({ length: count }, (_, at) => {
    const name = names ? (names[at] as string) : from + at;
    const entry = (value as Record<string | number, unknown>)[name];
    return { name, value: entry, path: [...path, name], size: sizeOf(entry) };
  });
}

/** The rows of a tree that are visible, from the root down. */
export function visibleRows(root: unknown, isOpen: IsOpen): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (child: Child, level: number, position: number, siblings: number) => {
    const id = JSON.stringify(child.range ? [...child.path, { range: child.range }] : child.path);
    const row = { ...child, id, level, position, siblings };
    const open = child.size !== undefined && child.size > 0 && isOpen(row);
    rows.push({ ...row, isOpen: open });
    if (!open) return;
    const children = childrenOf(child);
    children.forEach((one, at) => {
      add(one, level + 1, at + 1, children.length);
    });
  };
  add({ value: root, path: [], size: sizeOf(root) }, 1, 1, 1);
  return rows;
}

/** Opens the first levels, and of a list with few items the items too. */
export const openAtFirst: IsOpen = ({ level, siblings, range }) =>
  !range && (level <= 3 || (level <= 5 && siblings <= 10));
