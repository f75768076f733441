import type { ActionLogger } from "@prismatic-io/spectral";
import { type Client, createClient } from "./client";
import type { Region } from "./inputs/region";
import { onceARun } from "./onceARun";
import { oneLine } from "./values/oneLine";

/** What a step works with. */
export interface Step {
  client: Client;
  /** Tells whoever reads the log of the run; the line begins with the step's label, as errors do. */
  log(text: string): void;
  /** Reads once a run for each key: see {@link onceARun}. */
  once<Answer>(key: readonly string[], read: () => Promise<Answer>): Promise<Answer>;
}

/** The part of the platform's context that steps use. */
export interface StepContext {
  logger: ActionLogger;
  executionId?: string;
  debug?: { enabled: boolean };
}

/** Where a step works, and for how long. */
export interface StepPlace {
  /** The value of the connection input. */
  connection: unknown;
  region: Region;
  /** Milliseconds for all of its requests and waits; as long as any action unless given. */
  actionMs?: number;
}

/** @throws before anything is sent, for a connection that cannot be used. */
export function stepOf(
  { logger, executionId, debug }: StepContext,
  label: string,
  place: StepPlace,
): Step {
  const client = createClient({ ...place, label, logger, debug: debug?.enabled === true });
  const remember = onceARun(executionId);
  return {
    client,
    log: (text) => logger.info(oneLine(`${label}: ${text}`)),
    // What is remembered outlives the step; the token must not.
    once: (key, read) => remember([client.owner, ...key], read),
  };
}
