/** What an answer means for its run, in the words of job-scheduling-api section 12. */
export type HttpOutcome = "ACK_RECVD" | "SUCCESS" | "REQUEST_ERROR" | "ERROR";

/**
 * Decides a run by the status of its endpoint's answer (job-scheduling-api 12, 13 and 20.5): 202 is only an
 * acknowledgement, other 200–399 are success (redirects included: they are not followed), 4xx is a faulty request,
 * anything else an error of the endpoint.
 */
export function outcomeFromStatus(httpStatus: number): HttpOutcome {
  if (httpStatus === 202) return "ACK_RECVD";
  if (httpStatus >= 200 && httpStatus < 400) return "SUCCESS";
  if (httpStatus >= 400 && httpStatus < 500) return "REQUEST_ERROR";
  return "ERROR";
}
