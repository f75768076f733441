import { invalid } from "../contract/errors";
import { jsonType } from "../contract/schema";
import type { FilterAction } from "../state/destinations";
import { hash } from "../state/ids";

type Payload = Record<string, unknown>;

/** Applies the actions to an event in order. Returns null if the event is dropped. */
export function applyActions(actions: FilterAction[], payload: Payload): Payload | null {
  return actions.reduce<Payload | null>(
    (left, action) => (left === null ? null : applyAction(action, left)),
    payload,
  );
}

/** Throws 422 for an action that lacks what its type requires. `field` is the path of the actions. */
export function checkActions(actions: FilterAction[], field: string): void {
  for (const [index, { type, percent, fields }] of actions.entries()) {
    const at = `${field}[${index}]`;
    if (type === "SAMPLE" && percent === undefined) {
      throw invalid(`${at}.percent`, `${at}.percent is required to sample`);
    }
    if (type !== "ALLOW_PROPERTIES" && type !== "DROP_PROPERTIES") continue;
    if (fields === undefined) throw invalid(`${at}.fields`, `${at}.fields is required by ${type}`);
    for (const [path, names] of Object.entries(fields)) {
      if (Array.isArray(names) && names.every((name) => typeof name === "string")) continue;
      const place = `${at}.fields.${path}`;
      throw invalid(place, `${place} must be an array of names`);
    }
  }
}

function applyAction({ type, fields = {}, percent = 1, path }: FilterAction, event: Payload) {
  if (type === "DROP") return null;
  if (type === "SAMPLE") return sampleChance(event, path) < percent ? event : null;
  return Object.entries(fields as Record<string, string[]>).reduce(
    (left, [place, names]) =>
      changeAt(left, parsePath(place), (inner) => {
        const keep = (key: string) => names.includes(key) === (type === "ALLOW_PROPERTIES");
        return Object.fromEntries(Object.entries(inner).filter(([key]) => keep(key)));
      }),
    event,
  );
}

/** Returns a number in [0, 1), derived from the value at the path or from the whole event. */
function sampleChance(event: Payload, path: string | undefined): number {
  const value = path === undefined ? event : valueAt(event, parsePath(path));
  return hash(JSON.stringify(value) ?? "") / 2 ** 32;
}

function parsePath(path: string): string[] {
  const bare = path.replace(/^\$\.?/, "");
  return bare === "" ? [] : bare.split(".");
}

function valueAt(value: unknown, [step, ...rest]: string[]): unknown {
  if (step === undefined) return value;
  return isObject(value) && Object.hasOwn(value, step) ? valueAt(value[step], rest) : undefined;
}

function changeAt(
  event: Payload,
  [step, ...rest]: string[],
  change: (inner: Payload) => Payload,
): Payload {
  if (step === undefined) return change(event);
  const inner = Object.hasOwn(event, step) ? event[step] : undefined;
  return isObject(inner) ? { ...event, [step]: changeAt(inner, rest, change) } : event;
}

function isObject(value: unknown): value is Payload {
  return jsonType(value) === "object";
}
