import type { SegmentFailure } from "../http/errors";
import { changesTo } from "./difference";
import { afterwards } from "./parts";

/** What an upsert did. */
export type UpsertOutcome = "created" | "updated" | "unchanged";

/** The shape of {@link UpsertOutcome} in the notation of the contract's shapes. */
export const UPSERT_OUTCOME = "=created|updated|unchanged";

/** How one kind of object is found, made and changed. */
export interface Upsert<Item extends object> {
  find(): Promise<Item | undefined>;
  create(): Promise<Item>;
  update(item: Item, changes: Record<string, unknown>): Promise<Item>;
  /**
   * What the object is to be like, by the names of its own fields; undefined is left as it is. Asked
   * for once it has been looked for.
   */
  wanted(): Promise<Record<string, unknown>>;
  /** What of that a creation does not take. */
  afterCreation?: Record<string, unknown>;
}

/** The answers to a creation that may mean that there is one already. */
const TAKEN = new Set<number | undefined>([400, 409, 422]);

/** Makes the object, or finds the one of a creation whose answer was lost, or of someone faster. */
async function made<Item extends object>(upsert: Upsert<Item>, wanted: Record<string, unknown>) {
  const { find, create, afterCreation = {} } = upsert;
  try {
    return { item: await create(), isOurs: true, missing: afterCreation };
  } catch (error) {
    const { outcome, status } = error as Partial<SegmentFailure>;
    const isOurs = outcome === "unknown";
    if (!isOurs && !TAKEN.has(status)) throw error;
    const item = await find().catch(() => undefined);
    if (!item) throw error;
    return { item, isOurs, missing: wanted };
  }
}

/**
 * Makes an object, or changes the one there is where it differs. Safe to run again: it never makes a
 * second one, not even after a creation whose answer was lost.
 */
export async function upsert<Item extends object>(
  declared: Upsert<Item>,
): Promise<{ outcome: UpsertOutcome; changed: string[]; item: Item }> {
  const { find, update } = declared;
  const found = await find();
  const wanted = await declared.wanted();
  const { item, isOurs, missing } = found
    ? { item: found, isOurs: false, missing: wanted }
    : await made(declared, wanted);
  const changes = changesTo(item as Record<string, unknown>, missing);
  const changed = Object.keys(changes).toSorted();
  if (changed.length === 0) return { outcome: isOurs ? "created" : "unchanged", changed, item };
  try {
    const updated = await update(item, changes);
    return isOurs
      ? { outcome: "created", changed: [], item: updated }
      : { outcome: "updated", changed, item: updated };
  } catch (error) {
    throw isOurs
      ? afterwards(error, "It was created before; running the step again does the rest.")
      : error;
  }
}
