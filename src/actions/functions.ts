import { deleted, listedFunction, pagination, segmentFunction } from "../examples/resources";
import { choice, id, javascript, jsonList, required, text } from "../inputs/fields";
import { RESOURCE_TYPES } from "../inputs/resourceType";
import { segmentAction } from "../segmentAction";
import type { Models } from "../types/models";

const functionId = required(
  id({
    label: "Function ID",
    comments: "The function to use.",
    example: "sfnc_wXzcDGFR3KmjLDrtSawNHf",
    dataSource: "selectFunction",
  }),
);

const code = javascript({
  label: "Code",
  comments: "The JavaScript source of the function.",
  example: "async function onRequest(request, settings) {}",
});

const displayName = text({
  label: "Display Name",
  comments: "The name the function shows in Segment.",
  example: "Orders",
});

const description = text({
  label: "Description",
  comments: "What the function is for.",
  example: "Receives orders from the shop.",
});

const logoUrl = text({
  label: "Logo URL",
  comments: "The address of the function's logo.",
  example: "https://example.com/orders.png",
});

const resourceType = required(
  choice({ label: "Resource Type", comments: "The type of the function." }, RESOURCE_TYPES),
);

const settings = jsonList<Models["FunctionSettingV1"]>()({
  label: "Function Settings",
  comments:
    "The settings the function asks for, as a list. On an update the list replaces the settings there are; leave empty to keep them.",
  example:
    '[{"name": "apiKey", "label": "API Key", "description": "The key of the shop.", "type": "STRING", "required": true, "sensitive": true}]',
});

export const createFunction = segmentAction("createFunction", {
  label: "Create Function",
  description: "Create a function.",
  route: "POST /functions",
  inputs: {
    resourceType,
    displayName: required(displayName),
    code: required(code),
    description,
    logoUrl,
    settings,
  },
  example: { function: segmentFunction },
});

export const deleteFunction = segmentAction("deleteFunction", {
  label: "Delete Function",
  description: "Delete a function.",
  route: "DELETE /functions/{functionId}",
  inputs: { functionId },
  example: deleted,
});

export const getFunction = segmentAction("getFunction", {
  label: "Get Function",
  description: "Get a function by its ID.",
  route: "GET /functions/{functionId}",
  inputs: { functionId },
  example: { function: segmentFunction },
});

export const listFunctions = segmentAction("listFunctions", {
  label: "List Functions",
  description: "List the functions of one type.",
  route: "GET /functions",
  pages: "functions",
  inputs: { resourceType },
  example: { functions: [listedFunction], pagination },
});

export const updateFunction = segmentAction("updateFunction", {
  label: "Update Function",
  description: "Update a function.",
  route: "PATCH /functions/{functionId}",
  inputs: { functionId, displayName, code, description, logoUrl, settings },
  example: { function: segmentFunction },
});
