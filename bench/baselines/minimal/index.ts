import { action, component, connection, input, util } from "@prismatic-io/spectral";
import axios from "axios";

const apiKey = connection({
  key: "apiKey",
  display: { label: "API Key", description: "Connect with an API key." },
  inputs: { apiKey: { label: "API Key", type: "password", required: true } },
});

const getSource = action({
  display: { label: "Get Source", description: "Get a source by its ID." },
  inputs: {
    connectionInput: input({ label: "Connection", type: "connection", required: true }),
    sourceId: input({
      label: "Source ID",
      type: "string",
      required: true,
      clean: util.types.toString,
    }),
  },
  perform: async (_context, { connectionInput, sourceId }) => {
    const url = `https://api.segmentapis.com/sources/${sourceId}`;
    const headers = { Authorization: `Bearer ${connectionInput.fields.apiKey}` };
    const { data } = await axios.get(url, { headers });
    return { data };
  },
});

/** The smallest useful component: one action that makes one axios call. */
export default component({
  key: "minimal",
  public: false,
  display: { label: "Minimal", description: "Gets a source.", iconPath: "icon.png" },
  connections: [apiKey],
  actions: { getSource },
});
