import type { Stamps } from "../state/space";
import type { Workspace } from "../state/workspace";
import type { ApiRequest } from "./handler";

/** Who makes something now, and when. Nobody knows whose the token is; it is taken to be the owner's. */
export function stampCreation({ now }: ApiRequest, workspace: Workspace): Stamps {
  const by = workspace.users.all[0]?.id ?? "";
  const at = new Date(now).toISOString();
  return { createdBy: by, createdAt: at, updatedBy: by, updatedAt: at };
}

/** Who changes something now, and when. */
export function stampUpdate(request: ApiRequest, workspace: Workspace) {
  const { updatedBy, updatedAt } = stampCreation(request, workspace);
  return { updatedBy, updatedAt };
}
