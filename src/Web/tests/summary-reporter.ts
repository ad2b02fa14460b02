import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with the one line that test.sh counts by. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const having = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    console.log(
      `Total: ${tests.length}, Errors: ${errors.length + broken}, Failed: ${having("failed")}, Skipped: ${having("skipped")}`,
    );
  }
}
