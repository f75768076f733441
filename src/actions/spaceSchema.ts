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
    comments: "A property of the entity above.",
    example: "total",
    dataSource: "selectEntityProperty",
  }),
);

const eventPropertyName = required(
  namedId({
    label: "Property Name",
    comments: "A property of the event above.",
    example: "coupon",
    dataSource: "selectEventProperty",
  }),
);

const propertyType = required(
  choice(
    {
      label: "Property Type",
      comments:
        "The place of the property: the event itself or its context. List Properties from Event returns it under type.",
    },
    { PROPERTY: "Property", CONTEXT: "Context" },
  ),
);

const traitKey = required(
  namedId({
    label: "Trait Key",
    comments: "A trait of the space and the collection above.",
    example: "city",
    dataSource: "selectTrait",
  }),
);

const searchOptions = {
  label: "Search",
  comments: "Lists only entries with this text in their name. If left empty, lists all of them.",
} as const;

const searchPaths = text({ ...searchOptions, example: "order" });
const searchEvents = text({ ...searchOptions, example: "Order" });
const searchProperties = text({ ...searchOptions, example: "coupon" });
const searchTraits = text({ ...searchOptions, example: "city" });

const sortBy = choice(
  { label: "Sort By", comments: "The field that decides the order. If left empty, Last Seen At." },
  { lastSeenAt: "Last Seen At", name: "Name" },
);

const sortTraitsBy = choice(
  { label: "Sort By", comments: "The field that decides the order. If left empty, Trait." },
  { trait: "Trait", lastSeenAt: "Last Seen At" },
);

const sortDir = choice(
  {
    label: "Sort Direction",
    comments: "The order of the list. If left empty, Segment chooses it.",
  },
  { asc: "Ascending", desc: "Descending" },
);

const includeSampleValues = flag({
  label: "Include Sample Values",
  comments: "When true, sample values are returned with each entry.",
});

const samplesCount = wholeNumber(
  {
    label: "Maximum Sample Values",
    comments:
      "The maximum number of sample values to return with each entry, from 1 to 100. If left empty, 20. Ignored unless Include Sample Values is true.",
    example: "20",
  },
  1,
  100,
);

export const listEntityPaths = segmentAction("listEntityPaths", {
  description: "List the paths to the entities of a space.",
  route: "GET /spaces/{spaceId}/entity-paths",
  pages: "entityPaths",
  inputs: { spaceId, search: searchPaths },
  example: { entityPaths: [entityPath], pagination },
});

export const listEvents = segmentAction("listEvents", {
  description: "List the events that a space has received.",
  route: "GET /spaces/{spaceId}/events",
  pages: "events",
  inputs: { spaceId, search: searchEvents, sortBy, sortDir },
  example: { events: [seenEvent], pagination },
});

export const listPropertiesFromEntity = segmentAction("listPropertiesFromEntity", {
  description: "List the properties of an entity of a space.",
  route: "GET /spaces/{spaceId}/entities/{entitySlug}/properties",
  pages: "entityProperties",
  inputs: { spaceId, entitySlug, includeSampleValues, samplesCount },
  example: { entityProperties: [entityProperty], pagination },
});

export const listPropertiesFromEvent = segmentAction("listPropertiesFromEvent", {
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
    description: "List sample values of a property of an entity.",
    route: "GET /spaces/{spaceId}/entities/{entitySlug}/properties/{propertyName}/sample-values",
    inputs: { spaceId, entitySlug, propertyName: entityPropertyName },
    example: { sampleValues: ["19.90", "42.00"] },
  },
);

export const listSampleValuesFromEventProperty = segmentAction(
  "listSampleValuesFromEventProperty",
  {
    description: "List sample values of a property of an event.",
    route: "GET /spaces/{spaceId}/events/{eventName}/properties/{propertyName}/sample-values",
    inputs: { spaceId, eventName, propertyName: eventPropertyName, propertyType },
    example: { sampleValues: ["SPRING", "WELCOME"] },
  },
);

export const listSampleValuesFromTrait = segmentAction("listSampleValuesFromTrait", {
  description: "List sample values of a trait.",
  route: "GET /spaces/{spaceId}/traits/{traitKey}/sample-values",
  inputs: { spaceId, collection, traitKey },
  example: { sampleValues: ["Berlin", "Lisbon"] },
});

export const listTraits = segmentAction("listTraits", {
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
