import type { Option } from "../catalog/types";
import { invalid, notFound } from "../contract/errors";
import { maskSecrets } from "../settings/catalogSettings";
import { hasMaskedSecret } from "../settings/secrets";
import type { Credential } from "../state/access";
import type { Settings } from "../state/settings";
import type { Workspace } from "../state/workspace";
import { requireText } from "./checks";
import { crud } from "./crud";
import type { ApiRequest, Handlers } from "./handler";
import { page } from "./lists";
import { sourceView, warehouseView } from "./views";

const CREDENTIAL_NAMES = ["credentialId", "credential_id"];

/** The credential id, which every source and warehouse accepts although the catalog does not list it. */
export const CREDENTIAL: Option[] = CREDENTIAL_NAMES.map((name) => ({
  name,
  type: "string",
  required: false,
}));

/** Throws 422 if settings name a credential that does not exist. */
export function checkCredential(settings: Settings, workspace: Workspace): void {
  for (const name of CREDENTIAL_NAMES) {
    const id = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (typeof id !== "string" || workspace.credentials.get(id)) continue;
    throw invalid(`settings.${name}`, `credential ${id} does not exist`);
  }
}

const basics = crud<Credential>({
  operations: {
    list: "listCredentials",
    get: "getCredential",
    create: "createCredential",
    update: "updateCredential",
    remove: "deleteCredential",
  },
  label: "credential",
  param: "credentialId",
  item: "credential",
  items: "credentials",
  collection: ({ credentials }) => credentials,
  view: (one, workspace) => ({
    ...one,
    workspaceId: workspace.id,
    settings: maskSecrets([], one.settings),
  }),
  create({ body, now }, workspace) {
    const { name, settings } = body as Pick<Credential, "name" | "settings">;
    requireText("name", name);
    checkUnmasked(settings);
    const createdAt = new Date(now).toISOString();
    return { id: workspace.ids.next(), name, settings, createdAt, updatedAt: createdAt };
  },
  update(current, { body, now }) {
    const { name = current.name, settings = {} } = body as Partial<Credential>;
    requireText("name", name);
    checkUnmasked(settings);
    const updatedAt = new Date(now).toISOString();
    return { ...current, name, settings: { ...current.settings, ...settings }, updatedAt };
  },
});

/** Credentials, and the sources and warehouses that use them. */
export const credentials: Handlers = {
  ...basics,
  listCredentialConsumers(request, workspace) {
    const { sources, warehouses } = consumers(request, workspace);
    const scope = `${request.operationId}/${request.params.credentialId}`;
    const paged = <T>(name: string, all: T[]) =>
      page(all, request.query[`${name}Pagination`], `${scope}/${name}`, `${name}Pagination`);
    const sourcesPage = paged("sources", sources);
    const warehousesPage = paged("warehouses", warehouses);
    return {
      warehouses: warehousesPage.items.map((one) => warehouseView(one, workspace)),
      warehousesPagination: warehousesPage.pagination,
      sources: sourcesPage.items.map((one) => sourceView(one, workspace)),
      sourcesPagination: sourcesPage.pagination,
    };
  },
  deleteCredential(request, workspace) {
    const { sources, warehouses } = consumers(request, workspace);
    const count = sources.length + warehouses.length;
    if (count > 0) throw invalid("credentialId", `the credential still has ${count} consumers`);
    return basics.deleteCredential?.(request, workspace);
  },
};

function consumers({ params }: ApiRequest, workspace: Workspace) {
  const { credentialId = "" } = params;
  if (workspace.credentials.get(credentialId) === undefined) {
    throw notFound("credential", credentialId);
  }
  const uses = ({ settings }: { settings: Settings }) =>
    CREDENTIAL_NAMES.some((name) => settings[name] === credentialId);
  return {
    sources: workspace.sources.all.filter(uses),
    warehouses: workspace.warehouses.all.filter(uses),
  };
}

function checkUnmasked(settings: Settings): void {
  for (const [name, value] of Object.entries(settings)) {
    if (!hasMaskedSecret(value)) continue;
    const field = `settings.${name}`;
    throw invalid(field, `${field} is a masked secret, not a value to write`);
  }
}
