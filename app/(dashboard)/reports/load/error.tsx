"use client";

import { ReportFailure } from "../_period/report-failure";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function LoadReportError(props: ErrorPageProps) {
  return <ReportFailure what="The load report" {...props} />;
}
