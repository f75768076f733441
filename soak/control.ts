import { Agent } from "node:https";
import axios, { type AxiosAdapter, AxiosError, getAdapter, isAxiosError } from "axios";
import axiosRetry from "axios-retry";
import type { RegionInfo } from "../simulator";
import type { Caller } from "./caller";
import { EVENTS_PATH } from "./kinds";

const TIMEOUT_MS = 30_000;
const PAGE = 1000;
/** Without it, an endless response would exhaust the memory. */
const LONGEST_RESPONSE = 50 * 1024 * 1024;

interface Listed {
  data: Record<string, unknown[]> & { pagination: { next?: string } };
}

/**
 * Runs operations with axios and axios-retry in its default settings, which retries every network
 * error, even of a POST. The judge must find violations here.
 */
export function controlCaller(): Caller {
  const send = getAdapter("http");
  const httpsAgent = new Agent({ keepAlive: false });

  // axios uses the real clock for its timeout; this one uses the clock of the soak.
  const adapter: AxiosAdapter = async (config) => {
    const ms = config.timeout ?? TIMEOUT_MS;
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), ms);
    try {
      return await send({ ...config, timeout: 0, signal: controller.signal });
    } catch (error) {
      if (controller.signal.aborted) {
        throw new AxiosError(`timeout of ${ms}ms exceeded`, AxiosError.ECONNABORTED, config);
      }
      // A retry sends the original request, without the limits added here.
      if (isAxiosError(error)) error.config = config;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  const clientFor = ({ host, token }: RegionInfo) => {
    const http = axios.create({
      adapter,
      baseURL: `https://${host}`,
      headers: { Authorization: `Bearer ${token}` },
      httpsAgent,
      maxContentLength: LONGEST_RESPONSE,
      paramsSerializer: { indexes: true },
      timeout: TIMEOUT_MS,
    });
    axiosRetry(http, { retries: 3 });
    return http;
  };
  return {
    claims: false,
    call: async ({ kind, aim, region }) => {
      const http = clientFor(region);
      const { method, path, body } = kind.intent(aim);
      if (path === EVENTS_PATH) {
        const headers = {
          Authorization: `Basic ${Buffer.from(`${aim.writeKey}:`).toString("base64")}`,
        };
        const url = `https://${region.trackingHost}${path}`;
        return (await http.request({ method, url, data: body, headers })).data;
      }
      if (!kind.pages) return (await http.request({ method, url: path, data: body })).data;
      const entries: unknown[] = [];
      let cursor: string | undefined;
      do {
        const params = { pagination: { count: PAGE, cursor } };
        const { data } = (await http.get<Listed>(path, { params })).data;
        entries.push(...(data[kind.pages] ?? []));
        cursor = data.pagination.next;
      } while (cursor);
      return entries;
    },
    close: () => httpsAgent.destroy(),
  };
}
