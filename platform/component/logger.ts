/** The levels of the platform's logger. */
const LEVELS = ["trace", "debug", "info", "log", "warn", "error", "metric"] as const;

/** A logger of the platform's kind, from what each level does with its values. */
export const createLogger = (
  level: (level: string) => (...values: unknown[]) => void,
): Record<string, (...values: unknown[]) => void> =>
  Object.fromEntries(LEVELS.map((name) => [name, level(name)]));

/** A logger that keeps nothing. */
export const silentLogger = createLogger(() => () => undefined);
