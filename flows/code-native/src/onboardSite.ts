import { flow } from "@prismatic-io/spectral";
import { answerOf, reasonOf, regionOf, type Source } from "./segment";

/** What the webhook is called with. */
interface Site {
  slug: string;
  name: string;
}

function siteIn(body: unknown): Site {
  const { slug, name } = (body ?? {}) as Partial<Record<keyof Site, unknown>>;
  if (typeof slug !== "string" || slug === "" || typeof name !== "string" || name === "") {
    throw new Error('Expected a body such as {"slug": "shop", "name": "Shop"}.');
  }
  return { slug, name };
}

/** A source for a site, in the warehouse of the configuration. A second call changes nothing. */
export const onboardSite = flow({
  name: "Onboard Site",
  stableKey: "onboard-site",
  description: "Make sure that a site has a source, and return its write key.",
  isSynchronous: true,
  endpointSecurityType: "customer_required",
  onExecution: async ({ components: { segment }, configVars, logger }, { onTrigger }) => {
    const { slug, name } = siteIn(onTrigger.results.body.data);
    const workspace = {
      connectionInput: configVars["Segment Connection"],
      region: regionOf(configVars.Region),
    };
    const { outcome, source } = await answerOf<{ outcome: string; source: Source }>(
      segment.upsertSource({
        ...workspace,
        slug,
        name,
        metadataId: configVars["Source Type"],
        enabled: "true",
      }),
    );
    logger.info(`Source ${slug}: ${outcome}`);
    try {
      await segment.addConnectionFromSourceToWarehouse({
        ...workspace,
        sourceId: source.id,
        warehouseId: configVars.Warehouse,
      });
    } catch (error) {
      // Says what is there already; the call can be made again as it is.
      throw new Error(
        `Source ${slug} was ${outcome}, but is not in the warehouse: ${reasonOf(error)}`,
        { cause: error },
      );
    }
    return { data: { outcome, sourceId: source.id, writeKey: source.writeKeys[0] } };
  },
});
