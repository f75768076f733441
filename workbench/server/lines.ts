/** Milliseconds between heartbeats, which keep a stream alive while a step waits. */
const HEARTBEAT_MS = 5_000;

/**
 * Responds with a stream of JSON lines.
 * @param begin receives a function that writes a line and one that ends the stream. Returns a function
 * that is called if the reader leaves.
 */
export function streamLines<Line extends object>(
  begin: (tell: (line: Line) => void, end: () => void) => () => void,
): Response {
  const encoder = new TextEncoder();
  let leave: () => void = () => undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  let hasEnded = false;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const write = (line: object) => {
        if (!hasEnded) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      const end = () => {
        if (hasEnded) return;
        hasEnded = true;
        clearInterval(heartbeat);
        controller.close();
      };
      heartbeat = setInterval(() => write({ type: "heartbeat" }), HEARTBEAT_MS);
      leave = begin(write, end);
    },
    cancel: () => {
      hasEnded = true;
      clearInterval(heartbeat);
      leave();
    },
  });
  return new Response(stream, { headers: { "Content-Type": "application/x-ndjson" } });
}
