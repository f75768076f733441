import type { Models } from "../contract/models";

/** The part of a listed destination that identifies it; for some, Segment returns no name or null. */
type Listed = {
  readonly id: string;
  readonly name?: string | null;
  readonly metadata: Pick<Models["DestinationV1"]["metadata"], "id"> & { readonly name?: string };
};

/** The destinations of a source that match a type and a name. */
interface ByName<Item> {
  items: Item[];
  /** True if the items have no name and match by the name of their type. */
  areNameless: boolean;
  /** A line for the log, if the source has relevant destinations of the type without a name. */
  note?: string;
}

const isNameless = ({ name }: Listed): boolean => (name ?? "").trim() === "";

/**
 * Selects the destinations of a type and a name. Segment shows a destination without a name by the name
 * of its type, so that name matches it if no destination has it as its own name.
 */
export function destinationsByName<Item extends Listed>(
  listed: readonly Item[],
  { metadataId, name }: { metadataId: string; name: string },
): ByName<Item> {
  const ofType = listed.filter((one) => one.metadata.id === metadataId);
  const named = ofType.filter((one) => one.name === name);
  const nameless = ofType.filter(isNameless);
  if (named.length > 0 || nameless.length === 0) return { items: named, areNameless: false };
  const ids = [...new Set(nameless.map(({ id }) => id))].sort().join(", ");
  const typeName = nameless[0]?.metadata.name;
  if (typeName === name) {
    const note = `${ids} has no name and matches ${name}, the name of its type; it is not renamed`;
    return { items: nameless, areNameless: true, note };
  }
  const advice = typeName ? `. To update one, set Name to ${typeName}, the name of its type` : "";
  const note = `the source has destinations of this type without a name, which are not changed: ${ids}${advice}`;
  return { items: [], areNameless: false, note };
}
