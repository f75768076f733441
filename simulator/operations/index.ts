import { activations } from "./activations";
import { audienceConnections } from "./audienceConnections";
import { audiencePreviews } from "./audiencePreviews";
import { audienceSchedules } from "./audienceSchedules";
import { audiences } from "./audiences";
import { audit } from "./audit";
import { catalog } from "./catalog";
import { computedTraits } from "./computedTraits";
import { credentials } from "./credentials";
import { customerInsights } from "./customerInsights";
import { dbt } from "./dbt";
import { deliveryOverview } from "./deliveryOverview";
import { destinationFilters } from "./destinationFilters";
import { destinations } from "./destinations";
import { events } from "./events";
import { functions } from "./functions";
import type { Handlers } from "./handler";
import { insertFunctions } from "./insertFunctions";
import { journeys } from "./journeys";
import { labels } from "./labels";
import { livePlugins } from "./livePlugins";
import { roles } from "./permissions";
import { profilesSync } from "./profilesSync";
import { regulations } from "./regulations";
import { reverseEtl } from "./reverseEtl";
import { selectiveSync } from "./selectiveSync";
import { sourceSettings } from "./sourceSettings";
import { sources } from "./sources";
import { spaceFilters } from "./spaceFilters";
import { spaceSchema } from "./spaceSchema";
import { spaces } from "./spaces";
import { subscriptions } from "./subscriptions";
import { trackingPlans } from "./trackingPlans";
import { transformations } from "./transformations";
import { usage } from "./usage";
import { userGroups } from "./userGroups";
import { users } from "./users";
import { warehouseSyncs } from "./warehouseSyncs";
import { warehouses } from "./warehouses";
import { workspace } from "./workspace";

/** All operations that the simulator serves, by operationId. */
export const handlers: Handlers = {
  ...activations,
  ...audienceConnections,
  ...audiencePreviews,
  ...audiences,
  ...audienceSchedules,
  ...audit,
  ...catalog,
  ...computedTraits,
  ...credentials,
  ...customerInsights,
  ...dbt,
  ...deliveryOverview,
  ...destinationFilters,
  ...destinations,
  ...events,
  ...functions,
  ...insertFunctions,
  ...journeys,
  ...labels,
  ...livePlugins,
  ...profilesSync,
  ...regulations,
  ...reverseEtl,
  ...roles,
  ...selectiveSync,
  ...sources,
  ...sourceSettings,
  ...spaceFilters,
  ...spaces,
  ...spaceSchema,
  ...subscriptions,
  ...trackingPlans,
  ...transformations,
  ...usage,
  ...userGroups,
  ...users,
  ...warehouses,
  ...warehouseSyncs,
  ...workspace,
};
