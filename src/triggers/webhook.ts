import { receivedEvent } from "../examples/receivedEvent";
import { checked, toggle } from "../inputs/fields";
import { type Cleaner, isBlank } from "../values/cleaner";
import { describeValue, inputError } from "../values/inputError";
import { eventTrigger } from "./eventTrigger";
import type { SenderChecks } from "./sender";

const SECRET = "text without spaces around it";

/** Accepts a secret as it is. It is never quoted. */
const asSecret: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  if (typeof raw === "string" && raw.trim() === raw) return raw;
  throw inputError(label, SECRET, describeValue(raw, false));
};

const HEADER_VALUE = "text without spaces around it, of characters that a header can have";

/** The characters of a header value (RFC 9110, field-content). A request cannot carry others. */
const FIELD_CONTENT = /^[ -~\u0080-\u00ff]*$/;

/** Accepts the value of a header as it is. It is never quoted. */
const asHeaderValue: Cleaner<string> = (raw, label) => {
  const value = asSecret(raw, label);
  if (value === undefined || FIELD_CONTENT.test(value)) return value;
  throw inputError(label, HEADER_VALUE, describeValue(raw, false));
};

const sharedSecret = {
  type: "password" as const,
  ...checked(
    {
      label: "Shared Secret",
      comments:
        "The Shared Secret in the settings of the destination. Segment signs each event with it. Required without Header Name. Leave it empty for audiences with extras, for forms, and for batches of the extensible webhook: Segment signs other data than it sends for them.",
    },
    asSecret,
    SECRET,
  ),
};

/** The characters of a header name (RFC 9110, token). */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,200}$/;

const asHeaderName: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const name = typeof raw === "string" ? raw.trim() : "";
  if (TOKEN.test(name)) return name;
  throw inputError(label, "the name of a header", describeValue(raw));
};

const headerName = {
  type: "string" as const,
  ...checked(
    {
      label: "Header Name",
      comments:
        "A header that the destination sends with each request. It proves that Segment sent the whole request. Required without Shared Secret.",
      example: "X-Flow-Secret",
    },
    asHeaderName,
    "the name of a header",
  ),
};

const headerValue = {
  type: "password" as const,
  ...checked(
    {
      label: "Header Value",
      comments: "The value that the header must have. Required with Header Name.",
    },
    asHeaderValue,
    HEADER_VALUE,
  ),
};

const trustWholeBatch = toggle({
  label: "Trust Whole Batch",
  comments:
    "When true, the flow accepts a batch with only the signature, of which Segment signs only its first event: whoever sees one signed event can add others. Not needed with Header Name.",
});

/** Returns the checks that the inputs ask for. Without one, anybody who knows the address could send. */
function checksOf(values: {
  sharedSecret?: string;
  headerName?: string;
  headerValue?: string;
  trustWholeBatch: boolean;
}): SenderChecks {
  const { sharedSecret, headerName: name, headerValue: value, trustWholeBatch } = values;
  if (name && !value) throw inputError("Header Value", "the value of Header Name", "nothing");
  if (value && !name) throw inputError("Header Name", "the name of Header Value", "nothing");
  const header = name && value ? { name, value } : undefined;
  if (!sharedSecret && !header) {
    throw inputError("Shared Secret", "a secret, or Header Name and Header Value", "neither");
  }
  return { sharedSecret, header, covers: header || trustWholeBatch ? "first" : "all" };
}

/** Receives what a destination or a function that was set up by hand sends. */
export const webhook = eventTrigger({
  label: "Webhook",
  description: "Start the flow for events that a destination or a function in Segment sends to it.",
  inputs: { sharedSecret, headerName, headerValue, trustWholeBatch },
  checks: checksOf,
  example: [receivedEvent],
});
