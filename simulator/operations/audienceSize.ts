import { hash, Ids } from "../state/ids";
import type { Audience, AudiencePreview, AudienceType } from "../state/space";
import { entities, sampleValues } from "../state/spaceSchema";

interface Size {
  type: "USERS" | "ACCOUNTS" | "ENTITIES";
  count: number;
  uniqueCount: number;
}

const RESULTS = 10;

/** Returns an invented size, the same for the same definition. */
export function audienceSize(audienceType: AudienceType, definition: Audience["definition"]): Size {
  const seed = hash(JSON.stringify([audienceType, definition.query, definition.targetEntity]));
  const uniqueCount = RESULTS + (seed % 20_000);
  if (audienceType !== "LINKED") return { type: audienceType, count: uniqueCount, uniqueCount };
  if (typeof definition.targetEntity !== "string") {
    return { type: "USERS", count: uniqueCount, uniqueCount };
  }
  // An entity can belong to several profiles.
  return { type: "ENTITIES", count: uniqueCount + (seed % 500), uniqueCount };
}

/** Returns the first invented results of a preview. */
export function previewResults({ audienceType, definition }: AudiencePreview): unknown[] {
  const seed = JSON.stringify([audienceType, definition]);
  const entity = entities.find(({ slug }) => slug === definition.targetEntity);
  return Array.from({ length: RESULTS }, (_, index) => {
    const id = new Ids(hash(`${seed}/${index}`)).next();
    if (entity === undefined) return { id: `${audienceType === "ACCOUNTS" ? "acc" : "use"}_${id}` };
    return {
      id,
      idProperty: entity.properties.find(({ primaryKey }) => primaryKey)?.name,
      relationshipSlug: entity.path.at(-1),
      properties: Object.fromEntries(
        entity.properties
          .filter(({ primaryKey }) => !primaryKey)
          .map(({ name, kind }) => [name, sampleValues(`${id}/${name}`, kind, 1)[0]]),
      ),
      profilesTruncated: false,
    };
  });
}
