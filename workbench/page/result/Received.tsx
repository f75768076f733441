import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import type { ReceivedEvent } from "../../protocol";
import type { RunState } from "../steps/runState";
import { CodeBlock } from "./CodeBlock";
import { Expandable } from "./Expandable";
import { formatCount } from "./format";

/** The name of an event, from the fields that may hold it. */
function nameOf(event: unknown): string {
  const { type, event: name, name: other } = (event ?? {}) as Record<string, unknown>;
  const texts = [type, name ?? other].filter((text) => typeof text === "string");
  return texts.join(": ") || "Event";
}

function Summary({ received: { event, source, region, dropped } }: { received: ReceivedEvent }) {
  return (
    <Box component="span" sx={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }}>
      <Box component="span" sx={{ display: "flex", gap: 1, alignItems: "center" }}>
        <Box component="strong" sx={{ flex: 1, fontWeight: 500 }}>
          {nameOf(event)}
        </Box>
        {dropped !== undefined && <Chip size="small" color="warning" label="Dropped" />}
      </Box>
      <Box component="span" sx={{ fontSize: "0.8125rem", color: "text.secondary" }}>
        {[source ?? "No source", `region ${region}`, dropped].filter(Boolean).join(" · ")}
      </Box>
    </Box>
  );
}

/** The events that the simulated source received from a run. */
export function Received({ run: { received, omitted } }: { run: RunState }) {
  return (
    <>
      {omitted.events > 0 && (
        <Alert severity="info">{formatCount(omitted.events, "event")} in between left out</Alert>
      )}
      <Box
        component="ol"
        aria-label="Received by the simulated source"
        sx={{ listStyle: "none", m: 0, p: 0 }}
      >
        {received.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no name of their own, and a run receives them once
          <Expandable key={at} summary={<Summary received={one} />}>
            <CodeBlock text={JSON.stringify(one.event, null, 2)} label="Fields of the event" />
          </Expandable>
        ))}
      </Box>
    </>
  );
}
