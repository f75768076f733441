import { SpectralError } from "@prismatic-io/spectral";
import { isCallError, withProgress } from "../http/errors";
import { isMasked } from "../settings/masked";
import { isRecord } from "../values/record";
import { findChanges, isSame } from "./difference";

/** What an upsert did. */
export type UpsertOutcome = "created" | "updated" | "unchanged";

/** The shape of {@link UpsertOutcome} in the notation of the contract's shapes. */
export const UPSERT_OUTCOME = "=created|updated|unchanged";

/** How one kind of object is found, made and changed. */
export interface Upsert<Item extends { id: string }> {
  /** All objects that may be meant: none or one, unless Segment lets several be alike. */
  find(): Promise<Item[]>;
  create(): Promise<Item>;
  update(item: Item, changes: Record<string, unknown>): Promise<Item>;
  /**
   * What the object is to be like, by the names of its own fields; undefined is left as it is. Asked
   * for once it has been looked for, and again if it turns up after all.
   * @param existing the object; undefined if there is none yet.
   */
  wanted(existing?: Item): Promise<Record<string, unknown>>;
  /** What of that a creation does not take. */
  afterCreation?: Record<string, unknown>;
  /** Says that there are several of these IDs, without a stop. */
  several(ids: string): string;
  /** Segment refuses to create a second one, so that nobody need look for it. */
  unique?: true;
  /** Tells whoever reads the log of the run. */
  log(text: string): void;
  /** The step's label. */
  label: string;
}

/** The answers to a creation that may mean that there is one already. */
const TAKEN = new Set<number | undefined>([400, 409, 422]);

/** The objects found, each once: a list that shifts while it is read names one twice. */
const found = async <Item extends { id: string }>({ find }: Upsert<Item>): Promise<Item[]> => [
  ...new Map((await find()).map((item) => [item.id, item])).values(),
];

const idsOf = (items: readonly { id: string }[]): string =>
  items
    .map(({ id }) => id)
    .sort()
    .join(", ");

/** The one object found, if any. Throws for several: which is meant cannot be told. */
async function findOne<Item extends { id: string }>(
  declared: Upsert<Item>,
): Promise<Item | undefined> {
  const items = await found(declared);
  if (items.length < 2) return items[0];
  const several = declared.several(idsOf(items));
  throw new SpectralError(
    `${declared.label}: ${several}; the step cannot tell which to update. Nothing was changed.`,
  );
}

/**
 * Looks once more after a creation. Two runs at once both find nothing and both create; the one that
 * looks last sees both objects and fails, and nothing is deleted.
 */
async function refuseSecond<Item extends { id: string }>(
  declared: Upsert<Item>,
  own: Item,
): Promise<void> {
  if (declared.unique) return;
  const items = await found(declared).catch(() => undefined);
  if (items === undefined) {
    declared.log(`created ${own.id}; whether there is another one like it could not be read`);
    return;
  }
  if (items.every(({ id }) => id === own.id)) return;
  const all = items.some(({ id }) => id === own.id) ? items : [own, ...items];
  throw new SpectralError(
    `${declared.label}: ${declared.several(idsOf(all))}. This run created ${own.id}, and another one was created at the same time. Keep one of them and delete the others: nothing was deleted.`,
  );
}

/** Makes the object, or finds the one of a creation whose answer was lost, or of someone faster. */
async function made<Item extends { id: string }>(declared: Upsert<Item>) {
  const { create, afterCreation = {} } = declared;
  let item: Item;
  try {
    item = await create();
  } catch (error) {
    if (!isCallError(error)) throw error;
    const isOurs = error.outcome === "unknown";
    if (!isOurs && !TAKEN.has(error.status)) throw error;
    const items = await found(declared).catch(() => []);
    if (items.length > 1) throw withProgress(error, `Now ${declared.several(idsOf(items))}.`);
    const [there] = items;
    if (!there) throw error;
    return { item: there, isOurs, missing: await declared.wanted(there) };
  }
  await refuseSecond(declared, item);
  return { item, isOurs: true, missing: afterCreation };
}

/** The error of a change whose response does not show it. */
const unknownChange = (problem: string): SpectralError =>
  Object.assign(new SpectralError(`${problem} The change may have been made or not.`), {
    outcome: "unknown" as const,
  });

/**
 * Refuses the response to a change if it shows another object, or another value of what was changed.
 * Segment masks and normalizes settings: a difference in them is logged only.
 */
function checkUpdated<Item extends { id: string }>(
  { label, log }: Upsert<Item>,
  changes: Record<string, unknown>,
  item: Item,
  updated: Item,
): void {
  if (updated.id !== item.id) {
    throw unknownChange(`${label}: the response to the change of ${item.id} shows ${updated.id}.`);
  }
  const shown = updated as object as Record<string, unknown>;
  const { settings: sent, ...fields } = changes;
  const isShown = (name: string) => shown[name] !== undefined;
  const others = Object.keys(findChanges(shown, fields)).filter(isShown).toSorted();
  if (others.length > 0) {
    throw unknownChange(
      `${label}: Segment accepted the change of ${item.id}, but its response does not show the new ${others.join(" and ")}.`,
    );
  }
  const now = shown.settings;
  if (!isRecord(sent) || !isRecord(now)) return;
  const before = (item as { settings?: unknown }).settings;
  const kept = Object.keys(sent).filter(
    (key) =>
      isRecord(before) &&
      Object.hasOwn(before, key) &&
      Object.hasOwn(now, key) &&
      !isMasked(now[key]) &&
      isSame(now[key], before[key]),
  );
  if (kept.length > 0) {
    log(`the response to the change of ${item.id} shows the old values of: ${kept.join(", ")}`);
  }
}

/**
 * Makes an object, or changes the one there is where it differs. Safe to run again: it never makes a
 * second one, not even after a creation whose answer was lost. Of two runs at once, each of which
 * creates, one at least fails and names both objects.
 */
export async function upsert<Item extends { id: string }>(
  declared: Upsert<Item>,
): Promise<{ outcome: UpsertOutcome; changed: string[]; item: Item }> {
  const { update } = declared;
  const existing = await findOne(declared);
  const wanted = await declared.wanted(existing);
  const { item, isOurs, missing } = existing
    ? { item: existing, isOurs: false, missing: wanted }
    : await made(declared);
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
      ? withProgress(error, "It was created before; running the step again does the rest.")
      : error;
  }
}
