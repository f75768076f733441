import { configPage, connectionConfigVar, dataSourceConfigVar } from "@prismatic-io/spectral";

const segment = {
  connection: { configVar: "Segment Connection" },
  region: { configVar: "Region" },
};

/** The configuration of a customer: the workspace first, then choices from it. */
export const configPages = {
  Workspace: configPage({
    tagline: "The Segment workspace to look after.",
    elements: {
      "Segment Connection": connectionConfigVar({
        stableKey: "segment-connection",
        dataType: "connection",
        connection: {
          component: "segment",
          key: "apiKey",
          // Empty: the customer fills them in.
          values: { apiKey: { value: "" }, subdomain: { value: "" } },
        },
      }),
      Region: dataSourceConfigVar({
        stableKey: "segment-region",
        description:
          "The region of the workspace: US for app.segment.com, EU for eu1.app.segment.com.",
        dataSource: { component: "segment", key: "selectRegion", values: {} },
      }),
    },
  }),
  Sites: configPage({
    tagline: "What a new site gets.",
    elements: {
      "Source Type": dataSourceConfigVar({
        stableKey: "source-type",
        dataSource: { component: "segment", key: "selectSourceMetadata", values: segment },
      }),
      Warehouse: dataSourceConfigVar({
        stableKey: "warehouse",
        dataSource: { component: "segment", key: "warehouses", values: segment },
      }),
    },
  }),
};
