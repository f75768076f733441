import { createRequire } from "node:module";
import { collect, MIB } from "../client/memory";
import { measure } from "../client/task";

/** Reads everything that can be reached, as a platform does that lists a whole component. */
function walk(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  for (const held of Object.values(value)) walk(held, seen);
}

const heapMiB = (): number => {
  collect();
  return process.memoryUsage().heapUsed / MIB;
};

// Loads one file into a new process. Resident memory is taken before any garbage collection.
measure<{ file: string }>(async ({ file }) => {
  const load = createRequire(file);
  const began = performance.now();
  const loaded: unknown = load(file);
  const requireMs = performance.now() - began;
  const rssMiB = process.memoryUsage.rss() / MIB;
  const loadedHeapMiB = heapMiB();
  const beganWalk = performance.now();
  walk(loaded);
  const requireAndWalkMs = requireMs + performance.now() - beganWalk;
  return {
    requireMs,
    requireAndWalkMs,
    rssMiB,
    heapMiB: loadedHeapMiB,
    walkedHeapMiB: heapMiB(),
  };
});
