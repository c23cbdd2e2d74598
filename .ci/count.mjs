// Says `N passed, N failed` from vitest's JSON report. A suite that could not be loaded, or whose own hooks failed,
// has failed though no test of it did; so has a run that ended badly outside of any suite, or left no report.
// Usage: node .ci/count.mjs REPORT passed|failed. The second word is how the test command itself ended.
import { readFileSync } from 'node:fs';

const [path = '', ended = 'failed'] = process.argv.slice(2);
const { passed, failed } = count(readReport(path), ended === 'passed');
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    process.stderr.write(`The tests left no report: ${error.message}\n`);
    return null;
  }
}

function count(report, endedWell) {
  if (!Array.isArray(report?.testResults)) return { passed: 0, failed: 1 };
  let passed = 0;
  let failed = 0;
  for (const suite of report.testResults) {
    const statuses = suite.assertionResults.map(test => test.status);
    const failures = statuses.filter(status => status === 'failed').length;
    passed += statuses.filter(status => status === 'passed').length;
    failed += failures;
    if (failures === 0 && suite.status === 'failed') failed += 1;
  }
  if (failed === 0 && !endedWell) failed = 1;
  return { passed, failed };
}
