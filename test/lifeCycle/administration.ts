import type { Step } from "./step";

/** Credentials, labels, write keys, live plugins, usage and the audit trail. */
export const administration: Step[] = [
  [
    "createCredential",
    "POST",
    "/credentials",
    { name: "Key", settings: { accessKeyId: "a", secretKey: "abcdefgh1234" } },
    "credential",
  ],
  ["updateCredential", "PATCH", "/credentials/{credential}", { name: "Other" }],
  ["getCredential", "GET", "/credentials/{credential}"],
  ["listCredentials", "GET", "/credentials"],
  [
    "createSource",
    "POST",
    "/sources",
    {
      slug: "governed",
      enabled: true,
      metadataId: "IqDTy1TpoU",
      settings: { credentialId: "{credential}" },
    },
    { governed: "source.id", writeKey: "source.writeKeys.0" },
  ],
  [
    "listCredentialConsumers",
    "GET",
    "/credentials/{credential}/consumers?sourcesPagination[count]=1&warehousesPagination[count]=2",
  ],
  ["createLabel", "POST", "/labels", { label: { key: "team", value: "web shop" } }],
  ["listLabels", "GET", "/labels"],
  [
    "addLabelsToSource",
    "POST",
    "/sources/{governed}/labels",
    { labels: [{ key: "team", value: "web shop" }] },
  ],
  ["deleteLabel", "DELETE", "/labels/team/web%20shop"],
  ["createWriteKeyForSource", "POST", "/sources/{governed}/writekey"],
  ["removeWriteKeyFromSource", "DELETE", "/sources/{governed}/writekey/{writeKey}"],
  ["createLivePlugin", "POST", "/sources/{governed}/live-plugins/create", { code: "// nothing" }],
  ["getLatestFromLivePlugins", "GET", "/sources/{governed}/live-plugins/latest"],
  ["deleteLivePluginCode", "DELETE", "/sources/{governed}/live-plugins/delete-code"],
  ["getLatestFromLivePlugins", "GET", "/sources/{governed}/live-plugins/latest"],
  ["getDailyWorkspaceAPICallsUsage", "GET", "/usage/api-calls/daily?period=2024-02-01"],
  ["getDailyPerSourceAPICallsUsage", "GET", "/usage/api-calls/sources/daily?period=2024-02-01"],
  ["getDailyWorkspaceMTUUsage", "GET", "/usage/mtu/daily?period=2024-02-01"],
  ["getDailyPerSourceMTUUsage", "GET", "/usage/mtu/sources/daily?period=2024-02-01"],
  ["deleteSource", "DELETE", "/sources/{governed}"],
  ["deleteCredential", "DELETE", "/credentials/{credential}"],
  ["listAuditEvents", "GET", "/audit-events?resourceType=SOURCE&pagination[count]=5"],
];
