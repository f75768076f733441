import http from "node:http";

/** Where the server of a run listens, and which certificate its clients trust. */
export interface Place {
  port: number;
  controlPort: number;
  ca: string;
}

/** What the server saw. */
export interface Counts {
  /** The most that were open at once since this was last asked. */
  mostOpen: number;
  /** Connections made since the server began. */
  accepted: number;
  requests: number;
  /** Of all bodies that came. */
  bytes: number;
}

/** Asks the server's own door, whose connections are not counted. */
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

/** What the server counts. */
export const countsOf = (place: Place): Promise<Counts> => ask(place, "/counts");

/** Makes the server wait before each answer from now on. */
export const setDelay = (place: Place, ms: number): Promise<Counts> => ask(place, `/delay/${ms}`);
