import type { AudienceOptions, AudiencePreview } from "../state/space";
import { audienceSize, previewResults } from "./audienceSize";
import { checkDefinition, checkedOptions } from "./audiences";
import { crud } from "./crud";
import type { Handlers } from "./handler";
import { findSpace } from "./lookup";

type CreatePreview = Omit<AudiencePreview, "id" | "startedAt" | "options"> & {
  options?: Partial<AudienceOptions>;
};

/** The duration of a preview, in milliseconds. */
const RUNNING = 10_000;

/** Audience previews. A preview completes after ten seconds. */
export const audiencePreviews: Handlers = {
  ...crud<AudiencePreview>({
    operations: { get: "getAudiencePreview" },
    label: "audience preview",
    param: "id",
    item: "audiencePreview",
    items: "audiencePreviews",
    collection: (workspace, request) => findSpace(request, workspace).previews,
    view({ startedAt, ...preview }, _, { now }) {
      if (now < startedAt + RUNNING) return { ...preview, status: "RUNNING" };
      const size = audienceSize(preview.audienceType, preview.definition);
      const results = previewResults({ startedAt, ...preview });
      return { ...preview, status: "COMPLETED", results, size };
    },
  }),
  createAudiencePreview(request, workspace) {
    const { previews } = findSpace(request, workspace);
    const { options, ...rest } = request.body as CreatePreview;
    checkDefinition(rest.definition, rest.audienceType);
    const { id } = previews.put({
      ...rest,
      id: workspace.ids.next(),
      options: checkedOptions({ filterByExternalIds: [] }, options),
      startedAt: request.now,
    });
    return { audiencePreview: { id } };
  },
};
