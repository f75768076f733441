import { type Connection, ConnectionError, SpectralError } from "@prismatic-io/spectral";
import { oneLine } from "../values/oneLine";
import type { SegmentFailure } from "./failure";
import {
  type Advice,
  adviseOnFailure,
  type Caller,
  type FailureOrigin,
  isRefusedKey,
  summarizeFailure,
} from "./failureSentences";
import { truncate } from "./reasons";
import { omitUndefined } from "./request";

/** Name, message and fields: `JSON.stringify` leaves an error's message out. */
const serialize = (error: Error): object => ({
  ...error,
  name: error.name,
  message: error.message,
});

/** A failed call to Segment, with the fields of {@link SegmentFailure}. */
export class SegmentError extends SpectralError {
  toJSON(): object {
    return serialize(this);
  }
}

/** A call that Segment refused for its API key (401, 403). It marks the connection. */
export class SegmentConnectionError extends ConnectionError {
  // Code that tells errors apart by name expects spectral's.
  override name = "ConnectionError";

  toJSON(): object {
    return serialize(this);
  }
}

/** The error of a failed call. */
export type CallError = (SegmentError | SegmentConnectionError) & SegmentFailure;

/** True for the error of a failed call, with the fields of {@link SegmentFailure}. */
export const isCallError = (error: unknown): error is CallError =>
  (error instanceof SegmentError || error instanceof SegmentConnectionError) && "outcome" in error;

/** The caller of a failed request, and everything else its error needs. */
export interface CallDetails extends Caller {
  /** The action's label. The error begins with it. */
  label: string;
  /** The connection, without its secrets. */
  connection: Connection;
  /** Hides the secrets of the call in a text. */
  hide(text: string): string;
}

/** The sentences of an error, complete and without secrets. */
interface Sentences {
  /** Says what went wrong. */
  summary: string;
  advice: readonly Advice[];
}

/** The sentences of each call error. They are no fields of it, so that nothing serializes them. */
const sentencesOf = new WeakMap<Error, Sentences>();

/** Ends a text with a stop, unless it ends with one. */
const withStop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Joins sentences; one that stands alone keeps its end. */
const joinSentences = (first: string, rest: readonly string[]): string =>
  rest.length === 0 ? first : [withStop(first), ...rest].join(" ");

const LONGEST_ID = 200;

/**
 * Creates the error of a failed call: a SegmentConnectionError for Segment's own 401 and 403, otherwise
 * a SegmentError. Its message says what went wrong, what to do, and, if that is not obvious, whether
 * Segment may have applied the request. Secrets are hidden in all of it.
 */
export function createCallError(
  failure: SegmentFailure,
  details: CallDetails,
  origin: FailureOrigin = {},
): CallError {
  const { label, connection } = details;
  // Hidden again on the single line: characters that are left out of it can have split a secret.
  const hide = (text: string) => details.hide(oneLine(details.hide(text)));
  const attempts = failure.attempts > 1 ? `, after ${failure.attempts} attempts` : "";
  const summary = hide(`${label}: ${summarizeFailure(failure, details, origin)}${attempts}`);
  const advice = adviseOnFailure(failure, details, origin.proxy).map((one) => ({
    ...one,
    text: hide(`${one.text}.`),
  }));
  const message = joinSentences(
    summary,
    advice.map(({ text }) => text),
  );
  const requestId = failure.requestId && truncate(hide(failure.requestId), LONGEST_ID);
  // The builder of a raw request wrote its path.
  const path = details.hide(failure.path);
  const fields = omitUndefined({ ...failure, path, requestId }) as unknown as SegmentFailure;
  const isRefused = details.key === "API key" && isRefusedKey(failure);
  const error = isRefused
    ? new SegmentConnectionError(connection, message)
    : new SegmentError(message);
  sentencesOf.set(error, { summary, advice });
  return Object.assign(error, fields);
}

type ErrorClass = new (...args: unknown[]) => SpectralError;

/** Creates an error of the same class and with the same fields, but with another message. */
export function withMessage(error: SpectralError, message: string): SpectralError {
  const Class = error.constructor as ErrorClass;
  const copy =
    error instanceof ConnectionError ? new Class(error.connection, message) : new Class(message);
  return Object.assign(copy, error);
}

/**
 * Creates the error of a step that did something before one of its requests failed. It leaves out the
 * sentences that hold for the failed request only.
 * @param progress says what the step did before, in complete sentences. It ends the message.
 * @returns a value that is no error as it is.
 */
export function withProgress(error: unknown, progress: string): unknown {
  if (!(error instanceof Error)) return error;
  const { summary, advice } = sentencesOf.get(error) ?? { summary: error.message, advice: [] };
  const lasting = advice.filter(({ isForRequestOnly }) => !isForRequestOnly);
  const message = joinSentences(summary, [...lasting.map(({ text }) => text), progress]);
  if (!(error instanceof SpectralError)) {
    return Object.assign(new Error(message), { name: error.name });
  }
  const copy = withMessage(error, message);
  sentencesOf.set(copy, { summary, advice: [...lasting, { text: progress }] });
  return copy;
}

const LONGEST_TEXT = 500;

/** Returns the name and message of a thrown value, on one line. */
function describeThrown(error: unknown): string {
  try {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return truncate(oneLine(`${name}: ${message}`).replace(/ +/g, " "), LONGEST_TEXT);
  } catch {
    // It has neither a text nor a message, such as an object without a prototype.
    return "Error: unknown";
  }
}

/**
 * Turns a thrown value into one of the component's errors, with a message of one safe line. Another
 * error may carry a request with its token, so only its name and message are kept.
 * @param label the step's label. The message begins with it.
 */
export function toOwnError(error: unknown, label = "Segment"): unknown {
  if (!(error instanceof SpectralError)) {
    return new SpectralError(`${label}: ${describeThrown(error)}`);
  }
  // Names that come from Segment may be in it.
  const line = oneLine(error.message);
  return line === error.message ? error : withMessage(error, line);
}
