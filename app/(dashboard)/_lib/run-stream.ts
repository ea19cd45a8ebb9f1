type StreamStatus = "connecting" | "live" | "offline";

interface RunStreamOptions {
  onStatus: (status: StreamStatus) => void;
  /** Ids of runs that changed; null when everything should be looked at anew. */
  onChange: (runIds: readonly string[] | null) => void;
}

const STREAM_ADDRESS = "/api/v1/stream";
const RETRY_MS = 5000;

/** Follows the changes of runs until the returned function is called; comes back by itself after every interruption. */
export function openRunStream({ onStatus, onChange }: RunStreamOptions): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wasOpen = false;

  function connect() {
    onStatus(wasOpen ? "offline" : "connecting");
    source = new EventSource(STREAM_ADDRESS);
    source.addEventListener("open", () => {
      wasOpen = true;
      onStatus("live");
      onChange(null);
    });
    source.addEventListener("runs", (event) => onChange(changedRunIds(event.data)));
    source.addEventListener("error", () => {
      onStatus("offline");
      // The browser reconnects after a cut, but gives up for good after an answer that is not a stream.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS);
    });
  }

  connect();
  return () => {
    clearTimeout(retry);
    source?.close();
  };
}

/** The ids in the data of an event; null for everything, also when the data cannot be read. */
export function changedRunIds(data: unknown): readonly string[] | null {
  if (typeof data !== "string") return null;
  try {
    const message: unknown = JSON.parse(data);
    if (typeof message !== "object" || message === null || !("runIds" in message)) return null;
    const { runIds } = message;
    return Array.isArray(runIds) && runIds.every((id) => typeof id === "string") ? runIds : null;
  } catch {
    return null;
  }
}
