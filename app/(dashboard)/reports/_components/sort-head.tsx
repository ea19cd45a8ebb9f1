import type { ReactNode } from "react";
import { Th } from "@/components/ui/th";
import { nextSort } from "@/lib/domain/report/report-pages";

type SortHeadProps<Column extends string> = {
  column: Column;
  /** The present order of the report. */
  sort: string;
  hrefOf: (sort: Column | `-${Column}`) => string;
  numeric?: boolean;
  children: ReactNode;
};

/** The head of a column the server puts the report in order by. */
export function SortHead<Column extends string>(props: SortHeadProps<Column>) {
  const { column, sort, hrefOf, numeric = true, children } = props;
  const direction = sort === column ? "ascending" : sort === `-${column}` ? "descending" : null;
  return (
    <Th numeric={numeric} sort={direction} sortHref={hrefOf(nextSort(column, sort))}>
      {children}
    </Th>
  );
}
