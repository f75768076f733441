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

const whole = component({ ...definition, connections });

/** Spectral's type of one list entry. */
function only<Made>(made: Readonly<Record<string, Made>>): Made {
  return Object.values(made)[0] as Made;
}

/** The component. A run of a flow uses a few of its steps, so each is made when it is first read. */
export default {
  ...whole,
  actions: lazyRecord(actions, (key, make) =>
    only(component({ ...definition, actions: { [key]: make() } }).actions),
  ),
  triggers: lazyRecord(triggers, (key, make) =>
    only(component({ ...definition, triggers: { [key]: make() } }).triggers),
  ),
  dataSources: lazyRecord(dataSources, (key, make) =>
    only(component({ ...definition, dataSources: { [key]: make() } }).dataSources),
  ),
};
