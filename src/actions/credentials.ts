import { credential } from "../examples/credentials";
import { deleted, pagination, source, warehouse } from "../examples/resources";
import { id, keyValues, required, text } from "../inputs/fields";
import { segmentAction } from "../kit/segmentAction";
import { plainSettings } from "../settings/inputs";

const credentialId = required(
  id({
    label: "Credential ID",
    comments: "A credential of the workspace.",
    example: "tN6wQz4JhYvK8sRfXc3BmP",
    dataSource: "selectCredential",
  }),
);

const deletedCredentialId = {
  ...credentialId,
  comments:
    "The credential to delete. List Credential Consumers returns the sources and warehouses that use it.",
};

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the credential.",
  example: "Analytics database",
});

const settings = keyValues({
  label: "Settings",
  comments:
    "The parts of the credential, such as a username: keys and values, or an object from an earlier step.",
  example: "username: segment",
});

export const createCredential = segmentAction("createCredential", {
  description: "Create a credential that sources and warehouses can share.",
  route: "POST /credentials",
  inputs: { name: required(name), settings: plainSettings(required(settings), "all") },
  example: { credential },
});

export const deleteCredential = segmentAction("deleteCredential", {
  description: "Delete a credential.",
  route: "DELETE /credentials/{credentialId}",
  inputs: { credentialId: deletedCredentialId },
  example: deleted,
});

export const getCredential = segmentAction("getCredential", {
  description: "Get a credential by its ID.",
  route: "GET /credentials/{credentialId}",
  inputs: { credentialId },
  example: { credential },
});

export const listCredentialConsumers = segmentAction("listCredentialConsumers", {
  description: "List the warehouses and the sources that use a credential.",
  route: "GET /credentials/{credentialId}/consumers",
  pages: ["warehouses", "sources"],
  inputs: { credentialId },
  example: {
    warehouses: [warehouse],
    warehousesPagination: pagination,
    sources: [source],
    sourcesPagination: pagination,
  },
});

export const listCredentials = segmentAction("listCredentials", {
  description: "List the credentials of the workspace.",
  route: "GET /credentials",
  pages: "credentials",
  inputs: {},
  example: { credentials: [credential], pagination },
});

export const updateCredential = segmentAction("updateCredential", {
  description: "Update a credential for all sources and warehouses that use it.",
  route: "PATCH /credentials/{credentialId}",
  inputs: { credentialId, name, settings: plainSettings(settings, "changes") },
  example: { credential },
});
