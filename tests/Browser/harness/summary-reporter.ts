import type { FullResult, Reporter, Suite } from "@playwright/test/reporter";

/** Ends a run with the one line that test.sh counts by. */
export default class SummaryReporter implements Reporter {
  #suite: Suite | undefined;
  #errors = 0;

  onBegin(_: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  onError(): void {
    this.#errors++;
  }

  onEnd(_: FullResult): void {
    const outcomes = this.#suite?.allTests().map((test) => test.outcome()) ?? [];
    const having = (outcome: string) => outcomes.filter((one) => one === outcome).length;
    const failed = having("unexpected") + having("flaky");
    console.log(`Total: ${outcomes.length}, Errors: ${this.#errors}, Failed: ${failed}, Skipped: ${having("skipped")}`);
  }
}
