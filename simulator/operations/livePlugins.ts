import { notFound } from "../contract/errors";
import type { LivePlugin } from "../state/sources";
import type { Workspace } from "../state/workspace";
import type { ApiRequest, Handlers } from "./handler";
import { findSource } from "./lookup";

/** Live plugins. Code is stored but never run. A new plugin of a source is its next version. */
export const livePlugins: Handlers = {
  createLivePlugin({ params, body, now }, workspace) {
    const { id: sourceId } = findSource(params.sourceId, workspace);
    const { code } = body as { code: string };
    const version = (workspace.livePlugins.get(sourceId)?.version ?? 0) + 1;
    const livePlugin: LivePlugin = {
      id: workspace.ids.next(),
      sourceId,
      createdAt: new Date(now).toISOString(),
      createdBy: workspace.users.all[0]?.id ?? "",
      downloadURL: `https://live-plugins.example.com/${sourceId}/${version}.js`,
      version,
      code,
    };
    workspace.livePlugins.set(sourceId, livePlugin);
    return { livePlugin };
  },
  getLatestFromLivePlugins: (request, workspace) => ({ livePlugin: latest(request, workspace) }),
  deleteLivePluginCode(request, workspace) {
    const livePlugin = latest(request, workspace);
    workspace.livePlugins.set(livePlugin.sourceId, { ...livePlugin, code: null });
    return { status: "SUCCESS" };
  },
};

function latest({ params }: ApiRequest, workspace: Workspace): LivePlugin {
  const { id } = findSource(params.sourceId, workspace);
  const found = workspace.livePlugins.get(id);
  if (found === undefined) throw notFound("live plugin of the source", id);
  return found;
}
