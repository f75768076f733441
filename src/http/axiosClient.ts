import axios from "axios";
import axiosRetry from "axios-retry";
import { QUERY_STYLE } from "./address";
import { ACCEPTED_ENCODINGS } from "./decompress";

/** The axios instance of all requests, with retries. It outlives the steps, so it holds no token. */
export const axiosClient = axios.create({
  headers: {
    Accept: "application/json",
    "Accept-Encoding": ACCEPTED_ENCODINGS,
    "User-Agent": `axios/${axios.VERSION}`,
  },
  paramsSerializer: QUERY_STYLE,
  // Bodies go out and come back as they are.
  transformRequest: [],
  transformResponse: [],
});
axiosRetry(axiosClient);
