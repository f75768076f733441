import {
  entityPath,
  entityProperty,
  eventProperty,
  seenEvent,
  trait,
} from "../examples/spaceSchema";
import { spaceId } from "../inputs/ids";
import { collection, entitySlug, eventName } from "../inputs/spaceSchema";
import { picklist } from "../kit/picklist";

/** The entities of a space. Several paths can lead to an entity; it is listed once. */
export const selectEntity = picklist("listEntityPaths", {
  label: "Select Entity",
  description: "Choose an entity of a space.",
  route: "GET /spaces/{spaceId}/entity-paths",
  items: "entityPaths",
  inputs: { spaceId },
  key: ({ entitySlug: slug }) => slug,
  names: ({ entityName }) => [entityName],
  example: { label: entityPath.entityName, key: entityPath.entitySlug },
});

/** The properties of an entity. */
export const selectEntityProperty = picklist("listPropertiesFromEntity", {
  label: "Select Entity Property",
  description: "Choose a property of an entity.",
  route: "GET /spaces/{spaceId}/entities/{entitySlug}/properties",
  items: "entityProperties",
  inputs: { spaceId, entitySlug },
  key: ({ name }) => name,
  names: ({ name }) => [name],
  example: { label: entityProperty.name, key: entityProperty.name },
});

/** The properties of an event; properties of its context are marked. */
export const selectEventProperty = picklist("listPropertiesFromEvent", {
  label: "Select Event Property",
  description: "Choose a property of an event.",
  route: "GET /spaces/{spaceId}/events/{eventName}/properties",
  items: "eventProperties",
  inputs: { spaceId, eventName },
  key: ({ name }) => name,
  names: ({ name, type }) => [type === "CONTEXT" ? `${name} (Context)` : name],
  example: { label: eventProperty.name, key: eventProperty.name },
});

/** The events that a space has received. */
export const selectSpaceEvent = picklist("listEvents", {
  label: "Select Space Event",
  description: "Choose an event of a space.",
  route: "GET /spaces/{spaceId}/events",
  items: "events",
  inputs: { spaceId },
  key: ({ name }) => name,
  names: ({ name }) => [name],
  example: { label: seenEvent.name, key: seenEvent.name },
});

/** The traits of users, or of accounts if that collection is chosen. */
export const selectTrait = picklist("listTraits", {
  label: "Select Trait",
  description: "Choose a trait of a space.",
  route: "GET /spaces/{spaceId}/traits",
  items: "traits",
  inputs: { spaceId, collection },
  key: ({ trait: key }) => key,
  names: ({ trait: key }) => [key],
  example: { label: trait.trait, key: trait.trait },
});
