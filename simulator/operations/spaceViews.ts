import { invalid, notFound } from "../contract/errors";
import type { Audience, Computation, DestinationConnection, Signed, Space } from "../state/space";
import type { Workspace } from "../state/workspace";
import { notBlank } from "./checks";
import type { ApiRequest } from "./handler";

/** The space of a path. Throws 404. */
export function spaceAt({ params }: ApiRequest, workspace: Workspace): Space {
  const id = params.spaceId ?? "";
  const space = workspace.spaces.get(id);
  if (space === undefined) throw notFound("space", id);
  return space;
}

/** The audience of a path, by the name its id has there. Throws 404. */
export function audienceAt(request: ApiRequest, workspace: Workspace, param = "id"): Audience {
  const id = request.params[param] ?? "";
  const audience = spaceAt(request, workspace).audiences.get(id);
  if (audience === undefined) throw notFound("audience", id);
  return audience;
}

/** The one connection of an audience that `matches`. Throws 404 naming the id. */
export function connectionAt(
  request: ApiRequest,
  workspace: Workspace,
  matches: keyof DestinationConnection & ("id" | "destinationId"),
  id = "",
): DestinationConnection {
  const audience = audienceAt(request, workspace, "audienceId");
  const found = spaceAt(request, workspace).connections.all.find(
    (connection) => connection.audienceId === audience.id && connection[matches] === id,
  );
  if (found === undefined) throw notFound(`connection of audience ${audience.id} with`, id);
  return found;
}

/** Who makes something now, and when. Nobody knows whose the token is; it is taken to be the owner's. */
export function signed({ now }: ApiRequest, workspace: Workspace): Signed {
  const by = workspace.users.all[0]?.id ?? "";
  const at = new Date(now).toISOString();
  return { createdBy: by, createdAt: at, updatedBy: by, updatedAt: at };
}

/** Who changes something now, and when. */
export function changed(request: ApiRequest, workspace: Workspace) {
  const { updatedBy, updatedAt } = signed(request, workspace);
  return { updatedBy, updatedAt };
}

/** Throws 422 for a name that is blank or another's. */
export function checkName(name: string, others: Computation[]): void {
  notBlank("name", name);
  if (others.some((other) => other.name === name)) {
    throw invalid("name", `name ${name} is already taken`);
  }
}

/** A key made of a name: lower case, words joined by `_`, numbered where it is another's. */
export function keyOf(name: string, others: Computation[]): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ["unnamed"];
  const key = words.join("_");
  const taken = new Set(others.map((other) => other.key));
  let free = key;
  for (let number = 2; taken.has(free); number++) free = `${key}_${number}`;
  return free;
}

/** What a computation is doing, as far as it can be told without events. */
export function statusOf({ enabled }: Computation): string {
  return enabled ? "Live" : "Disabled";
}

/** A copy sorted by a text of each; those with the same text keep their order. */
export function inOrder<T>(all: T[], text: (one: T) => string, ascending: boolean): T[] {
  const sign = ascending ? 1 : -1;
  return [...all].sort((a, b) => sign * (Number(text(a) > text(b)) - Number(text(a) < text(b))));
}
