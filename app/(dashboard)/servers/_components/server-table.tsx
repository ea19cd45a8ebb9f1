import { InstantText } from "@/components/runs/instant-text";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { formatCount } from "@/lib/format/format-number";
import { ServerSlots } from "../../_components/server-slots";
import { ServerState } from "../../_components/server-state";
import { toDate } from "../../_lib/run-view";
import type { ServerWithRuns } from "../servers-data";

/** One row per node that lives or ended within a day. */
export function ServerTable({ servers }: { servers: readonly ServerWithRuns[] }) {
  return (
    <Table
      caption={`${formatCount(servers.length, "process server")}, live ones first`}
      density="comfortable"
    >
      <thead>
        <tr>
          <Th className="w-full">Name</Th>
          <Th>State</Th>
          <Th>Slots in use</Th>
          <Th>Heartbeat</Th>
          <Th>Started</Th>
          <Th>Ended</Th>
          <Th>Version</Th>
        </tr>
      </thead>
      <tbody>
        {servers.map((server) => (
          <Tr key={server.id}>
            <Td className="min-w-40 font-medium wrap-anywhere">{server.name}</Td>
            <Td>
              <ServerState state={server.state} />
            </Td>
            <Td>{server.stoppedAt === null ? <ServerSlots server={server} /> : "–"}</Td>
            <Td className="whitespace-nowrap">
              <InstantText at={toDate(server.heartbeatAt)} form="relative" />
            </Td>
            <Td mono>
              <InstantText at={toDate(server.startedAt)} />
            </Td>
            <Td mono>
              <InstantText at={toDate(server.stoppedAt)} />
            </Td>
            <Td mono>{server.version}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
