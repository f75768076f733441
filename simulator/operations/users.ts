import { invalid, notFound } from "../contract/errors";
import type { User } from "../state/access";
import type { Workspace } from "../state/workspace";
import { requireEntries } from "./checks";
import { crud } from "./crud";
import type { ApiRequest, Handlers } from "./handler";
import { listData } from "./lists";
import { toPolicies, withPermissions } from "./permissions";

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
    const ids = requireEntries("userIds", query.userIds as string[]);
    const unknown = ids.find((id) => workspace.users.get(id) === undefined);
    if (unknown !== undefined) throw notFound("user", unknown);
    for (const id of ids) {
      workspace.users.delete(id);
      workspace.removeGroupMember(id);
    }
    return { status: "SUCCESS" };
  },
  listUserGroupsFromUser(request, workspace) {
    const { id } = findUser(request, workspace);
    const groups = workspace.userGroups.all.filter(({ members }) => members.includes(id));
    return listData(request, "groups", groups, ({ id, name }) => ({ id, name }));
  },
  addPermissionsToUser(request, workspace) {
    const user = findUser(request, workspace);
    const permissions = withPermissions(user.permissions, request.body, workspace);
    workspace.users.put({ ...user, permissions });
    return { permissions: toPolicies(permissions, user.id, "user") };
  },
  replacePermissionsForUser(request, workspace) {
    const user = findUser(request, workspace);
    const permissions = withPermissions([], request.body, workspace);
    workspace.users.put({ ...user, permissions });
    return { permissions };
  },
  listInvites: (request, workspace) => listData(request, "invites", [...workspace.invites]),
  createInvites({ body }, workspace) {
    const { invites } = body as { invites: { email: string }[] };
    const emails = requireEntries("invites", invites).map(({ email }) => email);
    for (const [index, email] of emails.entries()) {
      const field = `invites[${index}].email`;
      if (!/^[^@\s]+@[^@\s]+$/.test(email))
        throw invalid(field, `${field} is not an email address`);
      if (workspace.users.all.some((user) => user.email === email)) {
        throw invalid(field, `${email} is already a user of this workspace`);
      }
    }
    for (const email of emails) workspace.invites.add(email);
    return { emails };
  },
  deleteInvites({ query }, workspace) {
    const emails = requireEntries("emails", query.emails as string[]);
    const unknown = emails.find((email) => !workspace.invites.has(email));
    if (unknown !== undefined) throw notFound("invite", unknown);
    for (const email of emails) {
      workspace.invites.delete(email);
      workspace.removeGroupInvite(email);
    }
    return { status: "SUCCESS" };
  },
};

function findUser({ params }: ApiRequest, { users }: Workspace): User {
  const user = users.get(params.userId ?? "");
  if (user === undefined) throw notFound("user", params.userId ?? "");
  return user;
}
