import { isCallError } from "../http/errors";

/** The batch that failed, and the step that it belongs to. */
export interface FailedBatch {
  error: unknown;
  /** The places of its events in the list of the step, in their order. */
  indexes: readonly number[];
  /** True if Segment accepted no batch of the step before. */
  isFirst: boolean;
  /** True if the batch has all events of the step. */
  isWhole: boolean;
  /** True if every event of the step has the same message ID in another run. */
  isRepeatable: boolean;
  /** Names an event of the step: `Events[3]`. */
  nameOf(index: number): string;
}

const safeAgain = (isOne: boolean): string =>
  isOne
    ? "Run the step again with the same event within 24 hours: Segment drops it if it already has it."
    : "Run the step again with the same events within 24 hours: Segment drops those that it already has.";

/** Says what to correct after a refusal that a retry would not change, by status. */
const CORRECTIONS: Record<number, string> = {
  400: "Correct the events that the reason is about.",
  404: "A proxy or firewall on the way may have refused the request: allow POST to /v1/batch.",
  413: "Segment or a proxy on the way takes no request of this size: send fewer or smaller events in one step.",
};

/** Says what Segment has of a batch that failed, and what to do next. */
export function adviseOnBatch(failed: FailedBatch): string {
  const { error, indexes, isFirst, isWhole, isRepeatable, nameOf } = failed;
  const { status = 0, outcome } = isCallError(error) ? error : {};
  const isUnknown = outcome === "unknown";
  const isOne = indexes.length === 1;
  const first = isWhole && isOne ? "the event" : nameOf(indexes[0] ?? 0);
  const range = isOne ? first : `${first} to ${nameOf(indexes.at(-1) ?? 0)}`;
  const them = isOne ? "it" : "them";
  const after = isWhole ? "" : `, and has received none after ${them}`;
  const state = isUnknown
    ? `Segment may have received ${range}${after}.`
    : `Segment did not accept ${isOne && isWhole ? first : `${first} or any event after it`}.`;
  const parts = [CORRECTIONS[status], state];
  if (isRepeatable) parts.push(safeAgain(isOne && isWhole));
  else if (isFirst) {
    parts.push(
      isUnknown
        ? `Running the step again may record ${them} twice.`
        : "Running the step again records nothing twice.",
    );
  } else {
    const risk = isUnknown ? `, which may record ${range} twice` : "";
    parts.push(
      `To go on, send only the events from ${first} on in another run${risk}. If the whole list is sent again, the accepted events are recorded twice.`,
    );
  }
  return parts.filter((part) => part !== undefined).join(" ");
}
