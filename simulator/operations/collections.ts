import type { SyncOverride } from "../state/warehouses";
import { EVENTS } from "./volumes";

/** A table that a source loads into a warehouse, with its selective sync state. */
interface WarehouseCollection {
  collection: string;
  enabled: boolean;
  properties: Record<string, boolean>;
}

const COMMON = ["anonymous_id", "context_ip", "received_at", "timestamp", "user_id"];
const COLUMNS: Record<string, string[]> = {
  identifies: ["email", "name", "plan"],
  order_completed: ["currency", "order_id", "revenue"],
  pages: ["path", "referrer", "title", "url"],
  product_viewed: ["name", "price", "product_id"],
  signed_up: ["plan"],
  tracks: ["event", "event_text"],
  users: ["email", "name", "plan"],
};
const TABLES: Record<string, string[]> = { page: ["pages"], identify: ["identifies", "users"] };

/** Returns the tables of a source in a warehouse, with the overrides applied. */
export function listCollections(overrides: SyncOverride[]): WarehouseCollection[] {
  const names = EVENTS.flatMap(
    ({ eventType, eventName }) => TABLES[eventType] ?? ["tracks", snakeCase(eventName)],
  );
  return [...new Set(names)].sort().map((collection) => ({
    collection,
    enabled: enabled(overrides, collection),
    properties: Object.fromEntries(
      [...COMMON, ...(COLUMNS[collection] ?? [])]
        .sort()
        .map((property) => [property, propertyEnabled(overrides, collection, property)]),
    ),
  }));
}

/** Adds an override and removes those within its scope. */
export function addOverride(overrides: SyncOverride[], one: SyncOverride): SyncOverride[] {
  const within = ({ collection, property }: SyncOverride) =>
    (one.collection === undefined || one.collection === collection) &&
    (one.property === undefined || one.property === property);
  return [...overrides.filter((other) => !within(other)), one];
}

function enabled(overrides: SyncOverride[], collection: string): boolean {
  const whole = overrides.filter(({ property }) => property === undefined);
  const found =
    whole.find((one) => one.collection === collection) ??
    whole.find((one) => one.collection === undefined);
  return found?.enabled ?? true;
}

function propertyEnabled(overrides: SyncOverride[], collection: string, property: string): boolean {
  const found = overrides.find((one) => one.collection === collection && one.property === property);
  return found?.enabled ?? enabled(overrides, collection);
}

function snakeCase(name: string): string {
  return name.toLowerCase().replaceAll(" ", "_");
}
