import { flow } from "@prismatic-io/spectral";
import { answerOf, reasonOf, regionOf, type Source } from "./segment";

/** The findings of the check. Sources are named by their slugs. */
export interface SourceReport {
  checked: number;
  /** Accept no data. */
  disabled: string[];
  /** Accept data that goes nowhere: no destination and no warehouse. */
  leadingNowhere: string[];
  /** Could not be looked at, and why. */
  failed: { slug: string; reason: string }[];
}

/** Every morning: which sources are switched off, and which collect data that nobody gets. */
export const dailySourceCheck = flow({
  name: "Daily Source Check",
  stableKey: "daily-source-check",
  description: "Report the sources that are disabled or lead nowhere.",
  schedule: { value: "0 6 * * *", timezone: "UTC" },
  onExecution: async ({ components: { segment }, configVars, logger }) => {
    const workspace = {
      connectionInput: configVars["Segment Connection"],
      region: regionOf(configVars.Region),
    };
    // Without the list there is nothing to report: its failure is the flow's.
    const { sources } = await answerOf<{ sources: Source[] }>(
      segment.listSources({ ...workspace, fetchAll: true }),
    );
    const report: SourceReport = {
      checked: sources.length,
      disabled: [],
      leadingNowhere: [],
      failed: [],
    };
    for (const { id, slug, enabled } of sources) {
      if (!enabled) {
        report.disabled.push(slug);
        continue;
      }
      try {
        // One of each is enough to know.
        const { destinations } = await answerOf<{ destinations: unknown[] }>(
          segment.listConnectedDestinationsFromSource({ ...workspace, sourceId: id, count: "1" }),
        );
        if (destinations.length > 0) continue;
        const { warehouses } = await answerOf<{ warehouses: unknown[] }>(
          segment.listConnectedWarehousesFromSource({ ...workspace, sourceId: id, count: "1" }),
        );
        if (warehouses.length === 0) report.leadingNowhere.push(slug);
      } catch (error) {
        // One source, such as one deleted meanwhile, does not end the check of the others.
        logger.warn(`${slug} was not checked: ${reasonOf(error)}`);
        report.failed.push({ slug, reason: reasonOf(error) });
      }
    }
    logger.info(
      `${report.checked} sources: ${report.disabled.length} disabled, ` +
        `${report.leadingNowhere.length} leading nowhere, ${report.failed.length} not checked`,
    );
    return { data: report };
  },
});
