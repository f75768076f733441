import { flag, required, text, wholeNumber } from "../inputs/fields";
import { segmentAction } from "../kit/segmentAction";

const message = required(
  text({
    label: "Message",
    comments: "The text that Segment sends back.",
    example: "Hello",
  }),
);

const delay = wholeNumber(
  {
    label: "Delay",
    comments: "How long Segment waits before it answers, in milliseconds.",
    example: "500",
  },
  0,
);

const triggerError = flag({
  label: "Trigger Error",
  comments: "When true, Segment answers a client error with the message.",
});

const triggerMultipleErrors = flag({
  label: "Trigger Multiple Errors",
  comments:
    "When true, Segment answers several client errors with the message. Ignored when Trigger Error is true.",
});

const triggerUnexpectedError = flag({
  label: "Trigger Unexpected Error",
  comments: "When true, Segment answers a server error. Ignored when one of the other two is true.",
});

const statusCode = wholeNumber(
  {
    label: "Status Code",
    comments: "The HTTP status code that Segment answers with.",
    example: "200",
  },
  0,
);

export const echo = segmentAction("echo", {
  label: "Echo",
  description: "Get a message back from Segment, to try the connection and the handling of errors.",
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
