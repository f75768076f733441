import { component } from "@prismatic-io/spectral";
import * as actions from "./actions";
import connections from "./connections";
import * as dataSources from "./dataSources";
import { toOwnError } from "./http/errors";
import { lazyRecord } from "./kit/lazyRecord";
import * as triggers from "./triggers";

const definition = {
  key: "segment",
  public: false,
  // The build replaces this by the homepage of package.json, if there is one.
  documentationUrl: process.env.PACKAGE_HOMEPAGE,
  display: {
    label: "Segment",
    description:
      "Send events to Twilio Segment, and manage a workspace with every operation of its Public API, from sources to audiences.",
    iconPath: "icon.png",
    category: "Data Platforms",
  },
  hooks: { error: toOwnError },
};

type Whole = ReturnType<typeof component>;

/** Makes each entry of a list of the component when it is first read: a run of a flow uses a few of them. */
function lazily<const List extends "actions" | "triggers" | "dataSources">(
  list: List,
  makers: Readonly<Record<string, () => object>>,
): Whole[List] {
  return lazyRecord(
    makers,
    (key, make) => component({ ...definition, [list]: { [key]: make() } })[list][key],
  ) as Whole[List];
}

/** The component. */
export default {
  ...component({ ...definition, connections }),
  actions: lazily("actions", actions),
  triggers: lazily("triggers", triggers),
  dataSources: lazily("dataSources", dataSources),
};
