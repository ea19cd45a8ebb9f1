import { AppError } from "@/lib/domain/errors";
import { runResource } from "@/lib/domain/native-api/run-resource";
import { getRun } from "@/lib/queries/runs/get-run";
import { actOnRun, STATE_ACTIONS } from "@/lib/services/runs/act-on-runs";
import { deleteRun } from "@/lib/services/runs/delete-runs";
import { restartRun } from "@/lib/services/runs/restart-run";
import type { ApiAnswer } from "../../../_http/api-answer";
import { type ApiCall, apiRoutes } from "../../../_http/api-routes";

/** Actions of runs that are parts of chains or ask an operator; no other run is ever in a state that allows them. */
const OTHER_ACTIONS = ["reply", "disable", "enable"];

type ActionCall = ApiCall<"POST /runs/{id}/{action}">;

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/runs/{id}/{action}", {
  POST: async (call) => {
    const { action: name = "", id = "" } = call.path;
    const action = STATE_ACTIONS.find((known) => known === name);
    if (action !== undefined) {
      refuseMode(call, action);
      await actOnRun(call.ctx, { action, runId: id, reason: call.body?.message });
      return { body: runResource(await getRun(call.ctx, id)) };
    }
    if (name === "restart") return restart(call, id);
    if (name === "delete") {
      await deleteRun(call.ctx, id);
      return { status: 204 };
    }
    if (!OTHER_ACTIONS.includes(name)) throw new AppError("not_found", "There is no such action.");
    const { state } = await getRun(call.ctx, id);
    throw new AppError("conflict", `A run in state ${state} cannot be asked to ${name}.`, {
      details: { state },
    });
  },
});

async function restart({ ctx, body }: ActionCall, id: string): Promise<ApiAnswer> {
  const mode = body?.mode ?? "all";
  if (mode !== "all") {
    throw new AppError("invalid", "'mode' must be \"all\": the run has no parts", {
      field: "mode",
    });
  }
  const restarted = await restartRun(ctx, id);
  const run = runResource(await getRun(ctx, restarted));
  return { status: 201, body: run, headers: { location: `/api/v1/runs/${restarted}` } };
}

function refuseMode({ body }: ActionCall, action: string): void {
  if (body?.mode === undefined) return;
  throw new AppError("invalid", `'mode' belongs to restart, not to ${action}`, { field: "mode" });
}
