import { createRequire } from "node:module";
import { collect, MIB } from "../client/memory";
import { task, tell } from "../client/task";

/** Reads everything that can be reached, as one does who lists all that a component has. */
function walk(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  for (const held of Object.values(value)) walk(held, seen);
}

// Loads a file into a process that has loaded nothing else, and measures that.
const { file } = task<{ file: string }>();
const load = createRequire(file);
const began = performance.now();
const loaded: unknown = load(file);
const requireMs = performance.now() - began;
const rssMiB = process.memoryUsage.rss() / MIB;
collect();
const heapMiB = process.memoryUsage().heapUsed / MIB;
const beganWalk = performance.now();
walk(loaded);
const walkMs = performance.now() - beganWalk;
collect();
const walkedHeapMiB = process.memoryUsage().heapUsed / MIB;
tell({ requireMs, rssMiB, heapMiB, walkMs, requireAndWalkMs: requireMs + walkMs, walkedHeapMiB });
