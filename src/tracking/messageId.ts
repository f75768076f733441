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

/**
 * Creates a function that returns the message ID of an event: the SHA-256 of what identifies the event.
 * Equal parts always give the same ID. A timestamp that was not given is never one of them.
 * @param index the place of the event in the list of the step, from 0.
 * @param key the value that identifies the event, for `key`.
 */
export function createMessageIds({ by, writeKey, invocation = [randomUUID()] }: MessageIdScope) {
  return (draft: EventDraft, index: number, key?: string): string => {
    const parts = {
      run: () => [...invocation, index, draft],
      key: () => [draft.type, draft.event, key],
      content: () => [draft],
    }[by]();
    return `prismatic-${hash("sha256", canonicalJson([by, writeKey, ...parts]), "base64url")}`;
  };
}
