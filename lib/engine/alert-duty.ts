/** One pass of the alerts on one node: find out, then tell; where nothing is watched for, nearly nothing. */
import type { SendAlert } from "@/lib/domain/alert/alert-outlet";
import { removeOldAlerts } from "@/lib/store/alert-store";
import { lookOutOnce } from "./alert-lookout";
import { deliverOnce, nextDelivery } from "./alert-messenger";
import { loadWatch, type WatchSummary, watchOnce } from "./alert-watcher";
import type { EngineDeps } from "./engine-deps";

const REST_MS = 2000;
/** How long alerts that are over, and messages, are kept; as long as runs. */
const KEEP_MS = 32 * 86_400_000;
const REMOVE_EVERY_MS = 60_000;
const REMOVE_BATCH = 2000;
/** Batches of messages a single pass sends at most. */
const MAX_BATCHES = 20;

/** What one pass did. */
export interface AlertSummary {
  raised: number;
  recovered: number;
  sent: number;
}

export class AlertDuty {
  readonly #deps: EngineDeps & { send: SendAlert };
  #removeAt = new Date(0);

  constructor(deps: EngineDeps & { send: SendAlert }) {
    this.#deps = deps;
  }

  /** Raises and sends all there is now; for hosts where no process lives on. */
  async passAll(): Promise<AlertSummary> {
    let raised = 0;
    let recovered = 0;
    for (let more = true; more; ) {
      const pass = await this.#watch();
      raised += pass.raised;
      recovered += pass.recovered;
      more = pass.more;
    }
    let sent = 0;
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const pass = await deliverOnce(this.#deps);
      sent += pass.sent;
      if (!pass.more) break;
    }
    await this.#removeWhenDue();
    return { raised, recovered, sent };
  }

  /** A pass of the loop that raises; answers how long to rest, in milliseconds. */
  async watch(onRaised: () => void): Promise<number> {
    const { more, raised, recovered } = await this.#watch();
    if (raised + recovered > 0) onRaised();
    await this.#removeWhenDue();
    return more ? 0 : REST_MS;
  }

  /** A pass of the loop that sends; answers how long to rest, in milliseconds. */
  async deliver(): Promise<number> {
    const { db, clock } = this.#deps;
    const next = await nextDelivery({ db });
    if (next === null || next > clock.now()) return REST_MS;
    const { more } = await deliverOnce(this.#deps);
    return more ? 0 : REST_MS;
  }

  async #watch(): Promise<WatchSummary & { recovered: number }> {
    const watch = await loadWatch(this.#deps);
    if (watch === null) return { raised: 0, recovered: 0, more: false };
    const entered = await watchOnce(this.#deps, watch);
    const { raised, recovered } = await lookOutOnce(this.#deps, watch);
    return { raised: entered.raised + raised, recovered, more: entered.more };
  }

  async #removeWhenDue(): Promise<void> {
    const now = this.#deps.clock.now();
    if (now < this.#removeAt) return;
    this.#removeAt = new Date(now.getTime() + REMOVE_EVERY_MS);
    const before = new Date(now.getTime() - KEEP_MS);
    await removeOldAlerts(this.#deps.db.pool, before, REMOVE_BATCH);
  }
}
