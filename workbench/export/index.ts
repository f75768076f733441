import { randomBytes } from "node:crypto";
import path from "node:path";
import { createApp } from "../server/app";
import type { PageFiles } from "../server/assets";
import { bundleScript } from "../server/bundleScript";
import { Configurations } from "../server/configuration";
import { Documents } from "../server/docs";
import { STOP_MS } from "../server/engine";
import { Workbench } from "../server/workbench";
import { makeFiles } from "./files";
import { requireExportFolder, writeExport } from "./folder";
import { type CollectedResponses, collectResponses } from "./responses";

const PAGE = path.resolve(__dirname, "../page/main.tsx");

/** The server is asked for data only. */
const NO_PAGE: PageFiles = { entry: "", preloads: [], files: new Map() };

/** The files that an export wrote. */
export interface WrittenExport {
  files: number;
  bytes: number;
}

/** Asks a workbench without workspaces, which ends then. */
async function collect(file: string): Promise<CollectedResponses> {
  const workbench = await Workbench.open({ file, hasSimulator: false, stopMs: STOP_MS });
  try {
    const token = randomBytes(24).toString("base64url");
    const app = createApp({
      workbench,
      page: NO_PAGE,
      configurations: new Configurations(file),
      documents: new Documents(file),
      token,
    });
    return await collectResponses(app, token);
  } finally {
    await workbench.close();
  }
}

/** Bundles the script of the pages into one, since a page of a folder can load no modules. */
export const bundleExport = (): Promise<string> => bundleScript(PAGE);

/**
 * Writes the pages of a component as files that open from a folder or a static host. They run nothing.
 * @param file the file of the built component.
 * @param folder the absolute path of a new or empty folder, or of one that an earlier export wrote.
 * @param script of the pages, for a test that makes several exports.
 * @throws Refusal if the folder has other files, or the component cannot be loaded.
 */
export async function exportWorkbench(
  file: string,
  folder: string,
  script: Promise<string> = bundleExport(),
): Promise<WrittenExport> {
  requireExportFolder(folder);
  const [responses, page] = await Promise.all([collect(file), script]);
  const files = makeFiles(responses, page);
  writeExport(folder, files);
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  return { files: files.size, bytes };
}
