import { component } from "@prismatic-io/spectral";
import * as actions from "./actions";
import connections from "./connections";
import * as dataSources from "./dataSources";
import { onlyOwnErrors } from "./http/errors";

export default component({
  key: "segment",
  public: false,
  display: {
    label: "Segment",
    description:
      "Manage a Twilio Segment workspace with every operation of its Public API, from sources to audiences.",
    iconPath: "icon.png",
    category: "Data Platforms",
  },
  connections,
  actions,
  dataSources,
  hooks: { error: onlyOwnErrors },
});
