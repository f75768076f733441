import type { DestinationMetadata } from "../catalog/types";
import { invalid, notFound } from "../contract/errors";
import type { Activation } from "../state/space";
import { entities } from "../state/spaceSchema";
import type { Workspace } from "../state/workspace";
import { requireText } from "./checks";
import { crud } from "./crud";
import type { Handlers } from "./handler";
import { findAudience, findConnection, findDestination, findMetadata, findSpace } from "./lookup";

interface Personalization {
  profile?: { properties?: string[]; mapping?: Record<string, string> };
  entities?: { properties: string[]; relationshipSlug: string }[];
  syncEntityPropertyChanges?: boolean;
}

interface CreateActivation {
  enabled?: boolean;
  performResync: boolean;
  activationType: string;
  activationName: string;
  displayName?: string;
  personalization?: Personalization;
  destinationMapping?: Activation["destinationMapping"];
}

interface UpdateActivation {
  enabled?: boolean;
  activationName?: string;
  displayName?: string | null;
  personalization?: Personalization;
  destinationMapping?: Activation["destinationMapping"];
  performResync?: boolean;
}

/** Selects destinations by audience type, from the catalog's `supportedPlatforms` and methods. */
const SUPPORTS: Record<string, (entry: DestinationMetadata) => boolean> = {
  USERS: ({ actions, supportedMethods }) =>
    actions.length > 0 || supportedMethods.identify || supportedMethods.track,
  ACCOUNTS: ({ supportedMethods }) => supportedMethods.group,
  LINKED: ({ actions }) => actions.length > 0,
};

/** The activations of an audience's connections, and the destinations that an audience can use. */
export const activations: Handlers = {
  ...crud<Activation>({
    operations: {
      list: "listActivationsFromAudience",
      get: "getActivationFromAudience",
      create: "addActivationToAudience",
      update: "updateActivationForAudience",
      remove: "removeActivationFromAudience",
    },
    label: "activation",
    param: "id",
    item: "activation",
    items: "activations",
    collection: (workspace, request) => findSpace(request, workspace).activations,
    scope(request, workspace) {
      const { id } = findAudience(request, workspace, "audienceId");
      return (activation) => activation.audienceId === id;
    },
    view: (activation, workspace, request) => ({
      ...activation,
      workspaceId: workspace.id,
      spaceId: request.params.spaceId,
    }),
    create(request, workspace) {
      const { connectionId } = request.params;
      const { personalization, enabled = true, ...rest } = request.body as CreateActivation;
      const connection = findConnection(request, workspace, "id", connectionId);
      requireText("activationType", rest.activationType);
      requireText("activationName", rest.activationName);
      checkMapping(rest.destinationMapping, connection.destinationId, workspace);
      return {
        ...rest,
        id: `act_${workspace.ids.next()}`,
        audienceId: connection.audienceId,
        connectionId: connection.id,
        enabled,
        personalization: mergePersonalization({ profile: { properties: [] } }, personalization),
      };
    },
    update(activation, request, workspace) {
      const { personalization, ...changes } = request.body as UpdateActivation;
      const connection = findConnection(request, workspace, "id", activation.connectionId);
      if (changes.activationName !== undefined) {
        requireText("activationName", changes.activationName);
      }
      checkMapping(changes.destinationMapping, connection.destinationId, workspace);
      return {
        ...activation,
        ...changes,
        personalization: mergePersonalization(activation.personalization, personalization),
      };
    },
  }),
  listSupportedDestinationsFromAudience({ params, query, ...request }, workspace) {
    findSpace({ params, query, ...request }, workspace);
    const type = params.audienceType ?? "";
    const supports = Object.hasOwn(SUPPORTS, type) ? SUPPORTS[type] : undefined;
    if (supports === undefined) throw notFound("audience type", type);
    const kinds = new Set(workspace.destinations.all.map(({ metadataId }) => metadataId));
    const found = [...kinds]
      .map((id) => findMetadata("destinations", id))
      .filter(
        (entry) =>
          supports(entry) &&
          (query.slug === undefined || entry.slug === query.slug) &&
          (query.actionId === undefined || entry.actions.some(({ id }) => id === query.actionId)),
      );
    return {
      destinations: Object.fromEntries(
        found.map((entry) => [entry.slug, supportedView(entry, workspace)]),
      ),
    };
  },
};

function supportedView({ id, name, slug, actions }: DestinationMetadata, workspace: Workspace) {
  return {
    id,
    name,
    slug,
    destinations: workspace.destinations.all
      .filter(({ metadataId }) => metadataId === id)
      .map(({ id, name, enabled }) => ({ id, name, enabled })),
    actions: actions.map(({ id, slug, name }) => ({ id, slug, name })),
    connectionSettings: [],
  };
}

function mergePersonalization(
  current: Activation["personalization"],
  { profile, ...changes }: Personalization = {},
): Activation["personalization"] {
  for (const [index, { relationshipSlug: slug }] of (changes.entities ?? []).entries()) {
    const field = `personalization.entities[${index}].relationshipSlug`;
    if (!entities.some(({ path }) => path.at(-1) === slug)) {
      throw invalid(field, `${field} ${slug} is not a relationship of this space`);
    }
  }
  return { ...current, ...changes, profile: { ...current.profile, ...profile } };
}

function checkMapping(
  mapping: Activation["destinationMapping"],
  destinationId: string,
  workspace: Workspace,
): void {
  if (mapping === undefined) return;
  const field = "destinationMapping.actionId";
  const entry = findMetadata("destinations", findDestination(destinationId, workspace).metadataId);
  if (!entry.actions.some(({ id }) => id === mapping.actionId)) {
    throw invalid(field, `${field} ${mapping.actionId} is not an action of ${entry.name}`);
  }
}
