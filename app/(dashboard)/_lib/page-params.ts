/** The query string as a page is given it. */
export type PageParams = Promise<Record<string, string | string[] | undefined>>;

/** Reads single values from it; of a repeated name the first counts. */
export function readerOf(params: Awaited<PageParams>): { get(name: string): string | null } {
  return {
    get(name) {
      const value = params[name];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    },
  };
}
