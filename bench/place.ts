import http from "node:http";

/** The ports of a run's server on loopback, and the certificate that its clients trust. */
export interface Place {
  port: number;
  /** The same server, as far away as {@link setPace} says. */
  farPort: number;
  controlPort: number;
  ca: string;
}

/** The server's counters. */
export interface Counts {
  /** The most connections open at once since the last query. */
  mostOpen: number;
  /** Connections accepted since the server started. */
  accepted: number;
  requests: number;
  /** The bytes of all request bodies. */
  bytes: number;
}

/** Calls the control port, whose connections are not counted. */
function ask({ controlPort }: Place, path: string): Promise<Counts> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port: controlPort, path, agent: false };
    const request = http.get(options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.once("end", () => resolve(JSON.parse(text)));
    });
    request.once("error", reject);
  });
}

/** Reads the server's counters. */
export const countsOf = (place: Place): Promise<Counts> => ask(place, "/counts");

/** The time of requests, in milliseconds. */
export interface Pace {
  /** The server's own time for each response. */
  delayMs: number;
  /** The time to the far port and back. */
  roundTripMs: number;
}

/** Sets the pace of all requests from now on. What is left out is 0. */
export const setPace = (
  place: Place,
  { delayMs = 0, roundTripMs = 0 }: Partial<Pace>,
): Promise<Counts> => ask(place, `/pace/${delayMs}/${roundTripMs}`);
