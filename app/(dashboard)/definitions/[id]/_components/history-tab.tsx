import { Card } from "@/components/ui/card";
import type { Definition } from "@/lib/domain/definition/definition";
import { listActionLog } from "@/lib/queries/action-log/list-action-log";
import type { Context } from "@/lib/services/context";
import { ActionLogTable } from "../../_components/action-log-table";

/** Who changed the definition and its schedules, and what switched them off. */
export async function HistoryTab({ ctx, definition }: { ctx: Context; definition: Definition }) {
  const log = await listActionLog(ctx, { definition: { id: definition.id } });
  return (
    <Card flush title="History">
      <ActionLogTable entries={log.entries} total={log.total} />
    </Card>
  );
}
