import { type ApiLogin, type NativeApi, startNativeApi } from "./native-api-fixture";

/** How a document is applied. */
interface ApplyOptions {
  dryRun?: boolean;
  prune?: boolean;
}

/** The configuration of a tenant over the native API; another tenant after each `nextTenant`. */
export interface ConfigurationFixture {
  api: NativeApi;
  /** Who asks. */
  as: ApiLogin & { tenantId: string };
  nextTenant(): Promise<void>;
  post(
    document: unknown,
    options?: ApplyOptions,
    headers?: Record<string, string>,
  ): ReturnType<NativeApi["call"]>;
  /** What a YAML body is answered with. */
  postYaml(text: string, query?: string): ReturnType<NativeApi["call"]>;
  /** The answer to a document that must be taken. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field in the tests
  apply(document: unknown, options?: ApplyOptions): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field in the tests
  exported(): Promise<any>;
  /** Everything the tenant has, as rows with the transactions that wrote them. */
  // biome-ignore lint/suspicious/noExplicitAny: rows are compared field by field in the tests
  rows(): Promise<Record<string, any[]>>;
  /** What the audit says of the tenant's configuration, oldest first. */
  audited(): Promise<{ action: string; outcome: string; details: unknown }[]>;
}

const TABLES = [
  "calendar",
  "time_window",
  "event",
  "lock",
  "queue",
  "definition",
  "schedule",
  "definition_reference",
  "gate_change",
];

/** Starts the API with a tenant whose configuration is empty. */
export async function startConfigurationApi(): Promise<ConfigurationFixture> {
  const api = await startNativeApi();
  const query = async <Row extends object>(sql: string, values: unknown[]) => {
    const { pool } = (await api.contextOf()).db;
    return (await pool.query<Row>(sql, values)).rows;
  };
  const fixture: ConfigurationFixture = {
    api,
    as: await api.createSubscriber(),
    async nextTenant() {
      fixture.as = await api.createSubscriber();
    },
    post: (document, options = {}, headers = {}) => {
      const body = { document, ...options };
      return api.call("POST", "/configuration", { as: fixture.as, body, headers });
    },
    postYaml: (raw, search = "") => {
      const headers = { "content-type": "application/yaml; charset=utf-8" };
      return api.call("POST", `/configuration${search}`, { as: fixture.as, raw, headers });
    },
    async apply(document, options) {
      return taken(await fixture.post(document, options));
    },
    async exported() {
      return taken(await api.call("GET", "/configuration", { as: fixture.as }));
    },
    async rows() {
      const { tenantId } = fixture.as;
      const entries = TABLES.map(async (table) => [
        table,
        await query(
          `SELECT t.*, t.xmin::text AS version FROM "${table}" t WHERE tenant_id = $1 ORDER BY 1, 2, 3`,
          [tenantId],
        ),
      ]);
      return Object.fromEntries(await Promise.all(entries));
    },
    audited: () =>
      query(
        `SELECT action, outcome, details FROM audit_entry WHERE tenant_id = $1
         AND action NOT LIKE 'Credential%' AND action NOT LIKE 'Tenant%' ORDER BY id`,
        [fixture.as.tenantId],
      ),
  };
  return fixture;
}

function taken({ status, text, body }: Awaited<ReturnType<NativeApi["call"]>>) {
  if (status !== 200) throw new Error(`refused with status ${status}: ${text}`);
  return body;
}
