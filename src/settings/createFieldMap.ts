import type { Element, ObjectFieldMap } from "@prismatic-io/spectral";
import { isRecord } from "../values/record";
import type { EventProperties } from "./eventProperties";
import type { DescribedSettings } from "./setting";

/** Paths that no listed event has, such as those of an existing subscription. */
const OTHERS: Element = { key: "other", label: "Other Properties" };

const pathIn = (value: unknown): string | undefined =>
  isRecord(value) && Object.keys(value).length === 1 && typeof value["@path"] === "string"
    ? value["@path"]
    : undefined;

/** Maps each path to the first event with that property, and to the property. */
function placesOf(options: NonNullable<ObjectFieldMap["options"]>) {
  const places = new Map<string, { object: Element; field: Element }>();
  for (const { object, fields } of options) {
    for (const field of fields)
      if (!places.has(field.key)) places.set(field.key, { object, field });
  }
  return places;
}

/**
 * Creates a map from the fields of an action to properties of events. Each field shows its default, or its
 * path in the existing subscription.
 * @param values the values of that subscription; undefined for a new one.
 */
export function createFieldMap(
  { settings }: DescribedSettings,
  events: readonly EventProperties[],
  values?: Readonly<Record<string, unknown>>,
): ObjectFieldMap {
  const shown = settings.filter(({ hidden }) => !hidden);
  const pathOf = (name: string, defaultValue: unknown) =>
    pathIn(values === undefined ? defaultValue : values[name]);
  const listed = events.map(({ event, properties }) => ({
    object: { key: event, label: event },
    fields: properties.map(({ label, path }) => ({ key: path, label })),
  }));
  const known = placesOf(listed);
  const unlisted = shown
    .map(({ name, defaultValue }) => pathOf(name, defaultValue))
    .filter((path) => path !== undefined && !known.has(path))
    .map((path) => ({ key: String(path), label: String(path) }));
  const others = [...new Map(unlisted.map((field) => [field.key, field])).values()];
  const options = others.length > 0 ? [...listed, { object: OTHERS, fields: others }] : listed;
  const places = placesOf(options);
  return {
    fields: shown.map(({ name, label, defaultValue }) => {
      const path = pathOf(name, defaultValue);
      const place = path === undefined ? undefined : places.get(path);
      const field = { key: name, label };
      if (!place) return { field };
      return values === undefined
        ? { field, defaultObject: place.object, defaultField: place.field }
        : { field, mappedObject: place.object, mappedField: place.field };
    }),
    options,
  };
}
