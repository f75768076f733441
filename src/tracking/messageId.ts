import { hash, randomUUID } from "node:crypto";
import { canonicalJson } from "../values/canonicalJson";
import type { EventDraft } from "./readEvent";

/** The choices of Deduplicate By: the events that get one message ID. */
export type DeduplicateBy = "run" | "key" | "content";

/** The parts of a message ID that all events of a step share. */
export interface MessageIdScope {
  by: DeduplicateBy;
  /** Part of every message ID, since Segment drops repeated ones over all of its sources. */
  writeKey: string;
  /** Identifies the run of the step: execution, step and loop path. */
  invocation?: readonly string[];
}

/** An event without a message ID, and what can identify it. */
export interface Unidentified {
  draft: EventDraft;
  /** The draft as JSON. */
  json: string;
  /** The place of the event in the list of the step, from 0. */
  index: number;
  /** The value that identifies the event, for `key`. */
  key?: string;
}

/**
 * Creates a function that returns the message ID of an event: the SHA-256 of what identifies the event.
 * Equal parts always give the same ID. A timestamp that was not given is never one of them.
 *
 * `run` hashes the event as it was given: a retry of the step has the same one, down to the order of its
 * names. `key` and `content` hold over runs, so the order of names makes no difference to them.
 */
export function createMessageIds({ by, writeKey, invocation = [randomUUID()] }: MessageIdScope) {
  const scope = [by, writeKey];
  const run = JSON.stringify([...scope, ...invocation]);
  const identity: Record<DeduplicateBy, (one: Unidentified) => string> = {
    run: ({ index, json }) => `${run}${index}${json}`,
    key: ({ draft, key }) => canonicalJson([...scope, draft.type, draft.event, key]),
    content: ({ draft }) => canonicalJson([...scope, draft]),
  };
  return (one: Unidentified): string =>
    `prismatic-${hash("sha256", identity[by](one), "base64url")}`;
}
