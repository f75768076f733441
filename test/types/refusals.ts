/**
 * Invalid declarations. Each line marked `@ts-expect-error` must fail to compile: `npm run typecheck`
 * fails if one of them compiles.
 */

import { computedTrait } from "../../src/examples/computedTraits";
import { userGroup } from "../../src/examples/iam";
import { deleted, destination, pagination, source } from "../../src/examples/resources";
import {
  choice,
  flag,
  id,
  json,
  required,
  text,
  textList,
  wholeNumber,
} from "../../src/inputs/fields";
import { sourceId, spaceId } from "../../src/inputs/ids";
import { at } from "../../src/kit/at";
import { picklist } from "../../src/kit/picklist";
import { segmentAction } from "../../src/kit/segmentAction";
import { describedSettings, requiredSettings } from "../../src/settings/inputs";

const slug = required(text({ label: "Slug", comments: "A slug." }));
const optionalSlug = text({ label: "Slug", comments: "A slug." });
const enabled = required(flag({ label: "Enabled", comments: "When true, on." }));
const metadataId = required(id({ label: "Metadata ID", comments: "A type." }));
const settings = textList({ label: "Settings", comments: "Settings." });
const words = { label: "Test", description: "Test it." } as const;

segmentAction("getSource", {
  ...words,
  route: "GET /sources/{sourceId}",
  inputs: { sourceId },
  example: { source, trackingPlanId: null },
});

// @ts-expect-error an operation that the contract does not have
segmentAction("getSauce", { ...words, route: "GET /sauces", inputs: {}, example: {} });

segmentAction("deleteSource", {
  ...words,
  route: "DELETE /sources/{sourceId}",
  // @ts-expect-error a placeholder without an input
  inputs: {},
  example: deleted,
});

segmentAction("deleteSource", {
  ...words,
  route: "DELETE /sources/{sourceId}",
  // @ts-expect-error a placeholder whose input may be blank
  inputs: { sourceId: optionalSlug },
  example: deleted,
});

segmentAction("createSource", {
  ...words,
  route: "POST /sources",
  // @ts-expect-error arguments of the operation without an input (settings, disconnectAllWarehouses)
  inputs: { slug, enabled, metadataId },
  example: { source },
});

segmentAction("deleteSource", {
  ...words,
  route: "DELETE /sources/{sourceId}",
  // @ts-expect-error an input that the operation does not take
  inputs: { sourceId, force: enabled },
  example: deleted,
});

segmentAction("createSource", {
  ...words,
  route: "POST /sources",
  inputs: {
    // @ts-expect-error a required argument whose input may be blank
    slug: optionalSlug,
    enabled,
    metadataId,
    // @ts-expect-error a cleaner of another type than the API wants
    settings,
    // @ts-expect-error text for a boolean of the API
    disconnectAllWarehouses: optionalSlug,
  },
  example: { source },
});

segmentAction("listFunctions", {
  ...words,
  route: "GET /functions",
  pages: "functions",
  inputs: {
    // @ts-expect-error a name that the enum does not have
    resourceType: required(choice({ label: "Type", comments: "A type." }, { SAUCE: "Sauce" })),
  },
  example: { functions: [], pagination },
});

segmentAction("createInvites", {
  ...words,
  route: "POST /invites",
  inputs: {
    // @ts-expect-error a list of another model
    invites: required(
      json("createTransformation", "propertyRenames", {
        label: "Invites",
        comments: "Invites.",
        example: "[]",
      }),
    ),
  },
  example: { emails: [] },
});

const gathered = {
  comments: "Settings.",
  example: "a: 1",
  jsonExample: '{"a": 1}',
  form: "Settings",
  describe: async () => ({ of: "", settings: [] }),
  writes: "all",
} as const;

segmentAction("createDestination", {
  ...words,
  route: "POST /destinations",
  inputs: {
    sourceId,
    metadataId,
    name: optionalSlug,
    enabled: flag({ label: "Enabled", comments: "When true, on." }),
    // @ts-expect-error optional settings for an operation that requires them
    settings: describedSettings(gathered),
  },
  example: { destination },
});

