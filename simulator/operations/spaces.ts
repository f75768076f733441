import { hash, Ids } from "../state/ids";
import type { MessagingSubscription, Space } from "../state/space";
import { crud } from "./crud";
import type { ApiRequest, Handlers } from "./handler";
import { findSpace } from "./lookup";

interface Address {
  key: string;
  type: string;
}

interface Wish extends Address {
  status?: string;
  groups?: { name: string; status: string }[];
}

interface Problem {
  code: string;
  message: string;
}

const ADDRESSES: Record<string, { form: RegExp; name: string }> = {
  EMAIL: { form: /^[^@\s]+@[^@\s]+\.[^@\s]+$/, name: "an e-mail address" },
  SMS: { form: /^\+[1-9]\d{6,14}$/, name: "a phone number in E.164 form" },
  WHATSAPP: { form: /^\+[1-9]\d{6,14}$/, name: "a phone number in E.164 form" },
  ANDROID_PUSH: { form: /^\S+$/, name: "a device token" },
  IOS_PUSH: { form: /^\S+$/, name: "a device token" },
};

/** Spaces and their messaging subscriptions. */
export const spaces: Handlers = {
  ...crud<Space>({
    operations: { list: "listSpaces", get: "getSpace" },
    label: "space",
    param: "spaceId",
    item: "space",
    items: "spaces",
    collection: (workspace) => workspace.spaces,
    view: ({ id, slug, name }) => ({ id, slug, name }),
  }),
  replaceMessagingSubscriptionsInSpaces(request, workspace) {
    const space = findSpace(request, workspace);
    const { subscriptions } = request.body as { subscriptions: Wish[] };
    const successes: unknown[] = [];
    const failures: unknown[] = [];
    for (const wish of subscriptions) {
      const errors = checkAddress(wish);
      if (errors.length > 0) failures.push({ ...address(wish), ...findStatus(wish), errors });
      else successes.push(subscriptionView(replace(space, wish, request), wish));
    }
    return { successes, failures };
  },
  batchQueryMessagingSubscriptionsForSpace(request, workspace) {
    const space = findSpace(request, workspace);
    const { subscriptions } = request.body as { subscriptions: Address[] };
    const successes: unknown[] = [];
    const failures: unknown[] = [];
    for (const asked of subscriptions) {
      const found = space.messagingSubscriptions.get(subscriptionId(asked));
      const errors = found === undefined ? checkExists(asked) : [];
      if (found === undefined) failures.push({ ...address(asked), errors });
      else successes.push(withoutId(found));
    }
    return { successes, failures, errors: [] };
  },
};

function subscriptionId({ key, type }: Address): string {
  return `${type}/${type === "EMAIL" ? key.toLowerCase() : key}`;
}

function address({ key, type }: Address): Address {
  return { key, type };
}

function findStatus({ status }: Wish): { status?: string } {
  return status === undefined ? {} : { status };
}

function checkAddress({ key, type }: Address): Problem[] {
  const { form, name } = ADDRESSES[type] ?? { form: /./, name: "an address" };
  return form.test(key) ? [] : [{ code: "invalid-key", message: `${key} is not ${name}` }];
}

function checkExists(asked: Address): Problem[] {
  const wrong = checkAddress(asked);
  if (wrong.length > 0) return wrong;
  return [{ code: "not-found", message: `${asked.key} has no ${asked.type} subscription` }];
}

/** Fields that are not in the request do not change. */
function replace(space: Space, wish: Wish, { now }: ApiRequest): MessagingSubscription {
  const id = subscriptionId(wish);
  const before = space.messagingSubscriptions.get(id);
  const updatedAt = new Date(now).toISOString();
  const groups = wish.groups?.map(({ name, status }) => ({
    id: `grp_${new Ids(hash(`${space.id}/${name}`)).next()}`,
    name,
    status,
    updatedAt,
  }));
  return space.messagingSubscriptions.put({
    id,
    ...address(wish),
    status: wish.status ?? before?.status ?? "DID_NOT_SUBSCRIBE",
    groups: groups ?? before?.groups ?? [],
    updatedAt,
  });
}

function subscriptionView(stored: MessagingSubscription, wish: Wish): unknown {
  const groups = stored.groups.map(({ id, name, status }) => ({ id, name, status }));
  return { ...address(wish), status: stored.status, groups };
}

function withoutId({ id: _, ...rest }: MessagingSubscription): unknown {
  return rest;
}
