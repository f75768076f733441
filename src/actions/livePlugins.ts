import { livePlugin } from "../examples/livePlugins";
import { deleted } from "../examples/resources";
import { javascript, required } from "../inputs/fields";
import { sourceId } from "../inputs/ids";
import { segmentAction } from "../kit/segmentAction";

const code = required(
  javascript({
    label: "Code",
    comments: "The JavaScript code of the plugins that run in the app.",
    example: "class Currency extends LivePlugin {}",
  }),
);

export const createLivePlugin = segmentAction("createLivePlugin", {
  description: "Create a new version of the live plugins of a source.",
  route: "POST /sources/{sourceId}/live-plugins/create",
  inputs: { sourceId, code },
  example: { livePlugin },
});

export const deleteLivePluginCode = segmentAction("deleteLivePluginCode", {
  description: "Delete the code of the live plugins of a source, which stay turned on.",
  route: "DELETE /sources/{sourceId}/live-plugins/delete-code",
  inputs: { sourceId },
  example: deleted,
});

export const getLatestFromLivePlugins = segmentAction("getLatestFromLivePlugins", {
  description: "Get the latest version of the live plugins of a source.",
  route: "GET /sources/{sourceId}/live-plugins/latest",
  inputs: { sourceId },
  example: { livePlugin },
});
