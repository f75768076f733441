import { invalid } from "../contract/errors";
import { hash } from "../state/ids";
import type { SyncSchedule, Warehouse } from "../state/warehouses";
import type { Workspace } from "../state/workspace";
import { requireEntries } from "./checks";
import type { Handlers } from "./handler";
import { listData } from "./lists";
import { findWarehouse } from "./lookup";
import { findSyncConnection } from "./selectiveSync";
import { formatTime, inventEvents, STEPS, sum } from "./volumes";

const SHOWN_HOURS = 24;

/** The sync schedules of warehouses, and invented syncs of the last day. */
export const warehouseSyncs: Handlers = {
  getAdvancedSyncScheduleFromWarehouse({ params }, workspace) {
    const { id } = findWarehouse(params.warehouseId, workspace);
    const { id: _, ...schedule } = findSchedule(id, workspace);
    return schedule;
  },
  replaceAdvancedSyncScheduleForWarehouse({ params, body }, workspace) {
    const { id } = findWarehouse(params.warehouseId, workspace);
    const wanted = body as Omit<SyncSchedule, "id">;
    checkSchedule(wanted);
    workspace.syncSchedules.put({ id, ...wanted });
    return wanted;
  },
  listSyncsFromWarehouse(request, workspace) {
    const warehouse = findWarehouse(request.params.warehouseId, workspace);
    const sourceIds = workspace.connections.all
      .filter(({ warehouseId }) => warehouseId === warehouse.id)
      .map(({ sourceId }) => sourceId);
    return listData(request, "reports", listReports(warehouse, sourceIds, request.now, workspace));
  },
  listSyncsFromWarehouseAndSource(request, workspace) {
    const { sourceId, warehouseId } = findSyncConnection(request, workspace);
    const warehouse = findWarehouse(warehouseId, workspace);
    return listData(request, "reports", listReports(warehouse, [sourceId], request.now, workspace));
  },
};

function findSchedule(id: string, workspace: Workspace): SyncSchedule {
  return workspace.syncSchedules.get(id) ?? { id, enabled: false };
}

function checkSchedule({ enabled, schedule }: Omit<SyncSchedule, "id">): void {
  if (schedule === undefined) {
    if (enabled) throw invalid("schedule", "schedule is required when enabled");
    return;
  }
  const hours = requireEntries("schedule.times", schedule.times).map(({ hourOfDay }) => hourOfDay);
  if (!hours.every(Number.isInteger) || new Set(hours).size < hours.length) {
    throw invalid("schedule.times", "schedule.times must contain different whole hours");
  }
  try {
    hourIn(schedule.timezone, 0);
  } catch {
    throw invalid("schedule.timezone", `schedule.timezone ${schedule.timezone} is not a time zone`);
  }
}

function hourIn(timeZone: string, time: number): number {
  return Number(
    new Intl.DateTimeFormat("en-US", { hour: "numeric", hourCycle: "h23", timeZone }).format(time),
  );
}

/** Newest first. */
function listReports(
  warehouse: Warehouse,
  sourceIds: string[],
  now: number,
  workspace: Workspace,
): unknown[] {
  if (!warehouse.enabled) return [];
  const { enabled, schedule } = findSchedule(warehouse.id, workspace);
  const runsAt = (hour: number) =>
    !enabled ||
    schedule === undefined ||
    schedule.times.some(
      (time) => time.enabled && time.hourOfDay === hourIn(schedule.timezone, hour),
    );
  const latest = Math.floor(now / STEPS.HOUR) * STEPS.HOUR;
  return Array.from({ length: SHOWN_HOURS }, (_, index) => latest - index * STEPS.HOUR)
    .filter(runsAt)
    .flatMap((hour) =>
      sourceIds.flatMap((sourceId) => makeReport(warehouse.id, sourceId, hour, now, workspace)),
    );
}

/** A sync loads the events of the hour before. */
function makeReport(
  warehouseId: string,
  sourceId: string,
  hour: number,
  now: number,
  workspace: Workspace,
): unknown[] {
  const source = workspace.sources.get(sourceId);
  const start = hour + (hash(`${warehouseId}/${sourceId}`) % 1800) * 1000;
  if (source === undefined || !source.enabled || start > now) return [];
  const chance = hash(`${warehouseId}/${sourceId}/${hour}`);
  const end = start + (30 + (chance % 600)) * 1000;
  const running = end > now;
  const failed = !running && chance % 20 === 0;
  const duration = Math.floor((Math.min(end, now) - start) / 1000);
  const events = inventEvents(source, [hour - STEPS.HOUR], "HOUR").flatMap(({ counts }) => counts);
  const notice = {
    level: "ERROR",
    message: "The warehouse refused the connection",
    createdAt: formatTime(end),
  };
  return [
    {
      sourceId,
      start: formatTime(start),
      end: running ? null : formatTime(end),
      status: running ? "RUNNING" : failed ? "FAILED" : "SUCCESS",
      duration,
      humanDuration: `${Math.floor(duration / 60)}m ${duration % 60}s`,
      count: running || failed ? 0 : sum(events),
      notices: failed ? [notice] : [],
    },
  ];
}
