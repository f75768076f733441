import { type Client, createClient } from "../client";
import { toOwnError } from "../http/errors";
import type { Region } from "../http/hosts";
import { quietLogger } from "../http/quietLogger";
import { oneLine } from "../values/oneLine";
import { oncePerRun } from "./oncePerRun";

/** The context of a step. */
export interface StepContext {
  client: Client;
  /** Writes a line to the log of the run. Like errors, it begins with the label of the step. */
  log(text: string): void;
  /** Reads a value once per run and key: see {@link oncePerRun}. */
  once<Value>(
    key: readonly string[],
    read: () => Promise<Value>,
    longestMs?: number,
  ): Promise<Value>;
}

/** The part of the platform's context that steps use. */
export interface PlatformContext {
  logger: unknown;
  executionId?: string;
  stepId?: string;
  /** The rounds of the loops around the step. */
  loopPath?: string;
  debug?: { enabled: boolean };
}

/** The connection, the region and the time limit of a step. */
interface StepTarget {
  /** The value of the connection input. */
  connection: unknown;
  region: Region;
  /** The write key of a source, for requests to the Tracking API. */
  writeKey?: string;
  /** Milliseconds for all requests and waits of the step; by default the limit of every action. */
  actionMs?: number;
}

/**
 * Creates the context of a step.
 * @throws before any request, if the connection is not usable.
 */
export function createStepContext(
  { logger, executionId, debug }: PlatformContext,
  label: string,
  target: StepTarget,
): StepContext {
  const quiet = quietLogger(logger);
  const client = createClient({ ...target, label, logger: quiet, debug: debug?.enabled === true });
  const remember = oncePerRun(executionId);
  return {
    client,
    log: (text) => quiet.info(oneLine(`${label}: ${text}`)),
    // Remembered values outlive the step; the token must not.
    once: (key, read, longestMs) => remember([client.owner, ...key], read, longestMs),
  };
}

/**
 * Wraps the perform function of a step. Every error it throws is then one of the component's own errors,
 * or begins with the label of the step.
 */
export const withOwnErrors =
  <Args extends readonly unknown[], Result>(
    label: string,
    perform: (...args: Args) => Promise<Result>,
  ) =>
  async (...args: Args): Promise<Result> => {
    try {
      return await perform(...args);
    } catch (error) {
      throw toOwnError(error, label);
    }
  };
