import { statSync } from "node:fs";

/** Milliseconds between two looks at the file. A build is complete if it is the same in two of them. */
const LOOK_MS = 300;

/** Tells a build of a file from others; undefined while a build has removed the file. */
export function buildOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats && [stats.ino, stats.size, stats.mtimeMs].join();
}

/**
 * Calls a function after each build of a file. It looks at the file rather than at its folder, which a
 * build may remove and make again. Returns a function that ends it.
 * @param loaded the build that is known.
 */
export function watchBuilds(
  file: string,
  loaded: string | undefined,
  onBuild: () => void,
): () => void {
  let known = loaded;
  let seen = loaded;
  const timer = setInterval(() => {
    const build = buildOf(file);
    const isComplete = build !== undefined && build === seen;
    seen = build;
    if (!isComplete || build === known) return;
    known = build;
    onBuild();
  }, LOOK_MS);
  return () => clearInterval(timer);
}
