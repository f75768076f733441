import { hash, Ids } from "./ids";

/** The form of a property's values. */
export type ValueKind = "id" | "email" | "text" | "amount" | "count" | "flag" | "date";

/** A property of an entity. */
interface EntityProperty {
  name: string;
  primaryKey: boolean;
  dataType: string;
  kind: ValueKind;
}

/** An entity of a space's data graph. */
export interface Entity {
  slug: string;
  name: string;
  /** The relationships from the profile to the entity, outermost first. */
  path: string[];
  properties: EntityProperty[];
}

/** An event that a space has received. */
export interface SeenEvent {
  name: string;
  type: "TRACK" | "PAGE" | "SCREEN" | "IDENTIFY" | "GROUP" | "ALIAS";
  properties: { name: string; type: "PROPERTY" | "CONTEXT"; kind: ValueKind }[];
}

/** A trait of the profiles of a space. */
export interface SeenTrait {
  trait: string;
  type: "CUSTOM" | "COMPUTED" | "AUDIENCE" | "SQL";
  kind: ValueKind;
}

const TYPES: Record<ValueKind, string> = {
  id: "STRING",
  email: "STRING",
  text: "STRING",
  amount: "FLOAT",
  count: "INTEGER",
  flag: "BOOLEAN",
  date: "TIMESTAMP",
};
const WORDS = ["amber", "birch", "coral", "delta", "ember", "fjord", "grove", "haven", "indigo"];

/** The data graph, the same in every space. */
export const entities: Entity[] = [
  entity("account", "Account", ["user-accounts"], {
    account_id: "id",
    company: "text",
    plan: "text",
    seats: "count",
    active: "flag",
  }),
  entity("order", "Order", ["user-accounts", "account-orders"], {
    order_id: "id",
    total: "amount",
    placed_at: "date",
  }),
  entity("product", "Product", ["user-accounts", "account-orders", "order-products"], {
    sku: "id",
    title: "text",
    price: "amount",
    in_stock: "flag",
  }),
  entity("household", "Household", ["user-households"], {
    household_id: "id",
    members: "count",
  }),
];

/** The events of every space. */
export const seenEvents: SeenEvent[] = [
  event("Order Completed", "TRACK", { order_id: "id", total: "amount", coupon: "text" }),
  event("Product Viewed", "TRACK", { sku: "id", price: "amount", category: "text" }),
  event("Signed Up", "TRACK", { plan: "text", email: "email" }),
  event("Trial Started", "TRACK", { plan: "text", seats: "count" }),
  event("Home", "PAGE", { title: "text", path: "text" }),
  event("Pricing", "PAGE", { title: "text", path: "text" }),
  event("Settings", "SCREEN", { title: "text" }),
];

/** The traits of every space, by collection. */
export const seenTraits: Record<"users" | "accounts", SeenTrait[]> = {
  users: [
    custom("email", "email"),
    custom("first_name", "text"),
    custom("last_name", "text"),
    custom("city", "text"),
    custom("created_at", "date"),
    custom("newsletter", "flag"),
    { trait: "lifetime_value", type: "SQL", kind: "amount" },
  ],
  accounts: [
    custom("name", "text"),
    custom("industry", "text"),
    custom("employees", "count"),
    { trait: "annual_revenue", type: "SQL", kind: "amount" },
  ],
};

/** Returns up to `count` different values, the same for the same `of`. */
export function sampleValues(of: string, kind: ValueKind, count: number): string[] {
  const found = new Set<string>();
  for (let number = 0; found.size < count && number < 4 * count; number++) {
    found.add(sample(kind, hash(`${of}/${number}`)));
  }
  return [...found];
}

function sample(kind: ValueKind, seed: number): string {
  const word = WORDS[seed % WORDS.length] ?? "";
  switch (kind) {
    case "id":
      return new Ids(seed).next(12);
    case "email":
      return `${word}.${seed % 1000}@example.com`;
    case "text":
      return `${word} ${seed % 100}`;
    case "amount":
      return ((seed % 50_000) / 100).toFixed(2);
    case "count":
      return String(seed % 500);
    case "flag":
      return String(seed % 2 === 0);
    case "date":
      return new Date(Date.UTC(2024, 0, 1) + (seed % 31_536_000) * 1000).toISOString();
  }
}

function entity(
  slug: string,
  name: string,
  path: string[],
  properties: Record<string, ValueKind>,
): Entity {
  const all = Object.entries(properties).map(([name, kind], index) => ({
    name,
    primaryKey: index === 0,
    dataType: TYPES[kind],
    kind,
  }));
  return { slug, name, path, properties: all };
}

function event(
  name: string,
  type: SeenEvent["type"],
  properties: Record<string, ValueKind>,
): SeenEvent {
  const own = Object.entries(properties).map(([name, kind]) => ({
    name,
    type: "PROPERTY" as const,
    kind,
  }));
  const context = [
    { name: "library.name", type: "CONTEXT" as const, kind: "text" as const },
    { name: "page.url", type: "CONTEXT" as const, kind: "text" as const },
  ];
  return { name, type, properties: [...own, ...context] };
}

function custom(trait: string, kind: ValueKind): SeenTrait {
  return { trait, type: "CUSTOM", kind };
}
