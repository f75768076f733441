import type { Step } from "./step";

/** The versions of a function, and instances of insert functions. */
export const functionVersions: Step[] = [
  [
    "createFunction",
    "POST",
    "/functions",
    {
      code: "// first",
      displayName: "Enrich",
      resourceType: "INSERT_DESTINATION",
      settings: [
        {
          name: "apiKey",
          label: "API key",
          description: "",
          type: "STRING",
          required: true,
          sensitive: true,
        },
        {
          name: "region",
          label: "Region",
          description: "",
          type: "STRING",
          required: false,
          sensitive: false,
        },
      ],
    },
    "insertFunction",
  ],
  ["updateFunction", "PATCH", "/functions/{insertFunction}", { code: "// second" }],
  ["createFunctionDeployment", "POST", "/functions/{insertFunction}/deploy"],
  [
    "listFunctionVersions",
    "GET",
    "/functions/{insertFunction}/versions",
    undefined,
    { oldVersion: "versions.1.id" },
  ],
  ["getFunctionVersion", "GET", "/functions/{insertFunction}/versions/{oldVersion}"],
  [
    "restoreFunctionVersion",
    "POST",
    "/functions/{insertFunction}/versions",
    { versionId: "{oldVersion}" },
  ],
  [
    "createSource",
    "POST",
    "/sources",
    { slug: "enriched", enabled: true, metadataId: "IqDTy1TpoU" },
    "enrichedSource",
  ],
  [
    "createInsertFunctionInstance",
    "POST",
    "/insert-function-instances",
    {
      functionId: "{insertFunction}",
      integrationId: "{enrichedSource}",
      name: "Enrich the shop",
      settings: { apiKey: "0123456789", region: "eu" },
    },
    "instance",
  ],
  [
    "updateInsertFunctionInstance",
    "PATCH",
    "/insert-function-instances/{instance}",
    { enabled: true, settings: { region: "us" } },
  ],
  ["getInsertFunctionInstance", "GET", "/insert-function-instances/{instance}"],
  [
    "listInsertFunctionInstances",
    "GET",
    "/insert-function-instances?functionId={insertFunction}&pagination[count]=5",
  ],
  ["deleteInsertFunctionInstance", "DELETE", "/insert-function-instances/{instance}"],
  ["deleteFunction", "DELETE", "/functions/{insertFunction}"],
  ["deleteSource", "DELETE", "/sources/{enrichedSource}"],
];