segmentAction("deleteSource", {
  ...words,
  route: "DELETE /sources/{sourceId}",
  // @ts-expect-error settings of an operation that takes none
  inputs: { sourceId, settings: describedSettings(gathered) },
  example: deleted,
});

segmentAction("getSource", {
  ...words,
  route: "GET /sources/{sourceId}",
  // @ts-expect-error a placeholder that several inputs would give together
  inputs: { sourceId: requiredSettings(gathered) },
  example: { source, trackingPlanId: null },
});

segmentAction("updateSource", {
  ...words,
  route: "PATCH /sources/{sourceId}",
  inputs: {
    sourceId,
    name: optionalSlug,
    enabled: flag({ label: "Enabled", comments: "When true, on." }),
    slug: optionalSlug,
    // @ts-expect-error a grouped list for an object of the API
    settings: { inputs: {}, gather: async () => ["a"] },
  },
  example: { source },
});

describedSettings({
  ...gathered,
  // @ts-expect-error neither all settings of something new nor changes
  writes: "some",
});

segmentAction("getSource", {
  ...words,
  route: "GET /sources/{sourceId}",
  inputs: { sourceId },
  // @ts-expect-error an example that differs from the operation's response
  example: { source: { id: "a" } },
});

segmentAction("deleteSource", {
  ...words,
  route: "DELETE /sources/{sourceId}",
  // @ts-expect-error a change that claims to change nothing
  readOnly: true,
  inputs: { sourceId },
  example: { status: "SUCCESS" },
});

segmentAction(
  "listSources",
  // @ts-expect-error a paged operation that does not say which list comes in pages
  { ...words, route: "GET /sources", inputs: {}, example: { sources: [], pagination } },
);

segmentAction("listSources", {
  ...words,
  route: "GET /sources",
  // @ts-expect-error a list that the response does not have
  pages: "sauces",
  inputs: {},
  example: { sources: [], pagination },
});

segmentAction("getSource", {
  ...words,
  route: "GET /sources/{sourceId}",
  // @ts-expect-error pages of an operation that has none
  pages: "source",
  inputs: { sourceId },
  example: { source, trackingPlanId: null },
});

segmentAction("getSource", {
  ...words,
  // @ts-expect-error a route without a method of the API
  route: "FETCH /sources/{sourceId}",
  // @ts-expect-error and so without a placeholder for this input
  inputs: { sourceId },
  example: { source, trackingPlanId: null },
});

const query = required(text({ label: "Definition Query", comments: "A query." }));
const optionalQuery = text({ label: "Definition Query", comments: "A query." });
const type = required(
  choice({ label: "Type", comments: "A type." }, { USERS: "Users", ACCOUNTS: "Accounts" }),
);
const optionalFlag = flag({ label: "Flag", comments: "When true, on." });
const optionalText = text({ label: "Text", comments: "A text." });
const days = wholeNumber({ label: "Days", comments: "A number." }, 0);
const trait = {
  spaceId,
  name: query,
  enabled: optionalFlag,
  description: optionalText,
  definitionType: at("definition.type", type),
  includeHistoricalData: at("options.includeHistoricalData", optionalFlag),
  includeAnonymousUsers: at("options.includeAnonymousUsers", optionalFlag),
  backfillDurationDays: at("options.backfillDurationDays", days),
};
const createTrait = { ...words, route: "POST /spaces/{spaceId}/computed-traits" } as const;
const example = { computedTrait };

segmentAction("createComputedTrait", {
  ...createTrait,
  inputs: { ...trait, definitionQuery: at("definition.query", query) },
  example,
});

segmentAction("createComputedTrait", {
  ...createTrait,
  // @ts-expect-error a part of an object without an input (definition.query)
  inputs: trait,
  example,
});

segmentAction("createComputedTrait", {
  ...createTrait,
  inputs: {
    ...trait,
    definitionQuery: at("definition.query", query),
    // @ts-expect-error a path that leads to nothing inside an object
    definitionSauce: at("definition.sauce", optionalText),
  },
  example,
});

