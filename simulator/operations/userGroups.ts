import { invalid, notFound } from "../contract/errors";
import type { UserGroup } from "../state/access";
import type { Workspace } from "../state/workspace";
import { requireEntries, requireText } from "./checks";
import { crud } from "./crud";
import type { ApiRequest, Handlers } from "./handler";
import { listData } from "./lists";
import { toPolicies, withPermissions } from "./permissions";

type People = Pick<UserGroup, "members" | "invited">;

const basics = crud<UserGroup>({
  operations: {
    list: "listUserGroups",
    get: "getUserGroup",
    create: "createUserGroup",
    update: "updateUserGroup",
    remove: "deleteUserGroup",
  },
  label: "user group",
  param: "userGroupId",
  item: "userGroup",
  items: "userGroups",
  collection: ({ userGroups }) => userGroups,
  view,
  create({ body }, { ids }) {
    const name = requireText("name", (body as { name: string }).name);
    return { id: ids.next(), name, members: [], invited: [], permissions: [] };
  },
  update: (group, { body }) => ({
    ...group,
    name: requireText("name", (body as { name: string }).name),
  }),
});

/** User groups, their members, invited users and permissions. */
export const userGroups: Handlers = {
  ...basics,
  listUsersFromUserGroup(request, workspace) {
    const members = findGroup(request, workspace).members.flatMap(
      (id) => workspace.users.get(id) ?? [],
    );
    return listData(request, "users", members, ({ id, name, email }) => ({ id, name, email }));
  },
  listInvitesFromUserGroup: (request, workspace) =>
    listData(request, "emails", findGroup(request, workspace).invited),
  addUsersToUserGroup(request, workspace) {
    const group = findGroup(request, workspace);
    const { emails } = request.body as { emails: string[] };
    const { members, invited } = resolveEmails(requireEntries("emails", emails), workspace);
    return storeGroup(workspace, {
      ...group,
      members: union(group.members, members),
      invited: union(group.invited, invited),
    });
  },
  replaceUsersInUserGroup(request, workspace) {
    const group = findGroup(request, workspace);
    const { emails } = request.body as { emails: string[] };
    return storeGroup(workspace, { ...group, ...resolveEmails(emails, workspace) });
  },
  removeUsersFromUserGroup(request, workspace) {
    const group = findGroup(request, workspace);
    const emails = requireEntries("emails", request.query.emails as string[]);
    const removed = resolveEmails(emails, workspace);
    for (const [index, email] of emails.entries()) {
      const { members, invited } = resolveEmails([email], workspace);
      if ([...members, ...invited].some((one) => isIn(group, one))) continue;
      throw invalid(`emails[${index}]`, `${email} is not in the group`);
    }
    storeGroup(workspace, {
      ...group,
      members: group.members.filter((id) => !removed.members.includes(id)),
      invited: group.invited.filter((email) => !removed.invited.includes(email)),
    });
    return { status: "SUCCESS" };
  },
  addPermissionsToUserGroup(request, workspace) {
    const group = findGroup(request, workspace);
    const permissions = withPermissions(group.permissions, request.body, workspace);
    storeGroup(workspace, { ...group, permissions });
    return { permissions: toPolicies(permissions, group.id, "group") };
  },
  replacePermissionsForUserGroup(request, workspace) {
    const group = findGroup(request, workspace);
    const permissions = withPermissions([], request.body, workspace);
    storeGroup(workspace, { ...group, permissions });
    return { permissions };
  },
};

function view({ id, name, members, permissions }: UserGroup): unknown {
  return { id, name, memberCount: members.length, permissions };
}

function storeGroup(workspace: Workspace, group: UserGroup): { userGroup: unknown } {
  return { userGroup: view(workspace.userGroups.put(group)) };
}

function findGroup({ params }: ApiRequest, workspace: Workspace): UserGroup {
  const { userGroupId = "" } = params;
  const group = workspace.userGroups.get(userGroupId);
  if (group === undefined) throw notFound("user group", userGroupId);
  return group;
}

/** Adds users as members and invited users as invites. Throws 422 for other addresses. */
function resolveEmails(emails: string[], { users, invites }: Workspace): People {
  const members: string[] = [];
  const invited: string[] = [];
  for (const [index, email] of emails.entries()) {
    const user = users.all.find((one) => one.email === email);
    if (user !== undefined) members.push(user.id);
    else if (invites.has(email)) invited.push(email);
    else throw invalid(`emails[${index}]`, `${email} is neither a user nor invited`);
  }
  return { members: union(members), invited: union(invited) };
}

function isIn({ members, invited }: People, one: string): boolean {
  return members.includes(one) || invited.includes(one);
}

function union(...lists: (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
