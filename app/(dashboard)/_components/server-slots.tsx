import { ProgressBar } from "@/components/ui/progress-bar";
import type { ServerItem } from "@/lib/domain/run/overview";

/** How many of its slots a process server uses. */
export function ServerSlots({
  server,
}: {
  server: Pick<ServerItem, "name" | "inFlight" | "concurrency">;
}) {
  const { name, inFlight, concurrency } = server;
  return (
    <span className="flex items-center gap-2">
      <ProgressBar
        label={`Slots in use on ${name}`}
        ratio={concurrency === 0 ? 0 : inFlight / concurrency}
        className="w-24"
      />
      <span className="font-mono text-xs whitespace-nowrap">
        {inFlight} of {concurrency}
      </span>
    </span>
  );
}
