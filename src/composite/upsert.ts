import { SpectralError } from "@prismatic-io/spectral";
import { isCallError, withProgress } from "../http/errors";
import { checkUpdated } from "./checkUpdated";
import { findChanges } from "./difference";

/** The result of an upsert. */
export type UpsertOutcome = "created" | "updated" | "unchanged";

/** The schema of {@link UpsertOutcome} in the notation of the contract. */
export const UPSERT_OUTCOME = "=created|updated|unchanged";

/** The functions that find, create and update one kind of object. */
export interface Upsert<Item extends { id: string }> {
  /** Finds the matching objects: at most one, unless Segment allows several alike. */
  find(): Promise<Item[]>;
  create(): Promise<Item>;
  update(item: Item, changes: Record<string, unknown>): Promise<Item>;
  /**
   * Returns the wanted values by the names of the object's own fields; an undefined value is not
   * changed. Called after the search, and again if the object turns up after a failed creation.
   * @param existing the object; undefined if it does not exist yet.
   */
  wanted(existing?: Item): Promise<Record<string, unknown>>;
  /** The wanted values that a creation does not take. */
  afterCreation?: Record<string, unknown>;
  /** A clause that names several matching objects by their IDs, without a period. */
  several(ids: string): string;
  /** Segment refuses to create a second one, so the upsert does not look for it. */
  unique?: true;
  /** Writes a line to the log of the run. */
  log(text: string): void;
  /** The step's label. */
  label: string;
}

/** The statuses of a failed creation after which the object may exist already. */
const MAY_EXIST_ALREADY = new Set<number | undefined>([400, 409, 422]);

/** Finds the objects, each once: a list that shifts while it is read can contain one twice. */
const findDistinct = async <Item extends { id: string }>({
  find,
}: Upsert<Item>): Promise<Item[]> => [
  ...new Map((await find()).map((item) => [item.id, item])).values(),
];

const joinIds = (items: readonly { id: string }[]): string =>
  items
    .map(({ id }) => id)
    .sort()
    .join(", ");

/**
 * Finds the object.
 * @returns undefined if there is none.
 * @throws if there are several.
 */
async function findOne<Item extends { id: string }>(
  declared: Upsert<Item>,
): Promise<Item | undefined> {
  const items = await findDistinct(declared);
  if (items.length < 2) return items[0];
  const several = declared.several(joinIds(items));
  throw new SpectralError(
    `${declared.label}: ${several}; the step cannot tell which one to update. Nothing was changed.`,
  );
}

/**
 * Looks for a second object after a creation. Two concurrent runs can both find nothing and both
 * create; the one that looks last sees both objects and fails. Nothing is deleted.
 */
async function refuseSecond<Item extends { id: string }>(
  declared: Upsert<Item>,
  own: Item,
): Promise<void> {
  if (declared.unique) return;
  const items = await findDistinct(declared).catch(() => undefined);
  if (items === undefined) {
    declared.log(`created ${own.id}; the check for another one like it failed`);
    return;
  }
  if (items.every(({ id }) => id === own.id)) return;
  const all = items.some(({ id }) => id === own.id) ? items : [own, ...items];
  throw new SpectralError(
    `${declared.label}: ${declared.several(joinIds(all))}. This run created ${own.id}, and another one was created at the same time. Keep one of them and delete the others: nothing was deleted.`,
  );
}

/**
 * Creates the object. If the creation fails, looks for an object from a creation whose response was
 * lost, or from a concurrent run.
 */
async function createOrFind<Item extends { id: string }>(declared: Upsert<Item>) {
  const { create, afterCreation = {} } = declared;
  let item: Item;
  try {
    item = await create();
  } catch (error) {
    if (!isCallError(error)) throw error;
    const isOurs = error.outcome === "unknown";
    if (!isOurs && !MAY_EXIST_ALREADY.has(error.status)) throw error;
    const items = await findDistinct(declared).catch(() => []);
    if (items.length > 1) throw withProgress(error, `Now ${declared.several(joinIds(items))}.`);
    const [existing] = items;
    if (!existing) throw error;
    return { item: existing, isOurs, missing: await declared.wanted(existing) };
  }
  await refuseSecond(declared, item);
  return { item, isOurs: true, missing: afterCreation };
}

/**
 * Creates an object, or updates the existing one if it differs. It is safe to run again: it never
 * creates a second object, even after a creation whose response was lost. If two concurrent runs both
 * create, at least one of them fails and names both objects.
 */
export async function upsert<Item extends { id: string }>(
  declared: Upsert<Item>,
): Promise<{ outcome: UpsertOutcome; changed: string[]; item: Item }> {
  const { update } = declared;
  const existing = await findOne(declared);
  const wanted = await declared.wanted(existing);
  const { item, isOurs, missing } = existing
    ? { item: existing, isOurs: false, missing: wanted }
    : await createOrFind(declared);
  const changes = findChanges(item as object as Record<string, unknown>, missing);
  const changed = Object.keys(changes).toSorted();
  if (changed.length === 0) return { outcome: isOurs ? "created" : "unchanged", changed, item };
  try {
    const updated = await update(item, changes);
    checkUpdated(declared, changes, item, updated);
    return isOurs
      ? { outcome: "created", changed: [], item: updated }
      : { outcome: "updated", changed, item: updated };
  } catch (error) {
    throw isOurs
      ? withProgress(error, "It was created before; run the step again to finish.")
      : error;
  }
}
