import type { RawResponse } from "./response";

/** The connection of a request, for bytes that no HTTP server would write. */
export interface RawConnection {
  /** The real response, or an empty success if the request was not carried out. */
  response: RawResponse;
  /** Writes bytes unchanged. */
  write(bytes: string | Buffer): void;
  /** Ends the connection with FIN. */
  end(): void;
  /** Ends the connection with RST. */
  reset(): void;
  /** Records that nothing will ever end the request. */
  stall(): void;
  /** Calls `write` repeatedly, as fast as the client reads, until the client is gone. */
  drip(write: () => void): void;
}

export const CRLF = "\r\n";

/** Writes a response with these headers and this body, and nothing after it. */
export function writeResponse(
  connection: RawConnection,
  headers: Record<string, string | number>,
  body: string | Buffer,
): void {
  const head = responseHead(`${connection.response.status} Scripted`, headers);
  connection.write(Buffer.concat([Buffer.from(head), Buffer.from(body)]));
}

/** Writes a response and ends the connection, unnoticed by the HTTP server. */
export function writeAndClose(
  connection: RawConnection,
  headers: Record<string, string>,
  body: string | Buffer,
): void {
  writeResponse(connection, { ...headers, Connection: "close" }, body);
  connection.end();
}

function responseHead(status: string, headers: Record<string, string | number>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status}`, "Content-Type: application/json", ...lines, "", ""].join(CRLF);
}
