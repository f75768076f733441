import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { RecordedBody } from "../../protocol";
import { MONOSPACE } from "../shell/theme";
import type { RunState, ShownRequest } from "../steps/runState";
import { CodeBlock } from "./CodeBlock";
import { Expandable } from "./Expandable";
import { formatBody, formatBytes, formatCount, formatMs } from "./format";

/** The number of requests that are listed at once. */
const PAGE = 100;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

function Body({ body, label }: { body: RecordedBody; label: string }) {
  const shown = bytesOf(body.text);
  return (
    <div>
      <Typography variant="h3" component="h4" gutterBottom>
        {label}, {formatBytes(body.bytes)}
      </Typography>
      <CodeBlock text={formatBody(body.text)} label={label} />
      {shown < body.bytes && (
        <Typography variant="body2" color="text.secondary">
          Only the first {formatBytes(shown)} are shown.
        </Typography>
      )}
    </div>
  );
}

function Headers({ headers, label }: { headers: Record<string, string>; label: string }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  if (lines.length === 0) return null;
  return (
    <div>
      <Typography variant="h3" component="h4" gutterBottom>
        {label}
      </Typography>
      <CodeBlock text={lines.join("\n")} label={label} />
    </div>
  );
}

/** Says why a request is not the first of its kind. */
const describeAttempt = ({ attempt, waitMs }: ShownRequest): string => {
  if (attempt === 1) return "";
  return waitMs === undefined
    ? `attempt ${attempt}`
    : `attempt ${attempt} after ${formatMs(waitMs)}`;
};

function statusOf({ outcome }: ShownRequest, isRunning: boolean): { text: string; color: string } {
  if (!outcome) return { text: isRunning ? "…" : "not ended", color: "text.secondary" };
  const { status } = outcome;
  if (status === undefined) return { text: "failed", color: "error.main" };
  const color = status >= 400 ? "error.main" : "success.main";
  return { text: String(status), color: outcome.failure === undefined ? color : "error.main" };
}

function hostAndPath(url: string): { host: string; path: string } {
  const [, host = "", path = url] = url.match(/^\w+:\/\/([^/]*)(.*)$/) ?? [];
  return { host, path };
}

function Summary({ request, isRunning }: { request: ShownRequest; isRunning: boolean }) {
  const { method, url, outcome } = request;
  const status = statusOf(request, isRunning);
  const attempt = describeAttempt(request);
  const { host, path } = hostAndPath(url);
  const notes = [host, outcome && formatMs(outcome.ms), attempt, outcome?.failure];
  return (
    <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
      <Box component="span" sx={{ display: "flex", gap: 1, fontFamily: MONOSPACE }}>
        <strong>{method}</strong>
        <Box component="span" sx={{ flex: 1, overflowWrap: "anywhere" }}>
          {path}
        </Box>
        <Box component="strong" sx={{ color: status.color }}>
          {status.text}
        </Box>
      </Box>
      <Box component="span" sx={{ fontSize: "0.8125rem", color: "text.secondary" }}>
        {notes.filter(Boolean).join(" · ")}
      </Box>
    </Box>
  );
}

function Request({ request, isRunning }: { request: ShownRequest; isRunning: boolean }) {
  const { outcome } = request;
  return (
    <Expandable summary={<Summary request={request} isRunning={isRunning} />}>
      <Stack spacing={1.5}>
        <Typography sx={{ overflowWrap: "anywhere", fontFamily: MONOSPACE, fontSize: "0.8125rem" }}>
          {request.url}
        </Typography>
        {outcome?.failure && <Alert severity="error">{outcome.failure}</Alert>}
        {request.omitsBodies && (
          <Typography variant="body2" color="text.secondary">
            The bodies are not shown, because the step sent this request by <code>fetch</code>.
          </Typography>
        )}
        {request.body && <Body body={request.body} label="Request body" />}
        {outcome?.body && <Body body={outcome.body} label="Response body" />}
        <Headers headers={request.headers} label="Request headers" />
        {outcome?.headers && <Headers headers={outcome.headers} label="Response headers" />}
      </Stack>
    </Expandable>
  );
}

/** The requests that a run sent, as they come. */
export function Requests({
  run: { requests, omitted, isRunning },
}: {
  run: Pick<RunState, "requests" | "omitted" | "isRunning">;
}) {
  const [most, setMost] = useState(PAGE);
  if (requests.length === 0) {
    return <Typography>{isRunning ? "None yet." : "The step sent no request."}</Typography>;
  }
  return (
    <>
      {omitted.requests > 0 && (
        <Alert severity="info">
          {formatCount(omitted.requests, "request")} in between left out
        </Alert>
      )}
      <Box component="ol" aria-label="Requests" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {requests.slice(0, most).map((request) => (
          <Request key={request.id} request={request} isRunning={isRunning} />
        ))}
      </Box>
      {requests.length > most && (
        <Button onClick={() => setMost(most + PAGE)}>
          Show more of {formatCount(requests.length, "request")}
        </Button>
      )}
    </>
  );
}
