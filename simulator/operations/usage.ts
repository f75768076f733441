import { hash } from "../state/ids";
import type { Source } from "../state/sources";
import type { Workspace } from "../state/workspace";
import type { ApiRequest, Handlers } from "./handler";
import { listData } from "./lists";

/** Milliseconds. */
const DAY = 86_400_000;
/** The kinds of users, and the approximate number of new ones in a source per day. */
const USERS = { anonymous: 90, anonymousIdentified: 12, identified: 30, neverIdentified: 6 };
const CALLS = 20_000;

type Counts = Record<keyof typeof USERS, string>;

/** Invented usage by day, from the first of the month of `period` to its end or today. */
export const usage: Handlers = {
  getDailyWorkspaceAPICallsUsage(request, workspace) {
    const days = listDays(request).map((day) => ({
      apiCalls: sumText(workspace, (source) => countCalls(source, day)),
      timestamp: new Date(day).toISOString(),
    }));
    return listData(request, "dailyWorkspaceAPICallsUsage", days);
  },
  getDailyPerSourceAPICallsUsage(request, workspace) {
    return listData(
      request,
      "dailyPerSourceAPICallsUsage",
      perSource(request, workspace),
      ([day, source]) => ({
        sourceId: source.id,
        apiCalls: String(countCalls(source, day)),
        timestamp: new Date(day).toISOString(),
      }),
    );
  },
  getDailyWorkspaceMTUUsage(request, workspace) {
    return listData(request, "dailyWorkspaceMTUUsage", listDays(request), (day) =>
      userEntry(day, (kind) => sumText(workspace, (source) => countUsers(source, kind, day))),
    );
  },
  getDailyPerSourceMTUUsage(request, workspace) {
    return listData(
      request,
      "dailyPerSourceMTUUsage",
      perSource(request, workspace),
      ([day, source]) => ({
        sourceId: source.id,
        ...userEntry(day, (kind) => String(countUsers(source, kind, day))),
      }),
    );
  },
};

function listDays({ query, now }: ApiRequest): number[] {
  const { start, end } = month(Date.parse(String(query.period)));
  const days: number[] = [];
  for (let day = start; day < end && day <= now; day += DAY) days.push(day);
  return days;
}

function month(time: number): { start: number; end: number } {
  const date = new Date(time);
  const at = (months: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
  return { start: at(0), end: at(1) };
}

function perSource(request: ApiRequest, workspace: Workspace): [day: number, source: Source][] {
  return listDays(request).flatMap((day) =>
    enabledSources(workspace).map((source): [number, Source] => [day, source]),
  );
}

/** Disabled sources receive no events. */
function enabledSources({ sources }: Workspace): Source[] {
  return sources.all.filter(({ enabled }) => enabled);
}

/** Returns the sum over all enabled sources, as text. */
function sumText(workspace: Workspace, count: (source: Source) => number): string {
  return String(enabledSources(workspace).reduce((sum, source) => sum + count(source), 0));
}

function userEntry(day: number, count: (kind: keyof typeof USERS) => string) {
  const { start, end } = month(day);
  const kinds = Object.keys(USERS) as (keyof typeof USERS)[];
  return {
    periodStart: start / 1000,
    periodEnd: end / 1000,
    ...(Object.fromEntries(kinds.map((kind) => [kind, count(kind)])) as Counts),
    timestamp: new Date(day).toISOString(),
  };
}

function countCalls({ id }: Source, day: number): number {
  return approximate(CALLS, `calls ${id} ${day}`);
}

/** A user counts once a month, so each day adds only new ones. */
function countUsers({ id }: Source, kind: keyof typeof USERS, last: number): number {
  let count = 0;
  for (let day = month(last).start; day <= last; day += DAY) {
    count += approximate(USERS[kind], `${kind} ${id} ${day}`);
  }
  return count;
}

function approximate(usual: number, what: string): number {
  return Math.floor(usual * (0.5 + hash(what) / 2 ** 32));
}
