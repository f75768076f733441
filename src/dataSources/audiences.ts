import type { Models } from "../contract/models";
import { activation, audience, audienceConnection, audienceSchedule } from "../examples/audiences";
import { audienceId, spaceId } from "../inputs/ids";
import { picklist } from "../kit/picklist";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** Describes a schedule: `Every 12h`, `Mon, Thu at 8:00`. */
function timesOf(config: Models["AudienceSchedule"]["config"]): string | undefined {
  if (!config) return undefined;
  if ("interval" in config) return `Every ${config.interval}`;
  const days = config.days.map((day) => DAYS[day] ?? day).join(", ");
  return `${days} at ${config.hours.map((hour) => `${hour}:00`).join(", ")}`;
}

/** The activations of an audience. */
export const selectActivation = picklist("listActivationsFromAudience", {
  label: "Select Activation",
  description: "Choose an activation of an audience.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}/activations",
  items: "activations",
  inputs: { spaceId, audienceId },
  key: ({ id }) => id,
  names: ({ displayName, activationName, activationType }) => [
    displayName ?? undefined,
    activationName,
    activationType,
  ],
  example: { label: activation.activationName, key: activation.id },
});

/** The audiences of a space. */
export const selectAudience = picklist("listAudiences", {
  label: "Select Audience",
  description: "Choose an audience of a space.",
  route: "GET /spaces/{spaceId}/audiences",
  items: "audiences",
  inputs: { spaceId },
  key: ({ id }) => id,
  names: ({ name, key }) => [name, key],
  example: { label: audience.name, key: audience.id },
});

/** The connections of an audience to its destinations; the value is the ID of the connection. */
export const selectAudienceConnection = picklist("listDestinationsFromAudience", {
  label: "Select Audience Connection",
  description: "Choose a connection of an audience to a destination.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}/destination-connections",
  items: "connections",
  inputs: { spaceId, audienceId },
  key: ({ id }) => id,
  names: ({ name, metadata }) => [name, metadata?.name, metadata?.slug],
  example: { label: "Event stream", key: audienceConnection.id },
});

/** The destinations of an audience; the value is the ID of the destination. */
export const selectAudienceDestination = picklist("listDestinationsFromAudience", {
  label: "Select Audience Destination",
  description: "Choose a destination of an audience.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}/destination-connections",
  items: "connections",
  inputs: { spaceId, audienceId },
  key: ({ destinationId }) => destinationId,
  names: ({ name, metadata }) => [name, metadata?.name, metadata?.slug],
  example: { label: "Event stream", key: audienceConnection.destinationId },
});

/** The schedules of an audience, labeled by their times. */
export const selectAudienceSchedule = picklist("listAudienceSchedulesFromSpaceAndAudience", {
  label: "Select Audience Schedule",
  description: "Choose a schedule of an audience.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}/schedules",
  items: "audienceSchedules",
  inputs: { spaceId, audienceId },
  key: ({ id }) => id,
  names: ({ config, strategy }) => [timesOf(config), strategy],
  example: { label: "Mon, Thu at 8:00", key: audienceSchedule.id },
});
