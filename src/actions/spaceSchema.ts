import { pagination } from "../examples/resources";
import {
  entityPath,
  entityProperty,
  eventProperty,
  seenEvent,
  trait,
} from "../examples/spaceSchema";
import { choice, flag, namedId, required, text, wholeNumber } from "../inputs/fields";
import { spaceId } from "../inputs/ids";
import { collection, entitySlug, eventName } from "../inputs/spaceSchema";
import { segmentAction } from "../kit/segmentAction";

const entityPropertyName = required(
  namedId({
    label: "Property Name",
    comments: "The property to use; the choices are those of the entity above.",
    example: "total",
    dataSource: "selectEntityProperty",
  }),
);

const eventPropertyName = required(
  namedId({
    label: "Property Name",
    comments: "The property to use; the choices are those of the event above.",
    example: "coupon",
    dataSource: "selectEventProperty",
  }),
);

const propertyType = required(
  choice(
    {
      label: "Property Type",
      comments:
        "Whether the property is one of the event itself or of its context, as List Properties from Event answers under type.",
    },
    { PROPERTY: "Property", CONTEXT: "Context" },
  ),
);

const traitKey = required(
  namedId({
    label: "Trait Key",
    comments: "The trait to use; the choices are those of the space and the collection above.",
    example: "city",
    dataSource: "selectTrait",
  }),
);

const searchOptions = {
  label: "Search",
  comments: "List only entries with this text in their name.",
} as const;

const searchPaths = text({ ...searchOptions, example: "order" });
const searchEvents = text({ ...searchOptions, example: "Order" });
const searchProperties = text({ ...searchOptions, example: "coupon" });
const searchTraits = text({ ...searchOptions, example: "city" });

const sortBy = choice(
  { label: "Sort By", comments: "What to sort by; when it was last seen if left empty." },
  { lastSeenAt: "Last Seen At", name: "Name" },
);

const sortTraitsBy = choice(
  { label: "Sort By", comments: "What to sort by; the trait's key if left empty." },
  { trait: "Trait", lastSeenAt: "Last Seen At" },
);

const sortDir = choice(
  { label: "Sort Direction", comments: "Which way to sort." },
  { asc: "Ascending", desc: "Descending" },
);

const includeSampleValues = flag({
  label: "Include Sample Values",
  comments: "When true, each entry comes with values that were seen.",
});

const samplesCount = wholeNumber(
  {
    label: "Samples Count",
    comments:
      "The most sample values to answer of each entry, from 1 to 100; 20 if left empty. Ignored unless Include Sample Values is true.",
    example: "20",
  },
  1,
  100,
);

export const listEntityPaths = segmentAction("listEntityPaths", {
  label: "List Entity Paths",
  description: "List the paths that lead to the entities of a space.",
  route: "GET /spaces/{spaceId}/entity-paths",
  pages: "entityPaths",
  inputs: { spaceId, search: searchPaths },
  example: { entityPaths: [entityPath], pagination },
});

export const listEvents = segmentAction("listEvents", {
  label: "List Events",
  description: "List the events that a space has seen.",
  route: "GET /spaces/{spaceId}/events",
  pages: "events",
  inputs: { spaceId, search: searchEvents, sortBy, sortDir },
  example: { events: [seenEvent], pagination },
});

export const listPropertiesFromEntity = segmentAction("listPropertiesFromEntity", {
  label: "List Properties from Entity",
  description: "List the properties of an entity of a space.",
  route: "GET /spaces/{spaceId}/entities/{entitySlug}/properties",
  pages: "entityProperties",
  inputs: { spaceId, entitySlug, includeSampleValues, samplesCount },
  example: { entityProperties: [entityProperty], pagination },
});

export const listPropertiesFromEvent = segmentAction("listPropertiesFromEvent", {
  label: "List Properties from Event",
  description: "List the properties of an event of a space.",
  route: "GET /spaces/{spaceId}/events/{eventName}/properties",
  pages: "eventProperties",
  inputs: {
    spaceId,
    eventName,
    search: searchProperties,
    sortBy,
    sortDir,
    includeSampleValues,
    samplesCount,
  },
  example: { eventProperties: [eventProperty], pagination },
});

export const listSampleValuesFromEntityProperty = segmentAction(
  "listSampleValuesFromEntityProperty",
  {
    label: "List Sample Values from Entity Property",
    description: "List values that a property of an entity has had.",
    route: "GET /spaces/{spaceId}/entities/{entitySlug}/properties/{propertyName}/sample-values",
    inputs: { spaceId, entitySlug, propertyName: entityPropertyName },
    example: { sampleValues: ["19.90", "42.00"] },
  },
);

export const listSampleValuesFromEventProperty = segmentAction(
  "listSampleValuesFromEventProperty",
  {
    label: "List Sample Values from Event Property",
    description: "List values that a property of an event has had.",
    route: "GET /spaces/{spaceId}/events/{eventName}/properties/{propertyName}/sample-values",
    inputs: { spaceId, eventName, propertyName: eventPropertyName, propertyType },
    example: { sampleValues: ["SPRING", "WELCOME"] },
  },
);

export const listSampleValuesFromTrait = segmentAction("listSampleValuesFromTrait", {
  label: "List Sample Values from Trait",
  description: "List values that a trait has had.",
  route: "GET /spaces/{spaceId}/traits/{traitKey}/sample-values",
  inputs: { spaceId, collection, traitKey },
  example: { sampleValues: ["Berlin", "Lisbon"] },
});

export const listTraits = segmentAction("listTraits", {
  label: "List Traits",
  description: "List the traits of a space.",
  route: "GET /spaces/{spaceId}/traits",
  pages: "traits",
  inputs: {
    spaceId,
    collection,
    search: searchTraits,
    sortBy: sortTraitsBy,
    sortDir,
    includeSampleValues,
    samplesCount,
  },
  example: { traits: [trait], pagination },
});
