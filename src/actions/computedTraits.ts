import { computedTrait } from "../examples/computedTraits";
import { deleted, pagination } from "../examples/resources";
import { choice, flag, id, required, text, wholeNumber } from "../inputs/fields";
import { spaceId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const computedTraitId = required(
  id({
    label: "Computed Trait ID",
    comments: "A computed trait of the space above.",
    example: "ctr_3XvNz8KqWmTc6RbL4YhJpF",
    dataSource: "selectComputedTrait",
  }),
);

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the computed trait.",
  example: "Order count",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, Segment computes the trait.",
});

const description = text({
  label: "Description",
  comments: "A note on the purpose of the computed trait.",
  example: "The number of orders of a user.",
});

const TYPES = { USERS: "Users", ACCOUNTS: "Accounts" } as const;

const definitionType = required(
  choice(
    { label: "Definition Type", comments: "The profiles that have the trait: users or accounts." },
    TYPES,
  ),
);

const query = {
  label: "Definition Query",
  comments: "The computation of the trait, in Segment's query language.",
  example: "event('Order Completed').count()",
};

const definitionQuery = required(text(query));

const changedDefinitionType = choice(
  {
    label: "Definition Type",
    comments:
      "The profiles that have the trait: users or accounts. Set it together with Definition Query.",
  },
  TYPES,
);

const changedDefinitionQuery = text({
  ...query,
  comments: `${query.comments} Set it together with Definition Type.`,
});

const includeHistoricalData = flag({
  label: "Include Historical Data",
  comments:
    "When true, events from before the creation of the trait count as well. Segment turns this on by itself if the query needs them.",
});

const includeAnonymousUsers = flag({
  label: "Include Anonymous Users",
  comments: "When true, anonymous users have the trait as well.",
});

const backfillDurationDays = wholeNumber(
  {
    label: "Backfill Duration Days",
    comments:
      "The number of days before the creation of the trait whose events count. If left empty, Include Historical Data decides between all and none.",
    example: "30",
  },
  0,
);

export const createComputedTrait = segmentAction("createComputedTrait", {
  description: "Create a computed trait in a space.",
  route: "POST /spaces/{spaceId}/computed-traits",
  inputs: {
    spaceId,
    name: required(name),
    definitionType: at("definition.type", definitionType),
    definitionQuery: at("definition.query", definitionQuery),
    enabled,
    description,
    includeHistoricalData: at("options.includeHistoricalData", includeHistoricalData),
    includeAnonymousUsers: at("options.includeAnonymousUsers", includeAnonymousUsers),
    backfillDurationDays: at("options.backfillDurationDays", backfillDurationDays),
  },
  example: { computedTrait },
});

export const getComputedTrait = segmentAction("getComputedTrait", {
  description: "Get a computed trait of a space by its ID.",
  route: "GET /spaces/{spaceId}/computed-traits/{computedTraitId}",
  inputs: { spaceId, computedTraitId },
  example: { computedTrait },
});

export const listComputedTraits = segmentAction("listComputedTraits", {
  description: "List the computed traits of a space.",
  route: "GET /spaces/{spaceId}/computed-traits",
  pages: "computedTraits",
  inputs: { spaceId },
  example: { computedTraits: [computedTrait], pagination },
});

export const removeComputedTraitFromSpace = segmentAction("removeComputedTraitFromSpace", {
  description: "Delete a computed trait of a space.",
  route: "DELETE /spaces/{spaceId}/computed-traits/{computedTraitId}",
  inputs: { spaceId, computedTraitId },
  example: deleted,
});

export const updateComputedTraitForSpace = segmentAction("updateComputedTraitForSpace", {
  description: "Update a computed trait of a space.",
  route: "PATCH /spaces/{spaceId}/computed-traits/{computedTraitId}",
  inputs: {
    spaceId,
    computedTraitId,
    enabled,
    name,
    description,
    definitionType: at("definition.type", changedDefinitionType),
    definitionQuery: at("definition.query", changedDefinitionQuery),
  },
  example: { computedTrait },
});
