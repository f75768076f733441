import { flag, required, text, wholeNumber } from "../inputs/fields";
import { segmentAction } from "../kit/segmentAction";

const message = required(
  text({
    label: "Message",
    comments: "The text that Segment returns.",
    example: "Hello",
  }),
);

const delay = wholeNumber(
  {
    label: "Delay (ms)",
    comments:
      "The time that Segment waits before it responds, in milliseconds. If left empty, it responds at once.",
    example: "500",
  },
  0,
);

const triggerError = flag({
  label: "Trigger Error",
  comments: "When true, Segment returns a client error with the message.",
});

const triggerMultipleErrors = flag({
  label: "Trigger Multiple Errors",
  comments:
    "When true, Segment returns several client errors with the message. Ignored if Trigger Error is true.",
});

const triggerUnexpectedError = flag({
  label: "Trigger Unexpected Error",
  comments:
    "When true, Segment returns a server error. Ignored if Trigger Error or Trigger Multiple Errors is true.",
});

const statusCode = wholeNumber(
  {
    label: "Status Code",
    comments: "The HTTP status code that Segment returns. If left empty, Segment chooses it.",
    example: "200",
  },
  0,
);

export const echo = segmentAction("echo", {
  description: "Get a message back from Segment to test the connection and error handling.",
  route: "GET /echo",
  inputs: {
    message,
    delay,
    triggerError,
    triggerMultipleErrors,
    triggerUnexpectedError,
    statusCode,
  },
  example: { method: "get", message: "Hello", headers: { accept: "application/json" } },
});
