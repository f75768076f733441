import type { Models } from "../contract/models";
import { isRecord } from "../values/record";

/** A property of events, with its label and its path. */
interface EventProperty {
  label: string;
  path: string;
}

/** Events of one kind, with their properties. */
export interface EventProperties {
  /** The event's name, or the kind of call. */
  event: string;
  properties: EventProperty[];
}

/** The depth up to which nested properties of a tracking plan are listed. */
const DEPTH = 5;

const stepTo = (name: string): string =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;

const property = (names: readonly string[]): EventProperty => ({
  label: names.join("."),
  path: `$${names.map(stepTo).join("")}`,
});

/** Returns the properties of every event (source: the common fields of the Segment Spec). */
export const commonProperties = (): EventProperties => ({
  event: "Any Event",
  properties: [
    "anonymousId",
    "context.app.name",
    "context.app.version",
    "context.campaign.name",
    "context.campaign.source",
    "context.device.id",
    "context.device.type",
    "context.groupId",
    "context.ip",
    "context.locale",
    "context.os.name",
    "context.page.path",
    "context.page.referrer",
    "context.page.title",
    "context.page.url",
    "context.timezone",
    "context.traits",
    "context.traits.email",
    "context.userAgent",
    "event",
    "groupId",
    "messageId",
    "name",
    "properties",
    "receivedAt",
    "sentAt",
    "timestamp",
    "traits",
    "traits.email",
    "type",
    "userId",
  ].map((path) => property(path.split("."))),
});

function within(schema: unknown, names: readonly string[]): EventProperty[] {
  const inner = isRecord(schema) ? schema.properties : undefined;
  if (!isRecord(inner) || names.length >= DEPTH) return [];
  return Object.entries(inner).flatMap(([name, one]) => {
    const path = [...names, name];
    return [property(path), ...within(one, path)];
  });
}

/** Lists the properties that the rules of a tracking plan name, by event. */
export const propertiesInRules = (rules: readonly Models["RuleV1"][]): EventProperties[] =>
  rules
    .map(({ type, key, jsonSchema }) => ({
      event: key?.trim() || `${type.charAt(0)}${type.slice(1).toLowerCase()}`,
      properties: within(jsonSchema, []),
    }))
    .filter(({ properties }) => properties.length > 0);
