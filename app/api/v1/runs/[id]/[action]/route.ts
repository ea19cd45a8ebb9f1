import { AppError } from "@/lib/domain/errors";
import { runResource } from "@/lib/domain/native-api/run-resource";
import { STATE_ACTIONS } from "@/lib/domain/run/run-actions";
import { getRun } from "@/lib/queries/runs/get-run";
import { replyToRun } from "@/lib/services/messages/reply-to-run";
import { actOnRun } from "@/lib/services/runs/act-on-runs";
import { deleteRun } from "@/lib/services/runs/delete-runs";
import { restartRun } from "@/lib/services/runs/restart-run";
import type { ApiAnswer } from "../../../_http/api-answer";
import { type ApiCall, apiRoutes } from "../../../_http/api-routes";

type ActionCall = ApiCall<"POST /runs/{id}/{action}">;
type ActionBody = NonNullable<ActionCall["body"]>;

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs/{id}/{action}", {
  POST: async (call) => {
    const { action: name = "", id = "" } = call.path;
    const action = STATE_ACTIONS.find((known) => known === name);
    if (action !== undefined) {
      refuseOthers(call, action, ["message"]);
      await actOnRun(call.ctx, { action, runId: id, reason: call.body?.message });
      return { body: runResource(await getRun(call.ctx, id)) };
    }
    switch (name) {
      case "restart":
        return restart(call, id);
      case "reply":
        return reply(call, id);
      case "delete":
        refuseOthers(call, "delete", ["message"]);
        await deleteRun(call.ctx, id);
        return { status: 204 };
      default:
        throw new AppError("not_found", "There is no such action.");
    }
  },
});

async function restart(call: ActionCall, id: string): Promise<ApiAnswer> {
  refuseOthers(call, "restart", ["message", "mode", "step", "call", "version"]);
  const { message: _message, reply: _reply, ...request } = call.body ?? {};
  const restarted = await restartRun(call.ctx, id, request);
  const run = runResource(await getRun(call.ctx, restarted));
  return { status: 201, body: run, headers: { location: `/api/v1/runs/${restarted}` } };
}

async function reply(call: ActionCall, id: string): Promise<ApiAnswer> {
  refuseOthers(call, "reply", ["message", "reply"]);
  await replyToRun(call.ctx, { runId: id, reply: call.body?.reply });
  return { body: runResource(await getRun(call.ctx, id)) };
}

/** Refuses parts of the body that belong to another action. */
function refuseOthers(
  { body }: ActionCall,
  action: string,
  allowed: readonly (keyof ActionBody)[],
): void {
  const field = Object.keys(body ?? {}).find((name) => allowed.every((known) => known !== name));
  if (field === undefined) return;
  throw new AppError("invalid", `'${field}' does not belong to ${action}`, { field });
}
