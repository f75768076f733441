import { deleted, pagination, transformation } from "../examples/resources";
import { flag, id, json, required, text, textList } from "../inputs/fields";
import { sourceId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const transformationId = required(
  id({
    label: "Transformation ID",
    comments: "The transformation to use; the choices are those of the workspace.",
    example: "pHrD51Ds35Zjfka84yXQE6",
    dataSource: "selectTransformation",
  }),
);

const transformedSourceId = {
  ...sourceId,
  comments: "The source whose events are transformed; the choices are those of the workspace.",
};

const changedSourceId = id({
  label: "Source ID",
  comments: "The source to move the transformation to; the choices are those of the workspace.",
  example: "qQEHquLrjRDN9j1ByrChyn",
  dataSource: "sources",
});

const destinationMetadataId = id({
  label: "Destination Metadata ID",
  comments:
    "The destination type to transform events for; without one, events are transformed for all.",
  example: "57da359580412f644ff33fb9",
  dataSource: "selectDestinationMetadata",
});

const name = text({
  label: "Name",
  comments: "The name of the transformation.",
  example: "Rename checkout",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, events are transformed.",
});

const ifInput = text({
  label: "If",
  comments: "The FQL condition an event must meet to be transformed.",
  example: 'event = "Checkout"',
});

const drop = flag({
  label: "Drop",
  comments: "When true, matching events are dropped instead of transformed.",
});

const newEventName = text({
  label: "New Event Name",
  comments: "The name to give matching events; for track events only.",
  example: "Order Completed",
});

const propertyRenames = json("createTransformation", "propertyRenames", {
  label: "Property Renames",
  comments: "The properties to rename, as a list: the oldName and the newName of each.",
  example: '[{"oldName": "sum", "newName": "total"}]',
});

const propertyValueTransformations = json("createTransformation", "propertyValueTransformations", {
  label: "Property Value Transformations",
  comments:
    "The properties to give a fixed value, as a list: up to 10 propertyPaths and the propertyValue they get.",
  example: '[{"propertyPaths": ["properties.currency"], "propertyValue": "EUR"}]',
});

const fqlDefinedProperties = json("createTransformation", "fqlDefinedProperties", {
  label: "FQL Defined Properties",
  comments:
    "The property to compute, as a list of one: the fql that computes it and its propertyName.",
  example: '[{"fql": "uppercase(properties.code)", "propertyName": "code"}]',
});

const allowProperties = textList({
  label: "Allow Properties",
  comments: "The only properties to keep of matching events; all others are removed.",
  example: "properties.total",
});

const hashPropertiesConfiguration = json("createTransformation", "hashPropertiesConfiguration", {
  label: "Hash Properties Configuration",
  comments:
    "The properties to replace by a hash: the algorithm, their paths, and optionally a key and an encoding (HEX, BASE16, BASE64 or BASE64URL).",
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

/** `if` is a word of the language, so the input that carries it is called `ifInput`. */
export const createTransformation = segmentAction("createTransformation", {
  label: "Create Transformation",
  description: "Create a transformation of the events of a source.",
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
  label: "Delete Transformation",
  description: "Delete a transformation.",
  route: "DELETE /transformations/{transformationId}",
  inputs: { transformationId },
  example: deleted,
});

export const getTransformation = segmentAction("getTransformation", {
  label: "Get Transformation",
  description: "Get a transformation by its ID.",
  route: "GET /transformations/{transformationId}",
  inputs: { transformationId },
  example: { transformation },
});

export const listTransformations = segmentAction("listTransformations", {
  label: "List Transformations",
  description: "List the transformations of the workspace.",
  route: "GET /transformations",
  pages: "transformations",
  inputs: {},
  example: { transformations: [transformation], pagination },
});

export const updateTransformation = segmentAction("updateTransformation", {
  label: "Update Transformation",
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
