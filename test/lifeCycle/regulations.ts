import type { Step } from "./step";

const subjectIds = ["u1", "u2"];

/** Regulations, which cannot be deleted, and suppressions, which are undone. */
export const regulations: Step[] = [
  [
    "createSource",
    "POST",
    "/sources",
    { slug: "regulated", enabled: true, metadataId: "1bow82lmk" },
    "regulated",
  ],
  [
    "createDestination",
    "POST",
    "/destinations",
    { sourceId: "{regulated}", metadataId: "614a3c7d791c91c41bae7599", settings: {} },
  ],
  [
    "createWorkspaceRegulation",
    "POST",
    "/regulations",
    { regulationType: "SUPPRESS_WITH_DELETE", subjectType: "USER_ID", subjectIds },
    { regulation: "regulateId" },
  ],
  ["getRegulation", "GET", "/regulations/{regulation}"],
  ["listWorkspaceRegulations", "GET", "/regulations?status=INITIALIZED"],
  ["listSuppressions", "GET", "/suppressions"],
  [
    "createWorkspaceRegulation",
    "POST",
    "/regulations",
    { regulationType: "UNSUPPRESS", subjectType: "USER_ID", subjectIds },
  ],
  [
    "createSourceRegulation",
    "POST",
    "/regulations/sources/{regulated}",
    { regulationType: "DELETE_ARCHIVE_ONLY", subjectType: "ANONYMOUS_ID", subjectIds },
  ],
  [
    "createCloudSourceRegulation",
    "POST",
    "/regulations/cloudsources/{regulated}",
    {
      regulationType: "DELETE_ONLY",
      subjectType: "OBJECT_ID",
      subjectIds,
      collection: "customers",
    },
  ],
  ["listRegulationsFromSource", "GET", "/regulations/sources/{regulated}"],
  ["deleteSource", "DELETE", "/sources/{regulated}"],
];
