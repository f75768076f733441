import type { RegionName, Simulator } from "../simulator";
import type { Workspace } from "../simulator/state/workspace";
import { type Aim, kindOf, type TargetName, WEBHOOK } from "./kinds";
import type { Operation } from "./plan";

/** Extra sources in the listed region: four pages of the largest size. */
const LISTED = 3050;
const REGIONS: readonly RegionName[] = ["us", "eu"];

/** The workspaces before the first operation, and the targets in them. */
export interface World {
  workspace(region: RegionName): Workspace;
  aim(operation: Operation): Aim;
}

/** Fills a simulator with the targets of a plan. */
export function makeWorld(simulator: Simulator, operations: readonly Operation[]): World {
  const ids = new Map<string, string[]>();
  const writeKeys = new Map<RegionName, string | undefined>();
  const keep = (region: RegionName, name: TargetName | "parent", kept: string[]) =>
    ids.set(`${region} ${name}`, kept);

  for (const region of REGIONS) {
    const count = (name: TargetName) =>
      operations.reduce(
        (most, { region: own, target }) =>
          own === region && target?.of === name ? Math.max(most, target.index + 1) : most,
        0,
      );
    const [sources, warehouses, connections] = [
      count("sources"),
      count("warehouses"),
      count("connections"),
    ];
    const listed = operations.some((one) => one.region === region && kindOf(one.kind).pages);
    const workspace = simulator.workspace(region);
    simulator.fill(region, {
      sources: 1 + sources + (listed ? LISTED : 0),
      warehouses: warehouses + connections,
    });
    const [parentId = "", ...sourceIds] = workspace.sources.all.map(({ id }) => id);
    writeKeys.set(region, workspace.sources.all[0]?.writeKeys[0]);
    const warehouseIds = workspace.warehouses.all.map(({ id }) => id);
    const connected = warehouseIds.slice(warehouses);
    for (const id of connected) workspace.connect(parentId, id);
    keep(region, "parent", [parentId]);
    keep(region, "sources", sourceIds);
    keep(region, "warehouses", warehouseIds.slice(0, warehouses));
    keep(region, "connections", connected);
    keep(region, "destinations", fillDestinations(workspace, count("destinations"), parentId));
  }

  const idOf = (region: RegionName, name: TargetName | "parent", index: number): string => {
    const id = ids.get(`${region} ${name}`)?.[index];
    if (id === undefined) throw new Error(`the ${region} workspace has no ${name} ${index}`);
    return id;
  };
  return {
    workspace: (region) => simulator.workspace(region),
    aim: ({ region, target, marker, raw }) => ({
      marker,
      raw,
      id: target ? idOf(region, target.of, target.index) : "",
      parentId: idOf(region, "parent", 0),
      writeKey: writeKeys.get(region) ?? "",
    }),
  };
}

/** Creates destinations of one source; those of `fill` belong to all sources and would be deleted with them. */
function fillDestinations(workspace: Workspace, count: number, sourceId: string): string[] {
  return Array.from({ length: count }, (_, index) => {
    const id = workspace.ids.next();
    const name = `Destination ${index + 1}`;
    workspace.destinations.put({
      id,
      name,
      sourceId,
      metadataId: WEBHOOK,
      enabled: true,
      settings: {},
    });
    return id;
  });
}
