import { countApiJobs } from "@/lib/queries/scheduling-api/list-jobs";
import { schedulerRoutes } from "../_http/scheduler-routes";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes("/jobCount", {
  GET: {
    permission: "jobs.read",
    prefix: "Error in Job Scheduler action",
    handle: async ({ ctx }) => ({ body: await countApiJobs(ctx) }),
  },
});
