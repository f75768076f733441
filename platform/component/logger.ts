/** The levels of the logger of the platform. */
const LEVELS = ["trace", "debug", "info", "log", "warn", "error", "metric"] as const;

/** Creates a logger of the platform from a function for each level. */
export const createLogger = (
  level: (level: string) => (...values: unknown[]) => void,
): Record<string, (...values: unknown[]) => void> =>
  Object.fromEntries(LEVELS.map((name) => [name, level(name)]));

/** A logger that discards all lines. */
export const silentLogger = createLogger(() => () => undefined);
