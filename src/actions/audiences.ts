import {
  audience,
  audiencePreview,
  audienceSchedule,
  detailedAudience,
} from "../examples/audiences";
import { deleted, pagination } from "../examples/resources";
import { AUDIENCE_TYPES } from "../inputs/audienceType";
import { choice, flag, id, json, required, text, textList, wholeNumber } from "../inputs/fields";
import { audienceId, spaceId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const audiencePreviewId = required(
  id({
    label: "Audience Preview ID",
    comments: "The ID of a preview, which Create Audience Preview returns.",
    example: "6WcTn2XzKbQ9mRfV8LyHsJ",
  }),
);

const scheduleId = required(
  id({
    label: "Schedule ID",
    comments: "A schedule of the audience above.",
    example: "sch_9LvPz3KmWtXc7RbN5QyHgF",
    dataSource: "selectAudienceSchedule",
  }),
);

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the audience.",
  example: "Frequent buyers",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, Segment computes the audience.",
});

const description = text({
  label: "Description",
  comments: "A note on the purpose of the audience.",
  example: "Users with at least three orders.",
});

const targetEntity = text({
  label: "Target Entity",
  comments:
    "The members of a Linked audience: profile, or the slug of a relationship, which List Entity Paths returns under relationshipSlugs. If left empty, profile.",
  example: "account-orders",
});

const definitionQuery = text({
  label: "Definition Query",
  comments: "The condition for members of the audience, in Segment's query language.",
  example: "event('Order Completed').count() >= 3",
});

const audienceType = required(
  choice(
    {
      label: "Audience Type",
      comments: "The members of the audience. A Linked audience uses entities of the data graph.",
    },
    AUDIENCE_TYPES,
  ),
);

const includeHistoricalData = flag({
  label: "Include Historical Data",
  comments:
    "When true, events from before the creation of the audience count as well. Segment turns this on by itself if the query needs them.",
});

const filterByExternalIds = textList({
  label: "Filter by External IDs",
  comments:
    "Types of external IDs. A profile must have at least one of them. If left empty, user_id, email, android.idfa and ios.idfa.",
  example: "user_id",
});

const backfillEventDataDays = wholeNumber(
  {
    label: "Backfill Event Data Days",
    comments:
      "The number of days before the creation of the audience whose events count. If left empty, the longest window of the query, or 7 days. Requires Include Historical Data to be true.",
    example: "30",
  },
  0,
);

const previewedDays = {
  ...backfillEventDataDays,
  comments: "The number of days before now whose events count in the preview.",
};

const include = choice(
  {
    label: "Include in Response",
    comments: "Additional data to return: the schedules of an audience. If left empty, none.",
  },
  { schedules: "Schedules" },
);

const searchType = choice(
  {
    label: "Search Type",
    comments: "The part of an audience to search in. Set it together with Search Query.",
  },
  { NAME: "Name", KEY: "Key", DEFINITION: "Definition" },
);

const searchQuery = text(
  {
    label: "Search Query",
    comments: "The text to search for, up to 255 characters. Set it together with Search Type.",
    example: "buyers",
  },
  255,
);

const sortField = choice(
  {
    label: "Sort Field",
    comments: "The field that decides the order. Set it together with Sort Direction.",
  },
  { NAME: "Name", CREATED_AT: "Created At", UPDATED_AT: "Updated At" },
);

const sortDirection = choice(
  { label: "Sort Direction", comments: "The order of the list. Set it together with Sort Field." },
  { ASC: "Ascending", DESC: "Descending" },
);

const strategy = required(
  choice(
    {
      label: "Schedule Strategy",
      comments:
        "The kind of schedule: at an interval, or on days of the week. Schedule Config has the details.",
    },
    { PERIODIC: "Periodic", SPECIFIC_DAYS: "Specific Days" },
  ),
);

const config = required(
  json("addAudienceScheduleToAudience", "config", {
    label: "Schedule Config",
    comments:
      "The times of the runs. For Periodic: interval (15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h or 1d). For Specific Days: days (0 for Sunday to 6), hours (0 to 23) and timezone, by its name in the TZ database.",
    example: '{"days": [1, 4], "hours": [8], "timezone": "Europe/Berlin"}',
  }),
);

const options = {
  includeHistoricalData: at("options.includeHistoricalData", includeHistoricalData),
  filterByExternalIds: at("options.filterByExternalIds", filterByExternalIds),
  backfillEventDataDays: at("options.backfillEventDataDays", backfillEventDataDays),
};

const search = {
  searchType: at("search.type", searchType),
  searchQuery: at("search.query", searchQuery),
};

export const addAudienceScheduleToAudience = segmentAction("addAudienceScheduleToAudience", {
  description: "Add a schedule to an audience.",
  route: "POST /spaces/{spaceId}/audiences/{audienceId}/schedules",
  inputs: { spaceId, audienceId, strategy, config },
  example: { audienceSchedule },
});

