import type { Models } from "../types/models";

/** The schema settings of a source as Segment answers them. */
export const schemaSettings: Models["SourceSettingsOutputV1"] = {
  track: {
    allowUnplannedEvents: true,
    allowUnplannedEventProperties: true,
    allowEventOnViolations: true,
    allowPropertiesOnViolations: true,
    commonEventOnViolations: "ALLOW",
  },
  identify: {
    allowUnplannedTraits: true,
    allowTraitsOnViolations: true,
    commonEventOnViolations: "ALLOW",
  },
  group: {
    allowUnplannedTraits: true,
    allowTraitsOnViolations: true,
    commonEventOnViolations: "ALLOW",
  },
  forwardingViolationsTo: "wB5mZk8RtYv3QnXc7JfP2H",
  forwardingBlockedEventsTo: "wB5mZk8RtYv3QnXc7JfP2H",
};
