import { inspect, types } from "node:util";

/** Converts a thrown value to an error, because a code step may throw anything. */
export function toError(thrown: unknown): Error {
  // Not instanceof: the error may be of another realm.
  if (types.isNativeError(thrown)) return thrown;
  return new Error(typeof thrown === "string" ? thrown : inspect(thrown));
}

/** The message of an error, or its name: an error for several failed connections has no message. */
export const readMessage = ({ name, message }: Error): string => message || name;

/** Converts a value to the text of a log line: objects in full, errors without a stack. */
export const toLogText = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (types.isNativeError(value)) return `${value.name}: ${value.message}`;
  return inspect(value, { depth: null });
};
