import { deleted, pagination, transformation } from "../examples/resources";
import { flag, id, json, required, text, textList } from "../inputs/fields";
import { sourceId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const transformationId = required(
  id({
    label: "Transformation ID",
    comments: "A transformation of the workspace.",
    example: "pHrD51Ds35Zjfka84yXQE6",
    dataSource: "selectTransformation",
  }),
);

const transformedSourceId = {
  ...sourceId,
  comments: "The source whose events are transformed.",
};

const changedSourceId = id({
  label: "Source ID",
  comments:
    "The source to move the transformation to. If left empty, the transformation stays at its source.",
  example: "qQEHquLrjRDN9j1ByrChyn",
  dataSource: "sources",
});

const destinationMetadataId = id({
  label: "Destination Metadata ID",
  comments:
    "The destination type that receives the transformed events. If left empty, events are transformed for all destinations.",
  example: "57da359580412f644ff33fb9",
  dataSource: "selectDestinationMetadata",
});

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the transformation.",
  example: "Rename checkout",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the transformation applies to events.",
});

const ifInput = text({
  label: "If",
  comments: "The condition in FQL. Events that meet it are transformed.",
  example: 'event = "Checkout"',
});

const drop = flag({
  label: "Drop",
  comments: "When true, events that meet the condition are dropped instead of transformed.",
});

const newEventName = text({
  label: "New Event Name",
  comments:
    "The new name of events that meet the condition, for track events only. If left empty, events keep their name.",
  example: "Order Completed",
});

const propertyRenames = json("createTransformation", "propertyRenames", {
  label: "Property Renames",
  comments: "The properties to rename, as a list. Each entry has an oldName and a newName.",
  example: '[{"oldName": "sum", "newName": "total"}]',
});

const propertyValueTransformations = json("createTransformation", "propertyValueTransformations", {
  label: "Property Value Transformations",
  comments:
    "The properties to set to a fixed value, as a list. Each entry has up to 10 propertyPaths and a propertyValue.",
  example: '[{"propertyPaths": ["properties.currency"], "propertyValue": "EUR"}]',
});

const fqlDefinedProperties = json("createTransformation", "fqlDefinedProperties", {
  label: "FQL Defined Properties",
  comments:
    "The property to compute, as a list of one entry with fql, the computation, and a propertyName.",
  example: '[{"fql": "uppercase(properties.code)", "propertyName": "code"}]',
});

const allowProperties = textList({
  label: "Allow Properties",
  comments:
    "The properties to keep in events that meet the condition. All others are removed. If left empty, all properties are kept.",
  example: "properties.total",
});

const hashPropertiesConfiguration = json("createTransformation", "hashPropertiesConfiguration", {
  label: "Hash Properties Configuration",
  comments:
    "The properties to replace with a hash: an algorithm, the paths of the properties, and optionally a key and an encoding (HEX, BASE16, BASE64 or BASE64URL).",
  example: '{"algorithm": "SHA-256", "paths": ["properties.email"]}',
});

const changes = {
  destinationMetadataId,
  drop,
  newEventName,
  propertyRenames,
  propertyValueTransformations,
  fqlDefinedProperties,
  allowProperties,
  hashPropertiesConfiguration,
};

/** `if` is a reserved word in JavaScript, so the input is called `ifInput`. */
export const createTransformation = segmentAction("createTransformation", {
  description: "Create a transformation for the events of a source.",
  route: "POST /transformations",
  inputs: {
    name: required(name),
    sourceId: transformedSourceId,
    enabled: required(enabled),
    ifInput: at("if", required(ifInput)),
    ...changes,
  },
  example: { transformation },
});

export const deleteTransformation = segmentAction("deleteTransformation", {
  description: "Delete a transformation.",
  route: "DELETE /transformations/{transformationId}",
  inputs: { transformationId },
  example: deleted,
});

export const getTransformation = segmentAction("getTransformation", {
  description: "Get a transformation by its ID.",
  route: "GET /transformations/{transformationId}",
  inputs: { transformationId },
  example: { transformation },
});

export const listTransformations = segmentAction("listTransformations", {
  description: "List the transformations of the workspace.",
  route: "GET /transformations",
  pages: "transformations",
  inputs: {},
  example: { transformations: [transformation], pagination },
});

export const updateTransformation = segmentAction("updateTransformation", {
  description: "Update a transformation.",
  route: "PATCH /transformations/{transformationId}",
  inputs: {
    transformationId,
    name,
    sourceId: changedSourceId,
    enabled,
    ifInput: at("if", ifInput),
    ...changes,
  },
  example: { transformation },
});
