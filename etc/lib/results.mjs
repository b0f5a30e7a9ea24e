// Reads a test runner's result file: prints "<passed> <failed> <skipped>", then one line for each failed test.
// node results.mjs trx|vitest|playwright <file>
import { existsSync, readFileSync } from 'node:fs';

const [kind, file] = process.argv.slice(2);
if (!existsSync(file)) {
  console.error('the test runner left no result file');
  process.exit(1);
}
const text = readFileSync(file, 'utf8');
const oneLine = (value) => (value ?? '').split(/\n\s+at /)[0].replace(/\u001b\[[0-9;]*m/g, '').replace(/\s+/g, ' ').trim().slice(0, 300);

function trx() {
  const decode = (value) =>
    value.replace(/&#x([0-9A-Fa-f]+);/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
      .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');
  const counters = text.match(/<Counters [^>]*>/)?.[0] ?? '';
  const count = (name) => Number(counters.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
  // The trx logger writes a skipped test as outcome NotExecuted and leaves its own counter at 0.
  const skipped = (text.match(/<UnitTestResult [^>]*outcome="NotExecuted"/g) ?? []).length;
  const failures = [...text.matchAll(/<UnitTestResult ([^>]*)outcome="(?:Failed|Error|Timeout|Aborted|Inconclusive)"[^>]*>([\s\S]*?)<\/UnitTestResult>/g)]
    .map(([, attributes, body]) => `${decode(attributes.match(/testName="([^"]*)"/)?.[1] ?? '?')}: ${oneLine(decode(body.match(/<Message>([\s\S]*?)<\/Message>/)?.[1] ?? ''))}`);
  return { passed: count('passed'), failed: Math.max(failures.length, count('total') - count('passed') - skipped), skipped, failures };
}

function vitest() {
  const report = JSON.parse(text);
  const failures = report.testResults.flatMap((suite) => {
    const failed = suite.assertionResults.filter((test) => test.status === 'failed').map((test) => `${test.fullName}: ${oneLine(test.failureMessages?.[0])}`);
    // A file that does not even load has no tests to fail.
    return failed.length === 0 && suite.status === 'failed' ? [`${suite.name}: ${oneLine(suite.message)}`] : failed;
  });
  return { passed: report.numPassedTests, failed: failures.length, skipped: report.numPendingTests + (report.numTodoTests ?? 0), failures };
}

function playwright() {
  const report = JSON.parse(text);
  const failures = report.errors.map((error) => oneLine(error.message));
  const walk = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'unexpected') {
          failures.push(`${spec.file} ${spec.title}: ${oneLine(test.results.at(-1)?.error?.message)}`);
        }
      }
    }
    suite.suites?.forEach(walk);
  };
  report.suites.forEach(walk);
  return { passed: report.stats.expected + report.stats.flaky, failed: failures.length, skipped: report.stats.skipped, failures };
}

const { passed, failed, skipped, failures } = { trx, vitest, playwright }[kind]();
console.log(`${passed} ${failed} ${skipped}`);
failures.forEach((failure) => console.log(failure));