segmentAction("createComputedTrait", {
  ...createTrait,
  inputs: {
    ...trait,
    definitionQuery: at("definition.query", query),
    // @ts-expect-error a path that leads to nothing
    sauce: at("sauce", optionalText),
  },
  example,
});

segmentAction("createComputedTrait", {
  ...createTrait,
  inputs: {
    ...trait,
    // @ts-expect-error a field of another type than the argument at the path
    definitionQuery: at("definition.query", enabled),
  },
  example,
});

segmentAction("createComputedTrait", {
  ...createTrait,
  inputs: {
    ...trait,
    // @ts-expect-error a required part of a required object whose input may be blank
    definitionQuery: at("definition.query", optionalQuery),
  },
  example,
});

segmentAction("createComputedTrait", {
  ...createTrait,
  inputs: {
    ...trait,
    definitionQuery: at("definition.query", query),
    // @ts-expect-error an object beside a path that leads into it
    definition: required(
      json("createComputedTrait", "definition", {
        label: "Definition",
        comments: "A definition.",
        example: "{}",
      }),
    ),
  },
  example,
});

segmentAction("createComputedTrait", {
  ...createTrait,
  inputs: {
    ...trait,
    // @ts-expect-error an argument that two inputs set
    definitionQuery: at("definition.query", query),
    // @ts-expect-error and the other of the two
    otherQuery: at("definition.query", query),
  },
  example,
});

segmentAction("createComputedTrait", {
  ...createTrait,
  inputs: {
    ...trait,
    definitionQuery: at("definition.query", query),
    // @ts-expect-error a placeholder whose value goes elsewhere
    spaceId: at("space.id", spaceId),
  },
  example,
});

segmentAction("updateComputedTraitForSpace", {
  ...words,
  route: "PATCH /spaces/{spaceId}/computed-traits/{traitId}",
  inputs: {
    spaceId,
    traitId: sourceId,
    enabled: optionalFlag,
    name: optionalText,
    description: optionalText,
    // Both may be left empty: the contract lets the object around them be absent.
    definitionType: at(
      "definition.type",
      choice({ label: "Type", comments: "A type." }, { USERS: "Users", ACCOUNTS: "Accounts" }),
    ),
    definitionQuery: at("definition.query", optionalQuery),
  },
  example,
});

segmentAction("updateTransformation", {
  ...words,
  route: "PATCH /transformations/{transformationId}",
  inputs: {
    transformationId: sourceId,
    name: optionalText,
    enabled: optionalFlag,
    // @ts-expect-error a key that the API calls otherwise, without a path
    ifInput: optionalText,
  },
  example: {
    transformation: { id: "", name: "", sourceId: "", enabled: true, if: "" },
  },
});

picklist("getSource", {
  ...words,
  route: "GET /sources",
  // @ts-expect-error a picklist of an operation that lists nothing
  items: "source",
  inputs: {},
  key: () => "",
  names: () => [],
  example: { label: "", key: "" },
});

// @ts-expect-error a placeholder without an input
picklist("listSubscriptionsFromDestination", {
  ...words,
  route: "GET /destinations/{destinationId}/subscriptions",
  items: "subscriptions",
  inputs: {},
  key: (item) => item.id,
  names: (item) => [item.name],
  example: { label: "", key: "" },
});

segmentAction("deleteUsers", {
  ...words,
  route: "DELETE /users",
  // @ts-expect-error a list to send in chunks that is no argument
  chunked: "emails",
  inputs: { userIds: required(textList({ label: "User IDs", comments: "Users." })) },
  example: deleted,
});

segmentAction("replaceUsersInUserGroup", {
  ...words,
  route: "PUT /group/{userGroupId}/users",
  // @ts-expect-error a list in a body, which is replaced as a whole
  chunked: "emails",
  inputs: {
    userGroupId: required(id({ label: "User Group ID", comments: "A group." })),
    emails: required(textList({ label: "Emails", comments: "Users." })),
  },
  example: { userGroup },
});
