import { type Client, createClient } from "../client";
import { toOwnError } from "../http/errors";
import type { Region } from "../http/hosts";
import { quietLogger } from "../http/quietLogger";
import { oneLine } from "../values/oneLine";
import { oncePerRun } from "./oncePerRun";

/** What a step works with. */
export interface StepContext {
  client: Client;
  /** Tells whoever reads the log of the run; the line begins with the step's label, as errors do. */
  log(text: string): void;
  /** Reads once a run for each key: see {@link oncePerRun}. */
  once<Answer>(key: readonly string[], read: () => Promise<Answer>): Promise<Answer>;
}

/** The part of the platform's context that steps use. */
export interface PlatformContext {
  logger: unknown;
  executionId?: string;
  debug?: { enabled: boolean };
}

/** Where a step works, and for how long. */
export interface StepTarget {
  /** The value of the connection input. */
  connection: unknown;
  region: Region;
  /** Milliseconds for all of its requests and waits; as long as any action unless given. */
  actionMs?: number;
}

/** @throws before anything is sent, for a connection that cannot be used. */
export function createStepContext(
  { logger, executionId, debug }: PlatformContext,
  label: string,
  place: StepTarget,
): StepContext {
  const quiet = quietLogger(logger);
  const client = createClient({ ...place, label, logger: quiet, debug: debug?.enabled === true });
  const remember = oncePerRun(executionId);
  return {
    client,
    log: (text) => quiet.info(oneLine(`${label}: ${text}`)),
    // What is remembered outlives the step; the token must not.
    once: (key, read) => remember([client.owner, ...key], read),
  };
}

/**
 * Wraps what a step does, so that whatever it throws is one of the component's own errors or begins
 * with the step's label.
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
