import type pg from "pg";

/** How a statement found rows of a table. */
export interface TableUse {
  statement: string;
  table: string;
  how: string;
  index: string | null;
  /** Rows it looked at, those it left out included; null as it would do it without knowing its values. */
  rows: number | null;
}

interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/**
 * A pool that tells how each statement finds its rows: it is executed with its values and taken back, and planned
 * without them as a prepared one may be, before it is really sent.
 */
export function explainingPool(pool: pg.Pool, into: TableUse[]): pg.Pool {
  const explainApart = async (statement: Statement) => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await explain(client, statement, into);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  };
  const connect = async () => {
    const client = await pool.connect();
    return withQuery(client, (statement) => explain(client, statement, into));
  };
  return withQuery(pool, explainApart, connect);
}

const EXPLAINABLE = /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/i;

/** The pool or client with something done before each statement that can be explained. */
function withQuery<T extends pg.Pool | pg.PoolClient>(
  target: T,
  before: (statement: Statement) => Promise<void>,
  connect?: () => Promise<unknown>,
): T {
  const query = new Proxy(target.query, {
    async apply(real, _, args: [string | Partial<Statement>, unknown[] | undefined]) {
      const [first, values = []] = args;
      const given = typeof first === "string" ? { text: first, values } : first;
      const { text = "", values: own = [], name = text.slice(0, 40) } = given;
      if (EXPLAINABLE.test(text)) await before({ name, text, values: own });
      return Reflect.apply(real, target, args);
    },
  });
  return new Proxy(target, {
    get(of, key) {
      if (key === "query") return query;
      if (key === "connect" && connect) return connect;
      const value: unknown = Reflect.get(of, key);
      return typeof value === "function" ? value.bind(of) : value;
    },
  });
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

async function explain(
  client: pg.PoolClient,
  { name, text, values }: Statement,
  into: TableUse[],
): Promise<void> {
  const plans = async (how: string, given?: unknown[]): Promise<TableUse[]> => {
    const { rows } = await client.query<{ "QUERY PLAN": { Plan: PlanNode }[] }>(
      `EXPLAIN (${how}, FORMAT JSON) ${text}`,
      given,
    );
    return rows.flatMap((row) => row["QUERY PLAN"].flatMap(({ Plan }) => usesOf(name, Plan)));
  };
  await client.query("SAVEPOINT explained");
  into.push(...(await plans("ANALYZE", values)));
  await client.query("ROLLBACK TO explained");
  into.push(...(await plans("GENERIC_PLAN")).map((use) => ({ ...use, rows: null })));
}

function usesOf(statement: string, node: PlanNode): TableUse[] {
  const below = (node.Plans ?? []).flatMap((child) => usesOf(statement, child));
  const { "Relation Name": table, "Index Name": index = null, "Node Type": how } = node;
  // What is written is not looked for.
  if (table === undefined || how === "ModifyTable") return below;
  const perLoop = (node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0);
  return [{ statement, table, how, index, rows: perLoop * (node["Actual Loops"] ?? 1) }, ...below];
}
