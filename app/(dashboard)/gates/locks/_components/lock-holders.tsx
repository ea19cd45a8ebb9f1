import { InstantText } from "@/components/runs/instant-text";
import type { LockDetail } from "@/lib/domain/native-api/lock-resource";
import { formatCount } from "@/lib/format/format-number";
import { GateRuns } from "../../_components/gate-runs";

/** The runs that hold a lock, how, and since when. */
export function LockHolders({ lock }: { lock: LockDetail }) {
  const { type, holders, holderCount } = lock;
  return (
    <GateRuns
      title="Held by"
      runs={holders}
      total={holderCount}
      empty="No run holds it."
      extra={{
        head: "Holds",
        cell: ({ mode, units, since }) => (
          <>
            {type === "counted" ? formatCount(units, "unit") : mode} since{" "}
            <InstantText at={new Date(since)} />
          </>
        ),
      }}
    />
  );
}
