import type { Profiler } from "node:inspector";

/** A function on the stack, with all that it called. */
export interface Frame {
  name: string;
  /** The module that it stands in: a path, `node:…`, or nothing where it is of the engine. */
  place: string;
  /** Microseconds it ran for, with what it called. */
  totalUs: number;
  /** Microseconds it ran for itself. */
  selfUs: number;
  children: Frame[];
}

/** Says which module a line of a script is of; lines count from 0. */
export type PlaceOf = (url: string, line: number) => string;

/** Waiting is not what a profile is read for. */
const IDLE = "(idle)";

/** The time that each node was on top of the stack, by its id: until the next sample was taken. */
function selfTimes({ samples = [], timeDeltas = [] }: Profiler.Profile): Map<number, number> {
  const times = new Map<number, number>();
  for (const [index, id] of samples.entries()) {
    times.set(id, (times.get(id) ?? 0) + Math.max(0, timeDeltas[index + 1] ?? 0));
  }
  return times;
}

/** Joins frames of the same function, so that it is seen once below one caller. */
function joined(frames: readonly Frame[]): Frame[] {
  const byName = new Map<string, Frame>();
  for (const frame of frames) {
    const key = `${frame.name} ${frame.place}`;
    const same = byName.get(key);
    byName.set(key, {
      ...frame,
      totalUs: frame.totalUs + (same?.totalUs ?? 0),
      selfUs: frame.selfUs + (same?.selfUs ?? 0),
      children: [...(same?.children ?? []), ...frame.children],
    });
  }
  return [...byName.values()]
    .map((frame) => ({ ...frame, children: joined(frame.children) }))
    .toSorted((a, b) => b.totalUs - a.totalUs);
}

/** The tree of calls that a profile of V8 holds, the heaviest first, without the time spent waiting. */
export function treeOf(profile: Profiler.Profile, placeOf: PlaceOf): Frame {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const times = selfTimes(profile);
  const frameOf = ({ id, callFrame, children = [] }: Profiler.ProfileNode): Frame => {
    const { functionName, url, lineNumber } = callFrame;
    const below = children
      .flatMap((child) => nodes.get(child) ?? [])
      .filter((node) => node.callFrame.functionName !== IDLE)
      .map(frameOf);
    const selfUs = times.get(id) ?? 0;
    return {
      name: functionName || "(anonymous)",
      place: placeOf(url, lineNumber),
      totalUs: below.reduce((sum, { totalUs }) => sum + totalUs, selfUs),
      selfUs,
      children: below,
    };
  };
  const [root] = profile.nodes;
  if (!root) throw new RangeError("the profile is empty");
  const [tree] = joined([frameOf(root)]);
  return tree as Frame;
}

/** The functions that ran longest themselves, wherever they were called from. */
export function heaviest(tree: Frame, count: number): Pick<Frame, "name" | "place" | "selfUs">[] {
  const found: Frame[] = [];
  const collect = (frame: Frame): void => {
    found.push({ ...frame, children: [] });
    for (const child of frame.children) collect(child);
  };
  collect(tree);
  return joined(found)
    .toSorted((a, b) => b.selfUs - a.selfUs)
    .slice(0, count);
}

/** Comes before what webpack adds of its own. */
const RUNTIME = /^\/\*{72}\/$/;

/**
 * Finds modules in a bundle of webpack by the line: the path of each from the project's root, or
 * `webpack` for what webpack adds.
 * @param bundle built with `pathinfo`, which names each module above it, and without joining them.
 */
export function modulesOf(bundle: string): (line: number) => string {
  const begins: { line: number; name: string }[] = [];
  for (const [line, text] of bundle.split("\n").entries()) {
    const name = RUNTIME.test(text) ? "webpack" : /^ {2}!\*{3} \.\/(.+) \*{3}!$/.exec(text)?.[1];
    if (name !== undefined) begins.push({ line, name });
  }
  return (line) => begins.findLast((module) => module.line <= line)?.name ?? "webpack";
}
