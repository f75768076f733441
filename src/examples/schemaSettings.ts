import type { Models } from "../contract/models";

/** The schema settings of a source as Segment returns them. */
export const schemaSettings: Models["SourceSettingsOutputV1"] = {
  track: {
    allowUnplannedEvents: false,
    allowUnplannedEventProperties: true,
    allowEventOnViolations: true,
    allowPropertiesOnViolations: true,
    commonEventOnViolations: "OMIT_PROPERTIES",
  },
  identify: {
    allowUnplannedTraits: false,
    allowTraitsOnViolations: true,
    commonEventOnViolations: "OMIT_TRAITS",
  },
  group: {
    allowUnplannedTraits: false,
    allowTraitsOnViolations: true,
    commonEventOnViolations: "OMIT_TRAITS",
  },
  forwardingViolationsTo: "wB5mZk8RtYv3QnXc7JfP2H",
  forwardingBlockedEventsTo: "wB5mZk8RtYv3QnXc7JfP2H",
};
