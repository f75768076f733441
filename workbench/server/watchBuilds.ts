import { unwatchFile, watchFile } from "node:fs";

/** Milliseconds between two looks at the file. */
const LOOK_MS = 200;

/** Milliseconds without a change after which a build is complete. */
const QUIET_MS = 300;

/**
 * Calls a function after each build of a file. It looks at the file rather than at its folder, which a
 * build may remove and make again. Returns a function that ends it.
 */
export function watchBuilds(file: string, onBuild: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const look = ({ mtimeMs }: { mtimeMs: number }) => {
    clearTimeout(timer);
    const isThere = mtimeMs > 0;
    if (isThere) timer = setTimeout(onBuild, QUIET_MS);
  };
  watchFile(file, { interval: LOOK_MS }, look);
  return () => {
    clearTimeout(timer);
    unwatchFile(file, look);
  };
}
