import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Returns the memory of the process in bytes, by kind, after a garbage collection. */
export function memoryInUse(): NodeJS.MemoryUsage {
  collect();
  return process.memoryUsage();
}
