import {
  parseFql,
  type Subscription as Trigger,
  validate,
} from "@segment/destination-subscriptions";

/**
 * Returns the test of a subscription's trigger, a condition in FQL. Parser and test are Segment's own,
 * quirks included: in a group with both `and` and `or`, the last one counts for all.
 * @returns undefined if Segment's parser finds no condition in a part of it.
 */
export function readTrigger(trigger: string): ((event: unknown) => boolean) | undefined {
  const parsed = parseFql(trigger);
  if (!isComplete(parsed)) return undefined;
  return (event) => {
    try {
      return validate(parsed, event as Parameters<typeof validate>[1]);
    } catch {
      return false; // a path without a name, such as properties.
    }
  };
}

/** The parser leaves a hole for parentheses without a condition. */
function isComplete(parsed: Trigger | undefined): boolean {
  if (parsed === undefined || "error" in parsed) return false;
  if (!("children" in parsed)) return true;
  return parsed.children.every((child) => isComplete(child as Trigger));
}
