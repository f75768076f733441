import { type Connection, ConnectionError } from "@prismatic-io/spectral";
import { inputError, isRecord } from "../inputs/clean";
import { apiKey } from "./apiKey";

/** What a client needs of a connection. */
export interface Credentials {
  /** The Public API token, trimmed. */
  token: string;
  /** The workspace slug, to name the workspace in errors. */
  workspace: string;
  /** The connection without its secrets, to be marked when Segment refuses it. */
  connection: Connection;
}

/** Printable ASCII without space: all that a header value can carry unchanged. */
const TOKEN = /^[\x21-\x7e]+$/;
const SLUG = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/i;

const isConnection = (value: unknown): value is Connection =>
  isRecord(value) && isRecord(value.fields);

function withoutSecrets({ key, configVarKey, fields }: Connection): Connection {
  return { key, configVarKey, fields: { subdomain: fields.subdomain } };
}

/**
 * Reads and checks a connection before anything is sent.
 * @throws an input error without a connection; a ConnectionError, which never quotes the token, for
 *   an API key that is blank or cannot be a token, and for a subdomain that is not a slug or is the
 *   API key.
 */
export function credentialsOf(value: unknown): Credentials {
  if (!isConnection(value)) throw inputError("Connection", "a Segment connection", "none");
  const connection = withoutSecrets(value);
  const token = typeof value.fields.apiKey === "string" ? value.fields.apiKey.trim() : "";
  if (!TOKEN.test(token)) {
    const came = token === "" ? "nothing" : "text with spaces, line breaks or other characters";
    throw new ConnectionError(
      connection,
      `${apiKey.inputs.apiKey?.label}: expected a Public API token, got ${came}.`,
    );
  }
  const workspace = String(value.fields.subdomain ?? "").trim();
  if (workspace === token) {
    throw new ConnectionError(
      withoutSecrets({ ...value, fields: {} }),
      `${apiKey.inputs.subdomain?.label}: expected the workspace slug, such as my-workspace, got the API key.`,
    );
  }
  if (!SLUG.test(workspace)) {
    throw new ConnectionError(
      connection,
      `${apiKey.inputs.subdomain?.label}: expected the workspace slug, such as my-workspace, got ${workspace === "" ? "nothing" : JSON.stringify(workspace.slice(0, 60))}.`,
    );
  }
  return { token, workspace, connection };
}
