import { createRedactor } from "../../src/http/redact";
import { namedEntries } from "../../src/http/secretsIn";
import { isExact } from "../../src/values/exactNumber";
import type { BuiltComponent } from "../component";
import type { Integration } from "../format/integration";

const MASK = "[secret]";

/** Masks secrets in texts and in values of any depth. */
export interface Hider {
  text(text: string): string;
  /** Masks the secrets in a JSON value. */
  value(value: unknown): unknown;
  /** Returns a hider of these and further secrets. */
  knowing(more: readonly string[]): Hider;
}

/** The values of the password fields of all connections. */
export function findConnectionSecrets(
  integration: Integration,
  component: BuiltComponent,
  configVars: Readonly<Record<string, unknown>>,
): string[] {
  return (integration.requiredConfigVars ?? []).flatMap(({ key, connection }) => {
    const declared = component.connections.find((one) => one.key === connection?.key);
    const { fields = {} } = (configVars[key] ?? {}) as { fields?: Record<string, unknown> };
    return (declared?.inputs ?? [])
      .filter((input) => input.type === "password")
      .flatMap((input) =>
        typeof fields[input.key] === "string" ? [String(fields[input.key])] : [],
      );
  });
}

/** Creates a copy of a function that remembers results. */
function remembering(hide: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const hidden = known.get(text) ?? hide(text);
    known.set(text, hidden);
    return hidden;
  };
}

/**
 * Creates a hider that masks known secrets everywhere, and every value that has the name of a
 * secret, as a key or in a row of keys and values.
 */
export function createHider(secrets: readonly string[]): Hider {
  const hide = createRedactor(() => secrets);
  const hideIn = (given: unknown, text: typeof hide, underSecret = false): unknown => {
    if (typeof given === "string") return underSecret && given !== "" ? MASK : text(given);
    if (typeof given === "number" || isExact(given)) return underSecret ? MASK : given;
    if (typeof given !== "object" || given === null) return given;
    const entries = namedEntries(given).map(([name, entry, isSecret]) => [
      text(name),
      hideIn(entry, text, underSecret || isSecret),
    ]);
    return Array.isArray(given) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
  };
  return {
    text: (given) => hide(given),
    // The names and texts of one value repeat: steps pass them on.
    value: (given) => hideIn(given, remembering(hide)),
    knowing: (more) => createHider([...secrets, ...more]),
  };
}
