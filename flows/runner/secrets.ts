import { isSecretName } from "../../src/http/redact";
import type { BuiltComponent } from "./component";
import type { Integration } from "./definition";
import { maskerOf } from "./mask";

const MASK = "[secret]";

/** Hides secrets in texts and in values of any depth. */
export interface Hider {
  text(text: string): string;
  /** Of a value as JSON keeps it. */
  value(value: unknown): unknown;
  /** A hider of these secrets and more. */
  knowing(more: readonly string[]): Hider;
}

/** The values of those fields of connections that are passwords. */
export function connectionSecrets(
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

/** Headers that carry a secret under a name that does not say so. */
const SECRET_HEADER = /^(proxy-)?authorization$|^(set-)?cookie$/i;

const isSecretRow = (name: string): boolean => isSecretName(name) || SECRET_HEADER.test(name);

/** `key` alone names things at Segment: the rules of a tracking plan, labels. */
const isSecret = (name: string): boolean => name !== "key" && isSecretRow(name);

/** A row of keys and values: its `key` is a name. */
function isRow(given: object): given is { key: unknown; value: unknown } {
  const keys = Object.keys(given);
  return keys.length === 2 && "key" in given && "value" in given;
}

/** The entries of an object, each with whether its name is that of a secret. */
function entriesOf(given: object): [name: string, entry: unknown, secret: boolean][] {
  if (isRow(given)) {
    return [
      ["key", given.key, false],
      ["value", given.value, isSecretRow(String(given.key))],
    ];
  }
  return Object.entries(given).map(([name, entry]) => [name, entry, isSecret(name)]);
}

/** The texts of a value, as JSON keeps it, that go by the name of a secret, at any depth. */
export function secretTextsIn(value: unknown, underSecret = false): string[] {
  if (typeof value === "string") return underSecret ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => secretTextsIn(entry, underSecret));
  return entriesOf(value).flatMap(([, entry, secret]) =>
    secretTextsIn(entry, underSecret || secret),
  );
}

/**
 * Hides known secrets wherever they stand, and whatever goes by the name of a secret: under such a
 * key, or in a row of keys and values.
 */
export function hiderOf(secrets: readonly string[]): Hider {
  const text = maskerOf(secrets);
  const value = (given: unknown, underSecret = false): unknown => {
    if (typeof given === "string") return underSecret && given !== "" ? MASK : text(given);
    if (typeof given === "number") return underSecret ? MASK : given;
    if (typeof given !== "object" || given === null) return given;
    if (Array.isArray(given)) return given.map((entry) => value(entry, underSecret));
    const entries = entriesOf(given).map(([name, entry, secret]) => [
      text(name),
      value(entry, underSecret || secret),
    ]);
    return Object.fromEntries(entries);
  };
  return {
    text,
    value: (given) => value(given),
    knowing: (more) => hiderOf([...secrets, ...more]),
  };
}
