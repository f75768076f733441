import type { Models } from "../contract/models";
import { destinationMetadata } from "./catalog";
import { source } from "./resources";

/** A regulation as Segment returns it in a list. */
export const listedRegulation: Models["RegulationListEntryV1"] = {
  id: "2aVfT9LqXz7RkWm4PyJc8N",
  regulationType: "SUPPRESS_WITH_DELETE",
  subjectType: "USER_ID",
  subjects: ["customer-42"],
  status: "FINISHED",
  createdAt: "2026-01-31T08:00:00.000Z",
  finishedAt: "2026-01-31T09:00:00.000Z",
};

/** A regulation as Segment returns it, with its status at each destination. */
export const regulation: Models["Regulation"] = {
  id: listedRegulation.id,
  workspaceId: source.workspaceId,
  overallStatus: "FINISHED",
  createdAt: "2026-01-31T08:00:00.000Z",
  finishedAt: "2026-01-31T09:00:00.000Z",
  streamStatus: [
    {
      id: source.id,
      destinationStatus: [
        {
          id: destinationMetadata.id,
          name: destinationMetadata.name,
          status: "FINISHED",
          errString: "",
          finishedAt: "2026-01-31T09:00:00.000Z",
        },
      ],
    },
  ],
};

/** Subjects whose data is suppressed. */
export const suppressed: Models["SuppressedInner"] = {
  subjectType: "USER_ID",
  subjectIds: listedRegulation.subjects,
};
