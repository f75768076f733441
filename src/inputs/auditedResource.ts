import { id, text } from "./fields";

/** The resource that audit events are about. */
export const resourceId = id({
  label: "Resource ID",
  comments:
    "Lists only events about this resource, such as a source or a warehouse, by its ID. If left empty, lists events about all resources.",
  example: "qQEHquLrjRDN9j1ByrChyn",
});

/** The type of the resource that audit events are about. */
export const resourceType = text({
  label: "Resource Type",
  comments:
    "Lists only events about resources of this type, written as in resourceType of a listed event. If left empty, lists events about all types.",
  example: "SOURCE",
});
