/** The levels of the platform's logger that steps use. */
export type QuietLogger = Record<"debug" | "info", (text: string) => void>;

/**
 * Wraps the platform's logger, so that one that is missing, lacks a level, throws or rejects never
 * changes what a step returns.
 */
export function quietLogger(logger: unknown): QuietLogger {
  const at = (level: keyof QuietLogger) => (text: string) => {
    try {
      const logged: unknown = (logger as QuietLogger)[level](text);
      // A rejection without a handler would end the process.
      Promise.resolve(logged).catch(() => undefined);
    } catch {
      // Only a log line is lost.
    }
  };
  return { debug: at("debug"), info: at("info") };
}
