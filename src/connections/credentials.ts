import { type Connection, ConnectionError } from "@prismatic-io/spectral";
import { inputError } from "../values/inputError";
import { isRecord } from "../values/record";
import { apiKey } from "./apiKey";
import { isLikeToken, isMarkedToken } from "./likeToken";

/** The parts of a connection that a client needs. */
export interface Credentials {
  /** The Public API token, trimmed. */
  token: string;
  /** The workspace slug, for errors; a note instead of it if it may be an API key. */
  workspace: string;
  /** The connection without its secrets. The platform marks it if Segment refuses the API key. */
  connection: Connection;
}

/** Printable ASCII without spaces. A header value cannot carry other characters unchanged. */
const TOKEN = /^[\x21-\x7e]+$/;
const BEARER = /^(?:authorization\s*:\s*)?bearer\b/i;
const SLUG = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/i;
/** The address of a workspace in Segment's app. The slug is the first part of its path. */
const ADDRESS = /^(?:https?:\/\/)?(?:[\w-]+\.)*segment\.com\/(?!goto-my-)([^/?#\s]+)/i;
/** The characters of a subdomain that an error quotes. */
const LONGEST_QUOTE = 60;
const NOT_SHOWN = "(not shown because it may be an API key)";

const LABELS = {
  apiKey: apiKey.inputs.apiKey?.label ?? "",
  subdomain: apiKey.inputs.subdomain?.label ?? "",
};

const isConnection = (value: unknown): value is Connection =>
  isRecord(value) && isRecord(value.fields);

/** The fields of a connection as trimmed text. */
interface Fields {
  token: string;
  slug: string;
}

function fieldsOf({ fields }: Connection): Fields {
  return {
    token: typeof fields.apiKey === "string" ? fields.apiKey.trim() : "",
    slug: String(fields.subdomain ?? "").trim(),
  };
}

/** The least characters of a part of an API key. A shorter one may be a word by chance. */
const SHORTEST_PART = 8;

/** True if the subdomain can be shown: if it is not, contains no and is no part of an API key. */
function isShown({ token, slug }: Fields): boolean {
  const isPart = slug.length >= SHORTEST_PART && token.includes(slug);
  const holdsToken = token !== "" && slug.includes(token);
  return !isLikeToken(slug) && !isPart && !holdsToken;
}

/** Checks the API key. Returns the expected value and the actual one, or undefined if it is valid. */
function problemWithToken({ token }: Fields): [expected: string, came: string] | undefined {
  const expected = "a Public API token";
  if (token === "") return [expected, "nothing"];
  if (BEARER.test(token)) return [`${expected} alone`, 'one after "Bearer": remove "Bearer"'];
  if (/^https?:\/\//i.test(token)) return [expected, "a URL"];
  if (TOKEN.test(token)) return undefined;
  return [expected, "text with spaces, line breaks or other characters"];
}

/** Checks the subdomain, like {@link problemWithToken}. */
function problemWithSlug(fields: Fields): [expected: string, came: string] | undefined {
  const { token, slug } = fields;
  const expected = "the workspace slug, such as my-workspace";
  if (slug === "") return [expected, "nothing"];
  if (slug === token) return [expected, "the API key"];
  const isSwapped = isLikeToken(slug) && SLUG.test(token) && !isLikeToken(token);
  if (isSwapped) {
    return [
      expected,
      `what looks like an API key, and ${LABELS.apiKey} what looks like a slug: exchange the two`,
    ];
  }
  if (isMarkedToken(slug)) return [expected, "what looks like an API key"];
  const inAddress = ADDRESS.exec(slug)?.[1];
  if (inAddress !== undefined && SLUG.test(inAddress) && !isLikeToken(inAddress)) {
    return [expected, `the address of a workspace: enter ${inAddress}`];
  }
  if (SLUG.test(slug)) return undefined;
  const shown = JSON.stringify(slug.slice(0, LONGEST_QUOTE));
  return [expected, isShown(fields) ? shown : "something else"];
}

/**
 * Reads and checks a connection before anything is sent.
 * @throws an input error without a connection; a ConnectionError for an API key that is blank or cannot
 *   be a token, and for a subdomain that is not a slug. It contains neither the API key nor a subdomain
 *   that may be one.
 */
export function readCredentials(value: unknown): Credentials {
  if (!isConnection(value)) throw inputError("Connection", "a Segment connection", "none");
  const fields = fieldsOf(value);
  const { token, slug } = fields;
  const { key, configVarKey } = value;
  const shown = isShown(fields);
  const connection = { key, configVarKey, fields: shown ? { subdomain: slug } : {} };
  const refuse = (label: string, [expected, came]: [string, string]) =>
    new ConnectionError(connection, inputError(label, expected, came).message);
  const wrongToken = problemWithToken(fields);
  if (wrongToken) throw refuse(LABELS.apiKey, wrongToken);
  const wrongSlug = problemWithSlug(fields);
  if (wrongSlug) throw refuse(LABELS.subdomain, wrongSlug);
  return { token, workspace: shown ? slug : NOT_SHOWN, connection };
}
