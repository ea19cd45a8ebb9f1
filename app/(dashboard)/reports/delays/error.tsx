"use client";

import { ReportFailure } from "../_period/report-failure";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function DelaysError(props: ErrorPageProps) {
  return <ReportFailure what="The report on delays" {...props} />;
}
