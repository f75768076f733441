import type { Option } from "../../simulator/catalog/types";
import { isSecretName } from "../../src/http/secretNames";

/** A value as a user enters it, and what Segment is to get. */
interface Entered {
  text: unknown;
  typed: unknown;
}

const same = (text: string): Entered => ({ text, typed: text });
const asJson = (typed: unknown): Entered => ({ text: JSON.stringify(typed), typed });

const BY_TYPE: Readonly<Record<string, Entered>> = {
  string: same("a 1"),
  select: same("eu"),
  password: same("hunter2"),
  color: same("#448dd6"),
  number: { text: "5", typed: 5 },
  boolean: { text: "true", typed: true },
  array: { text: "a, b", typed: ["a", "b"] },
  "text-map": asJson({ a: "b" }),
  map: {
    text: [
      { key: "total", value: "eVar1" },
      { key: "plan", value: "eVar2" },
    ],
    typed: { total: "eVar1", plan: "eVar2" },
  },
  mixed: asJson([{ key: "Order Completed", value: { event: "purchase", count: 2 } }]),
};

/**
 * A value of an option's type.
 * @throws if the type is none of those that Segment's catalog has.
 */
export function enteredFor({ type }: Pick<Option, "type">): Entered {
  const entered = BY_TYPE[type];
  if (!entered) throw new Error(`No value for the type ${type}`);
  return entered;
}

/** Settings that no type lists, with values of every shape that Segment returns. */
const BEYOND: Readonly<Record<string, unknown>> = {
  website_url: "https://shop.example.com",
  retarget: true,
  digits: "12.00",
  spelledOut: "true",
  limit: 12.5,
  dynamicAuthSettings: { oauth: { type: "noAuth", scopes: ["read"] } },
  hosts: ["a.example.com", "b.example.com"],
  list: [1, "2", null],
  "a.b/c": " x ",
  emptied: "",
  nothing: null,
  __segment_internal_sync_mode: "upsert",
};

/**
 * Settings that none of these names is of, some with names that differ from a listed one by one letter.
 */
export function beyond(names: readonly string[]): Record<string, unknown> {
  const name = names.find((one) => !isSecretName(one));
  const alike = name === undefined ? [] : [`${name}_`, `${name}x`];
  const all = { ...BEYOND, ...Object.fromEntries(alike.map((one) => [one, "7"])) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}
