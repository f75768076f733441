import { inspect, types } from "node:util";

/** What was thrown, as an error: a code step may throw anything. */
export function toError(thrown: unknown): Error {
  // Not instanceof: it may be of another realm.
  if (types.isNativeError(thrown)) return thrown;
  return new Error(typeof thrown === "string" ? thrown : inspect(thrown));
}

/** Several attempts to connect fail with an error that has no message of its own. */
export const readMessage = ({ name, message }: Error): string => message || name;

/** A value as a log shows it: whole, and an error without its stack. */
export const toLogText = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (types.isNativeError(value)) return `${value.name}: ${value.message}`;
  return inspect(value, { depth: null });
};
