import type { BuiltComponent } from "../../platform/component";
import type { EngineSetup } from "../protocol";

/**
 * The secrets of the connections of an engine: all values, except those of fields that the component
 * declares with a type other than `password`.
 */
export const secretsOf = (
  { connections = [] }: Partial<BuiltComponent>,
  { connection, byRegion = {} }: Pick<EngineSetup, "connection" | "byRegion">,
): string[] =>
  [connection, ...Object.values(byRegion)].flatMap((values) => {
    const inputs = connections.find(({ key }) => key === values?.key)?.inputs ?? [];
    const shown = inputs.filter(({ type }) => type !== "password").map(({ key }) => key);
    return Object.entries(values?.fields ?? {}).flatMap(([key, value]) =>
      shown.includes(key) ? [] : [value],
    );
  });
