import type { Stamps } from "../state/space";
import type { Workspace } from "../state/workspace";
import type { ApiRequest } from "./handler";

/** The stamps of a new object. The author is the workspace's owner, because a token has no user. */
export function stampCreation({ now }: ApiRequest, workspace: Workspace): Stamps {
  const by = workspace.users.all[0]?.id ?? "";
  const at = new Date(now).toISOString();
  return { createdBy: by, createdAt: at, updatedBy: by, updatedAt: at };
}

/** The stamps of a changed object. */
export function stampUpdate(request: ApiRequest, workspace: Workspace) {
  const { updatedBy, updatedAt } = stampCreation(request, workspace);
  return { updatedBy, updatedAt };
}
