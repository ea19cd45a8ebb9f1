import { Server } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { pageContext } from "@/lib/server";
import { RefreshOnChanges } from "../_components/refresh-on-changes";
import { HeldRuns } from "./_components/held-runs";
import { ServerTable } from "./_components/server-table";
import { readServers } from "./servers-data";

export const metadata: Metadata = { title: "Process servers" };

const REFRESH_MS = 3000;
const QUIET_REFRESH_MS = 5000;

export default async function ServersRoute() {
  const { servers, unheld } = await readServers(await pageContext());
  return (
    <>
      <RefreshOnChanges everyMs={REFRESH_MS} alsoEveryMs={QUIET_REFRESH_MS} />
      <PageHeader
        title="Process servers"
        description="Every node of this installation with its engine on takes runs. All nodes on one database share the work."
      />
      <div className="grid gap-4">
        <Card flush className="overflow-hidden">
          {servers.length === 0 ? (
            <EmptyState
              icon={<Server />}
              title="No process server has run in the last 24 hours"
              description="Runs wait until a node is started with its engine on."
            />
          ) : (
            <ServerTable servers={servers} />
          )}
        </Card>
        {servers
          .filter((server) => server.holds.length > 0)
          .map((server) => (
            <HeldRuns key={server.id} title={`Held by ${server.name}`} runs={server.holds} />
          ))}
        {unheld.length > 0 && (
          <HeldRuns
            title="Held by no server"
            description="Their endpoints work on alone; the runs wait for the callback."
            runs={unheld}
          />
        )}
      </div>
    </>
  );
}
