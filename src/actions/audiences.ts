import {
  audience,
  audiencePreview,
  audienceSchedule,
  detailedAudience,
} from "../examples/audiences";
import { deleted, pagination } from "../examples/resources";
import { choice, flag, id, json, required, text, textList, wholeNumber } from "../inputs/fields";
import { audienceId, spaceId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const audiencePreviewId = required(
  id({
    label: "Audience Preview ID",
    comments: "The preview to get: the ID that Create Audience Preview answers.",
    example: "6WcTn2XzKbQ9mRfV8LyHsJ",
  }),
);

const scheduleId = required(
  id({
    label: "Schedule ID",
    comments: "The schedule to use; the choices are those of the audience above.",
    example: "sch_9LvPz3KmWtXc7RbN5QyHgF",
    dataSource: "selectAudienceSchedule",
  }),
);

const name = text({
  label: "Name",
  comments: "The name the audience shows in Segment.",
  example: "Frequent buyers",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the audience is computed.",
});

const description = text({
  label: "Description",
  comments: "What the audience is for.",
  example: "Users with at least three orders.",
});

const targetEntity = text({
  label: "Target Entity",
  comments:
    "What a Linked audience is made of: the slug of a relationship, which List Entity Paths answers under relationshipSlugs, or profile; profile if left empty.",
  example: "account-orders",
});

const definitionQuery = text({
  label: "Definition Query",
  comments: "Who is in the audience, in Segment's query language.",
  example: "event('Order Completed').count() >= 3",
});

const audienceType = required(
  choice(
    {
      label: "Audience Type",
      comments:
        "What the audience is made of; a Linked one draws on the entities of the data graph.",
    },
    { USERS: "Users", ACCOUNTS: "Accounts", LINKED: "Linked" },
  ),
);

const includeHistoricalData = flag({
  label: "Include Historical Data",
  comments:
    "When true, events from before the audience was created count as well. Segment turns it on by itself where the query needs them.",
});

const filterByExternalIds = textList({
  label: "Filter by External IDs",
  comments:
    "The types of external IDs of which a profile must have at least one; user_id, email, android.idfa and ios.idfa if left empty.",
  example: "user_id",
});

const backfillEventDataDays = wholeNumber(
  {
    label: "Backfill Event Data Days",
    comments:
      "The number of days before the audience was created whose events count; the longest window of the query, or 7 days, if left empty. It needs Include Historical Data to be true.",
    example: "30",
  },
  0,
);

const previewedDays = {
  ...backfillEventDataDays,
  comments: "The number of days, back from now, whose events count in the preview.",
};

const include = choice(
  { label: "Include", comments: "What to answer besides the audience itself: its schedules." },
  { schedules: "Schedules" },
);

const searchType = choice(
  {
    label: "Search Type",
    comments: "What of an audience to search in; goes together with Search Query.",
  },
  { NAME: "Name", KEY: "Key", DEFINITION: "Definition" },
);

const searchQuery = text(
  {
    label: "Search Query",
    comments: "The text to search for, of up to 255 characters; goes together with Search Type.",
    example: "buyers",
  },
  255,
);

const sortField = choice(
  { label: "Sort Field", comments: "What to sort by; goes together with Sort Direction." },
  { NAME: "Name", CREATED_AT: "Created At", UPDATED_AT: "Updated At" },
);

const sortDirection = choice(
  { label: "Sort Direction", comments: "Which way to sort; goes together with Sort Field." },
  { ASC: "Ascending", DESC: "Descending" },
);

const strategy = required(
  choice(
    {
      label: "Strategy",
      comments:
        "Whether the audience runs at an interval or on days of the week; Config tells when.",
    },
    { PERIODIC: "Periodic", SPECIFIC_DAYS: "Specific Days" },
  ),
);

const config = required(
  json("addAudienceScheduleToAudience", "config", {
    label: "Config",
    comments:
      "When the audience runs: for Periodic an interval (15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h or 1d), for Specific Days the days from 0 for Sunday to 6, the hours from 0 to 23, and the timezone as the TZ database names it.",
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
  label: "Add Audience Schedule to Audience",
  description: "Add a schedule to an audience.",
  route: "POST /spaces/{spaceId}/audiences/{audienceId}/schedules",
  inputs: { spaceId, audienceId, strategy, config },
  example: { audienceSchedule },
});

export const createAudience = segmentAction("createAudience", {
  label: "Create Audience",
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
  label: "Create Audience Preview",
  description:
    "Start a preview of who would be in an audience, which Get Audience Preview answers once it is completed.",
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
  label: "Force Execute Audience Run",
  description: "Run an audience now, whatever its schedules.",
  route: "POST /spaces/{spaceId}/audiences/{audienceId}/runs",
  inputs: { spaceId, audienceId },
  example: { run: { id: "run_4TnXz7KqWmLc2RbV9YhJgP" } },
});

export const getAudience = segmentAction("getAudience", {
  label: "Get Audience",
  description: "Get an audience of a space by its ID.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}",
  inputs: { spaceId, audienceId, include },
  example: { audience: detailedAudience },
});

export const getAudiencePreview = segmentAction("getAudiencePreview", {
  label: "Get Audience Preview",
  description: "Get a preview of an audience by its ID, with its results once it is completed.",
  route: "GET /spaces/{spaceId}/audiences/previews/{audiencePreviewId}",
  inputs: { spaceId, audiencePreviewId },
  example: { audiencePreview },
});

export const getAudienceScheduleFromSpaceAndAudience = segmentAction(
  "getAudienceScheduleFromSpaceAndAudience",
  {
    label: "Get Audience Schedule from Space and Audience",
    description: "Get a schedule of an audience by its ID.",
    route: "GET /spaces/{spaceId}/audiences/{audienceId}/schedules/{scheduleId}",
    inputs: { spaceId, audienceId, scheduleId },
    example: { audienceSchedule },
  },
);

export const listAudienceConsumersFromSpaceAndAudience = segmentAction(
  "listAudienceConsumersFromSpaceAndAudience",
  {
    label: "List Audience Consumers from Space and Audience",
    description: "List the audiences whose definition refers to an audience.",
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
    label: "List Audience Schedules from Space and Audience",
    description: "List the schedules of an audience.",
    route: "GET /spaces/{spaceId}/audiences/{audienceId}/schedules",
    inputs: { spaceId, audienceId },
    example: { audienceSchedules: [audienceSchedule] },
  },
);

export const listAudiences = segmentAction("listAudiences", {
  label: "List Audiences",
  description: "List the audiences of a space.",
  route: "GET /spaces/{spaceId}/audiences",
  pages: "audiences",
  inputs: { spaceId, ...search, include },
  example: { audiences: [detailedAudience], pagination },
});

export const removeAudienceFromSpace = segmentAction("removeAudienceFromSpace", {
  label: "Remove Audience from Space",
  description: "Delete an audience of a space.",
  route: "DELETE /spaces/{spaceId}/audiences/{audienceId}",
  inputs: { spaceId, audienceId },
  example: deleted,
});

export const removeAudienceScheduleFromAudience = segmentAction(
  "removeAudienceScheduleFromAudience",
  {
    label: "Remove Audience Schedule from Audience",
    description: "Delete a schedule of an audience.",
    route: "DELETE /spaces/{spaceId}/audiences/{audienceId}/schedules/{scheduleId}",
    inputs: { spaceId, audienceId, scheduleId },
    example: deleted,
  },
);

export const updateAudienceForSpace = segmentAction("updateAudienceForSpace", {
  label: "Update Audience for Space",
  description: "Update an audience of a space, which is then locked until the change is computed.",
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
    label: "Update Audience Schedule for Audience",
    description: "Update when a schedule of an audience runs.",
    route: "PATCH /spaces/{spaceId}/audiences/{audienceId}/schedules/{scheduleId}",
    inputs: { spaceId, audienceId, scheduleId, strategy, config },
    example: { audienceSchedule },
  },
);
