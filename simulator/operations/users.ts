import { invalid, notFound } from "../contract/errors";
import type { User } from "../state/access";
import type { Workspace } from "../state/workspace";
import { some } from "./checks";
import { crud, listed } from "./crud";
import type { ApiRequest, Handlers } from "./handler";
import { asPolicies, withPermissions } from "./permissions";

/** Users and invites. */
export const users: Handlers = {
  ...crud<User>({
    operations: { list: "listUsers", get: "getUser" },
    label: "user",
    param: "userId",
    item: "user",
    items: "users",
    collection: (workspace) => workspace.users,
  }),
  deleteUsers({ query }, workspace) {
    const ids = some("userIds", query.userIds as string[]);
    const unknown = ids.find((id) => workspace.users.get(id) === undefined);
    if (unknown !== undefined) throw notFound("user", unknown);
    for (const id of ids) {
      workspace.users.delete(id);
      workspace.removeGroupMember(id);
    }
    return { status: "SUCCESS" };
  },
  listUserGroupsFromUser(request, workspace) {
    const { id } = userAt(request, workspace);
    const groups = workspace.userGroups.all.filter(({ members }) => members.includes(id));
    return listed(request, "groups", groups, ({ id, name }) => ({ id, name }));
  },
  addPermissionsToUser(request, workspace) {
    const user = userAt(request, workspace);
    const permissions = withPermissions(user.permissions, request.body, workspace);
    workspace.users.put({ ...user, permissions });
    return { permissions: asPolicies(permissions, user.id, "user") };
  },
  replacePermissionsForUser(request, workspace) {
    const user = userAt(request, workspace);
    const permissions = withPermissions([], request.body, workspace);
    workspace.users.put({ ...user, permissions });
    return { permissions };
  },
  listInvites: (request, workspace) => listed(request, "invites", [...workspace.invites]),
  createInvites({ body }, workspace) {
    const { invites } = body as { invites: { email: string }[] };
    const emails = some("invites", invites).map(({ email }) => email);
    for (const [index, email] of emails.entries()) {
      const field = `invites[${index}].email`;
      if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw invalid(field, `${field} is not an address`);
      if (workspace.users.all.some((user) => user.email === email)) {
        throw invalid(field, `${email} is a user of this workspace already`);
      }
    }
    for (const email of emails) workspace.invites.add(email);
    return { emails };
  },
  deleteInvites({ query }, workspace) {
    const emails = some("emails", query.emails as string[]);
    const unknown = emails.find((email) => !workspace.invites.has(email));
    if (unknown !== undefined) throw notFound("invite", unknown);
    for (const email of emails) {
      workspace.invites.delete(email);
      workspace.removeGroupInvite(email);
    }
    return { status: "SUCCESS" };
  },
};

function userAt({ params }: ApiRequest, { users }: Workspace): User {
  const user = users.get(params.userId ?? "");
  if (user === undefined) throw notFound("user", params.userId ?? "");
  return user;
}
