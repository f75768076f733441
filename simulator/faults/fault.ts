import { type RawConnection, writeAndClose } from "./rawConnection";
import { type ScriptedResponse, toRawResponse } from "./response";
import { SABOTAGE, type SabotageName } from "./sabotage";

/** A failure of one request. */
export interface Fault {
  /** Its name in the journal. */
  name: string;
  /**
   * When it happens. `before`: the request is never carried out. `after`: the request is carried out
   * first. `late`: the request is carried out after the client has gone.
   */
  when: "before" | "after" | "late";
  /** Writes something other than the response. */
  show(connection: RawConnection): void;
}

/** A response that comes late. The request is carried out at once. */
export interface Delay {
  /** Its name in the journal. */
  name: string;
  delayMs: number;
}

/** A fault of the catalog. */
export const fault = (name: SabotageName, when: Fault["when"]): Fault => ({
  name,
  when,
  show: SABOTAGE[name],
});

/** A fault that sends an ordinary response in place of the real one. */
export function responseFault(scripted: ScriptedResponse, when: Fault["when"]): Fault {
  return {
    name: `response ${scripted.status}`,
    when,
    show: (connection) => {
      const { status, headers, body } = toRawResponse(scripted);
      const length = { "Content-Length": String(Buffer.byteLength(body)) };
      const response = { ...connection.response, status };
      writeAndClose({ ...connection, response }, { ...headers, ...length }, body);
    },
  };
}
