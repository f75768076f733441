/** The values of a configuration, as a `--config` file has them, with their secrets. */
export type ConfigValues = Readonly<Record<string, unknown>>;

// In memory only: a form may hold secrets.
const finished = new Map<string, ConfigValues>();

/**
 * The values with which the wizard of an integration was finished.
 * @param name the file of the integration without `.yml`.
 */
export const getConfigValues = (name: string): ConfigValues | undefined => finished.get(name);

/** Keeps the values of a finished wizard until the page is closed. */
export function setConfigValues(name: string, values: ConfigValues): void {
  finished.set(name, values);
}
