import { type AttemptResult, attempt } from "./attempt";
import { delayAfter, judge } from "./retries";
import type { Timer } from "./timer";
import type { WebhookRequest } from "./webhook";

/** The number of requests that may wait, for their first attempt or for a retry. */
const MAX_WAITING = 10_000;

/** The state of a request after an attempt. */
export interface Progress {
  attempts: number;
  result: AttemptResult;
  outcome: "pending" | "delivered" | "failed";
}

interface Item {
  request: WebhookRequest;
  attempts: number;
  /** Called after each attempt. */
  report: (progress: Progress) => void;
}

/** Sends requests, a limited number at once, and retries them. Their order is not kept. */
export class Outbox {
  private queue: Item[] = [];
  private readonly attempts = new Set<() => void>();
  private readonly delays = new Set<() => void>();
  private waiters: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly timer: Timer,
  ) {}

  /** The number of requests that wait for a response. */
  get sending(): number {
    return this.attempts.size;
  }

  /** Adds a request. Returns false if too many requests are waiting. */
  add(request: WebhookRequest, report: (progress: Progress) => void): boolean {
    if (this.queue.length + this.delays.size >= MAX_WAITING) return false;
    this.queue.push({ request, attempts: 0, report });
    this.sendNext();
    return true;
  }

  /** Resolves when no request is waiting, for its first attempt, a response or a retry. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.waiters.push(resolve);
      this.checkSettled();
    });
  }

  /** Gives up everything that is waiting. Nothing more is reported. */
  stop(): void {
    this.queue = [];
    for (const cancel of [...this.attempts, ...this.delays]) cancel();
    this.attempts.clear();
    this.delays.clear();
    this.checkSettled();
  }

  private sendNext(): void {
    while (this.attempts.size < this.atOnce) {
      const item = this.queue.shift();
      if (item === undefined) return;
      const cancel = attempt(item.request, this.timer, (result) => {
        this.attempts.delete(cancel);
        this.finish(item, result);
        this.sendNext();
        this.checkSettled();
      });
      this.attempts.add(cancel);
    }
  }

  private finish(item: Item, result: AttemptResult): void {
    item.attempts += 1;
    const { attempts } = item;
    const verdict = judge(result);
    const delay = verdict === "transient" ? delayAfter(attempts) : undefined;
    if (delay !== undefined) this.sendLater(item, delay);
    const ended = verdict === "transient" ? "failed" : verdict;
    item.report({ attempts, result, outcome: delay === undefined ? ended : "pending" });
  }

  private sendLater(item: Item, delay: number): void {
    const cancel = this.timer(() => {
      this.delays.delete(cancel);
      this.queue.push(item);
      this.sendNext();
    }, delay);
    this.delays.add(cancel);
  }

  private checkSettled(): void {
    if (this.queue.length + this.attempts.size + this.delays.size > 0) return;
    for (const resolve of this.waiters.splice(0)) resolve();
  }
}