export const createAudience = segmentAction("createAudience", {
  description: "Create an audience in a space.",
  route: "POST /spaces/{spaceId}/audiences",
  inputs: {
    spaceId,
    name: required(name),
    audienceType,
    definitionQuery: at("definition.query", required(definitionQuery)),
    targetEntity: at("definition.targetEntity", targetEntity),
    enabled,
    description,
    ...options,
  },
  example: { audience },
});

export const createAudiencePreview = segmentAction("createAudiencePreview", {
  description: "Start a preview of an audience, whose results Get Audience Preview returns.",
  route: "POST /spaces/{spaceId}/audiences/previews",
  inputs: {
    spaceId,
    audienceType,
    definitionQuery: at("definition.query", required(definitionQuery)),
    targetEntity: at("definition.targetEntity", targetEntity),
    filterByExternalIds: at("options.filterByExternalIds", filterByExternalIds),
    backfillEventDataDays: at("options.backfillEventDataDays", previewedDays),
  },
  example: { audiencePreview: { id: audiencePreview.id } },
});

export const forceExecuteAudienceRun = segmentAction("forceExecuteAudienceRun", {
  description: "Run an audience now, outside its schedules.",
  route: "POST /spaces/{spaceId}/audiences/{audienceId}/runs",
  inputs: { spaceId, audienceId },
  example: { run: { id: "run_4TnXz7KqWmLc2RbV9YhJgP" } },
});

export const getAudience = segmentAction("getAudience", {
  description: "Get an audience of a space by its ID.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}",
  inputs: { spaceId, audienceId, include },
  example: { audience: detailedAudience },
});

export const getAudiencePreview = segmentAction("getAudiencePreview", {
  description: "Get a preview of an audience by its ID, with the results when they are ready.",
  route: "GET /spaces/{spaceId}/audiences/previews/{audiencePreviewId}",
  inputs: { spaceId, audiencePreviewId },
  example: { audiencePreview },
});

export const getAudienceScheduleFromSpaceAndAudience = segmentAction(
  "getAudienceScheduleFromSpaceAndAudience",
  {
    description: "Get a schedule of an audience by its ID.",
    route: "GET /spaces/{spaceId}/audiences/{audienceId}/schedules/{scheduleId}",
    inputs: { spaceId, audienceId, scheduleId },
    example: { audienceSchedule },
  },
);

export const listAudienceConsumersFromSpaceAndAudience = segmentAction(
  "listAudienceConsumersFromSpaceAndAudience",
  {
    description: "List the audiences whose definitions refer to an audience.",
    route: "GET /spaces/{spaceId}/audiences/{audienceId}/audience-references",
    pages: "audiences",
    inputs: {
      spaceId,
      audienceId,
      ...search,
      sortField: at("sort.field", sortField),
      sortDirection: at("sort.direction", sortDirection),
    },
    example: { audiences: [audience], pagination },
  },
);

export const listAudienceSchedulesFromSpaceAndAudience = segmentAction(
  "listAudienceSchedulesFromSpaceAndAudience",
  {
    description: "List the schedules of an audience.",
    route: "GET /spaces/{spaceId}/audiences/{audienceId}/schedules",
    inputs: { spaceId, audienceId },
    example: { audienceSchedules: [audienceSchedule] },
  },
);

export const listAudiences = segmentAction("listAudiences", {
  description: "List the audiences of a space.",
  route: "GET /spaces/{spaceId}/audiences",
  pages: "audiences",
  inputs: { spaceId, ...search, include },
  example: { audiences: [detailedAudience], pagination },
});

export const removeAudienceFromSpace = segmentAction("removeAudienceFromSpace", {
  description: "Delete an audience of a space.",
  route: "DELETE /spaces/{spaceId}/audiences/{audienceId}",
  inputs: { spaceId, audienceId },
  example: deleted,
});

export const removeAudienceScheduleFromAudience = segmentAction(
  "removeAudienceScheduleFromAudience",
  {
    description: "Delete a schedule of an audience.",
    route: "DELETE /spaces/{spaceId}/audiences/{audienceId}/schedules/{scheduleId}",
    inputs: { spaceId, audienceId, scheduleId },
    example: deleted,
  },
);

export const updateAudienceForSpace = segmentAction("updateAudienceForSpace", {
  description:
    "Update an audience of a space, which stays locked while Segment computes the change.",
  route: "PATCH /spaces/{spaceId}/audiences/{audienceId}",
  inputs: {
    spaceId,
    audienceId,
    enabled,
    name,
    description,
    definitionQuery: at("definition.query", definitionQuery),
    ...options,
  },
  example: { audience },
});

export const updateAudienceScheduleForAudience = segmentAction(
  "updateAudienceScheduleForAudience",
  {
    description: "Update the times of a schedule of an audience.",
    route: "PATCH /spaces/{spaceId}/audiences/{audienceId}/schedules/{scheduleId}",
    inputs: { spaceId, audienceId, scheduleId, strategy, config },
    example: { audienceSchedule },
  },
);
