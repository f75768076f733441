import type { Models } from "../contract/models";

/** The part of a listed destination that tells which one it is; Segment gives no name or null for some. */
type Listed = {
  readonly id: string;
  readonly name?: string | null;
  readonly metadata: Pick<Models["DestinationV1"]["metadata"], "id"> & { readonly name?: string };
};

/** The destinations of a source that a type and a name ask for. */
export interface ByName<Item> {
  items: Item[];
  /** The items have no name: they are asked for by the name of their type. */
  areNameless: boolean;
  /** A line for the log if nameless destinations of the type are there and matter. */
  note?: string;
}

const isNameless = ({ name }: Listed): boolean => (name ?? "").trim() === "";

/**
 * Picks those of a type and a name. Segment shows a destination without a name by the name of its
 * type, so that name asks for it if no destination has it as its own.
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
    const note = `${ids} has no name and is taken for ${name}, the name of its type; it stays without a name`;
    return { items: nameless, areNameless: true, note };
  }
  const note = `the source has destinations of this type without a name, which are left alone: ${ids}. The name of their type, ${typeName}, asks for such a one`;
  return { items: [], areNameless: false, note };
}
