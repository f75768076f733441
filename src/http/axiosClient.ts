import axios from "axios";
import axiosRetry from "axios-retry";
import { QUERY_STYLE } from "./address";
import { ACCEPTED_ENCODINGS } from "./decompress";

/** The axios instance of all requests, with retries. It outlives the steps, so it holds no token. */
export const axiosClient = axios.create();

// axios merges all defaults into every request, which is a tenth of the time of a read. Its own ones are
// for its own adapters and conversions: bodies go out and come back as they are.
const defaults: Record<string, unknown> = axiosClient.defaults as never;
for (const name in defaults) delete defaults[name];
defaults.headers = {
  Accept: "application/json",
  "Accept-Encoding": ACCEPTED_ENCODINGS,
  "User-Agent": `axios/${axios.VERSION}`,
};
defaults.paramsSerializer = QUERY_STYLE;
axiosRetry(axiosClient);
