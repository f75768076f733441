import { invalid } from "../contract/errors";
import type { AudienceSchedule } from "../state/space";
import type { Workspace } from "../state/workspace";
import { crud } from "./crud";
import type { ApiRequest, Handlers } from "./handler";
import { findAudience, findSpace } from "./lookup";

type Config = Pick<AudienceSchedule, "strategy" | "config">;
type Days = { days: number[]; hours: number[]; timezone: string };

const HOUR = 3_600_000;
const UNITS: Record<string, number> = { m: 60_000, h: HOUR, d: 24 * HOUR };
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

const basics = crud<AudienceSchedule>({
  operations: {
    get: "getAudienceScheduleFromSpaceAndAudience",
    create: "addAudienceScheduleToAudience",
    update: "updateAudienceScheduleForAudience",
    remove: "removeAudienceScheduleFromAudience",
  },
  label: "audience schedule",
  param: "scheduleId",
  item: "audienceSchedule",
  items: "audienceSchedules",
  collection: (workspace, request) => findSpace(request, workspace).schedules,
  scope(request, workspace) {
    const { id } = findAudience(request, workspace);
    return (schedule) => schedule.audienceId === id;
  },
  view: scheduleView,
  create(request, workspace) {
    const audienceId = findAudience(request, workspace).id;
    if (findSchedules(audienceId, request, workspace).length > 0) {
      throw invalid("id", `audience ${audienceId} already has a schedule`);
    }
    const config = checkConfig(request.body as Config);
    return { id: `sch_${workspace.ids.next()}`, audienceId, ...config, since: request.now };
  },
  update: (schedule, { body, now }) => ({
    ...schedule,
    ...checkConfig(body as Config),
    since: now,
  }),
});

/** The schedule of an audience, which has at most one. */
export const audienceSchedules: Handlers = {
  ...basics,
  listAudienceSchedulesFromSpaceAndAudience(request, workspace) {
    const { id } = findAudience(request, workspace);
    const all = findSchedules(id, request, workspace);
    return { audienceSchedules: all.map((one) => scheduleView(one, workspace, request)) };
  },
};

/** The response form of a schedule. */
export function scheduleView(
  { audienceId: _, since, ...rest }: AudienceSchedule,
  _workspace: Workspace,
  { now }: ApiRequest,
): unknown {
  const next = nextExecution(rest, since, now);
  return { ...rest, ...(next === undefined ? {} : { nextExecution: next }) };
}

function findSchedules(id: string, request: ApiRequest, workspace: Workspace): AudienceSchedule[] {
  return findSpace(request, workspace).schedules.all.filter(({ audienceId }) => audienceId === id);
}

function checkConfig({ strategy, config }: Config): Config {
  if (config === null) return { strategy, config };
  if ("interval" in config !== (strategy === "PERIODIC")) {
    throw invalid("config", `config does not match strategy ${strategy}`);
  }
  if ("interval" in config) {
    if (parseInterval(config.interval) === 0) {
      throw invalid("config.interval", "config.interval must be a duration such as 30m, 12h or 1d");
    }
  } else {
    checkRange("config.days", config.days, 6);
    checkRange("config.hours", config.hours, 23);
    dateFormat(config.timezone);
  }
  return { strategy, config };
}

function checkRange(field: string, list: number[], most: number): void {
  const fits = (one: number) => Number.isInteger(one) && one >= 0 && one <= most;
  if (list.length > 0 && list.every(fits)) return;
  throw invalid(field, `${field} must be one or more whole numbers from 0 to ${most}`);
}

function parseInterval(interval: string): number {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(interval) ?? [];
  return Number(count ?? 0) * (UNITS[unit ?? ""] ?? 0);
}

function dateFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      weekday: "short",
      hour: "2-digit",
      hourCycle: "h23",
    });
  } catch {
    throw invalid("config.timezone", `config.timezone ${timeZone} is not a time zone`);
  }
}

function nextExecution({ config }: Config, since: number, now: number): string | undefined {
  if (config === null) return undefined;
  if (!("interval" in config)) return nextHour(config, now);
  const step = parseInterval(config.interval);
  return new Date(since + (Math.floor((now - since) / step) + 1) * step).toISOString();
}

/** Returns the first full hour on one of the days and hours, in the schedule's time zone. */
function nextHour({ days, hours, timezone }: Days, now: number): string | undefined {
  const zone = dateFormat(timezone);
  const next = (Math.floor(now / HOUR) + 1) * HOUR;
  for (let time = next; time < next + 8 * 24 * HOUR; time += HOUR) {
    const parts = zone.formatToParts(time);
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
    if (days.includes(WEEKDAYS.indexOf(part("weekday"))) && hours.includes(Number(part("hour")))) {
      return new Date(time).toISOString();
    }
  }
  return undefined;
}
