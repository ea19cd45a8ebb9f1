import type { QueryParameters } from "./query-parameters";

/** Largest offset that is accepted; far beyond any list. */
export const MAX_OFFSET = 1_000_000_000;
const DEFAULT_PAGE_SIZE = 10;
const MAX_PAGE_SIZE = 1000;

export interface Page {
  pageSize: number;
  offset: number;
}

/** The two ways on from a page, as the compatible API writes them. */
export interface PageUrls {
  prev_url: string | null;
  next_url: string | null;
}

/** Page of `GET /jobs`: 10 when not said otherwise, at most 100 (job-scheduling-api 5.6). */
export function jobListPage(query: QueryParameters): Page {
  return {
    pageSize:
      query.integer("page_size", { min: 1, max: 100, refusal: "Invalid Page Size" }) ??
      DEFAULT_PAGE_SIZE,
    offset: query.integer("offset", { min: 0, max: MAX_OFFSET, refusal: "Invalid Offset" }) ?? 0,
  };
}

/** Page of every other list, or null when neither parameter is given; an offset alone means pages of 10. */
export function optionalPage(query: QueryParameters): Page | null {
  const pageSize = query.integer("page_size", { min: 1, max: MAX_PAGE_SIZE });
  const offset = query.integer("offset", { min: 0, max: MAX_OFFSET });
  if (pageSize === null && offset === null) return null;
  return { pageSize: pageSize ?? DEFAULT_PAGE_SIZE, offset: offset ?? 0 };
}

/** Links before and after a page; `query` is what comes before the paging parameters, e.g. `q=x&`. */
export function pageUrls(
  path: string,
  page: Page,
  { total, query = "" }: { total: number; query?: string },
): PageUrls {
  const urlAt = (offset: number) => `${path}?${query}page_size=${page.pageSize}&offset=${offset}`;
  const next = page.offset + page.pageSize;
  return {
    prev_url: page.offset > 0 ? urlAt(Math.max(0, page.offset - page.pageSize)) : null,
    next_url: next < total ? urlAt(next) : null,
  };
}

interface SearchPage {
  path: string;
  /** Null when no paging was asked for. */
  page: Page | null;
  total: number;
  /** Parameters the links repeat. */
  kept: Record<string, string>;
}

/** The answer to a search (job-scheduling-api 7.5): its links repeat what was searched for. */
export function searchEnvelope<T>(results: readonly T[], { path, page, total, kept }: SearchPage) {
  const parameters = Object.entries(kept).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}&`,
  );
  const urls =
    page === null
      ? { prev_url: null, next_url: null }
      : pageUrls(path, page, { total, query: parameters.join("") });
  return { total, results, pagination_enabled: page !== null, ...urls };
}
