// `npm test`: everything, from formatting to the real workbench. Runs on Node 20 before node_modules exists.
// Ends with the totals on a line of their own; exit status 1 when anything failed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDependencies, environment, node24, root } from './node24.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'gantry-test-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
const skippedParts = [];
const onlyParts = process.argv.slice(2);

/** The real engine, cluster and workbench need root on Linux to be set up here; a developer's own machine may lack it. */
const canRunBed = process.platform === 'linux' && process.getuid?.() === 0;
const CI = process.env.CI === 'true';
const bin = (name) => path.join(root, 'node_modules', ...name.split('/'));

ensureDependencies();
tool('format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']);
tool('types', [bin('typescript/bin/tsc'), '--noEmit']);
tool('lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']);
tool('generated files', ['scripts/generate.ts', '--check']);
suite('unit', [
  'test/{lint,config,words,disk,project,docker,prove,extension,shell,dockerfile,kubernetes,go,contract,containerize,server,agreement}/**/*.test.ts',
  'test/cluster/unit/**/*.test.ts',
]);
tool('build', ['esbuild.mjs']);
suite('cli', ['test/{cli,helm,shellcheck}/**/*.test.ts']);
const bed =
  onlyParts.length === 0 || onlyParts.some((part) => ['bed', 'samples', 'engine', 'cluster', 'host'].includes(part));
if (canRunBed || CI) {
  if (bed) tool('bed', ['scripts/bed.ts', 'prepare'], 'always');
  suite('bed', ['test/bed/selftest/*.test.ts'], 1);
  suite('samples', ['test/samples/**/*.test.ts'], 1);
  suite('engine', ['test/engine/**/*.test.ts'], 1);
  suite('cluster', ['test/cluster/*.test.ts'], 1);
  tool('package', ['scripts/package.ts']);
  suite('host', ['test/host/*.test.ts'], 1);
} else {
  for (const part of ['engine', 'cluster', 'host'])
    skip(part, 'needs root on Linux to start a real engine, cluster and workbench');
}

rmSync(folder, { recursive: true, force: true });
for (const { part, why } of skippedParts) console.log(`skipped: ${part} (${why})`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 ? 1 : 0);

/** A tool counts as one test. */
function tool(name, args, when) {
  if (when !== 'always' && !wanted(name)) return;
  const started = Date.now();
  console.log(`\n=== ${name}`);
  const status = node24(args);
  console.log(`=== ${name}: ${status === 0 ? 'ok' : 'failed'} (${seconds(started)} s)`);
  totals[status === 0 ? 'passed' : 'failed']++;
}

/** Test files of node:test; its own counts are added to the totals. */
function suite(name, patterns, concurrency) {
  if (!wanted(name)) return;
  const started = Date.now();
  console.log(`\n=== ${name}`);
  const counts = path.join(folder, `${name}.json`);
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
  reporters.push(
    `--test-reporter=${path.join(root, 'scripts/totals-reporter.mjs')}`,
    `--test-reporter-destination=${counts}`,
  );
  const parallel = concurrency ? [`--test-concurrency=${concurrency}`] : [];
  const status = node24(['--test', ...parallel, ...reporters, ...patterns], { ...environment() });
  const { passed, failed, skipped } = readCounts(counts);
  totals.passed += passed;
  totals.skipped += skipped;
  // A runner that died before its summary is a failure, too.
  totals.failed += status !== 0 && failed === 0 ? 1 : failed;
  console.log(`=== ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds(started)} s)`);
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

function skip(part, why) {
  totals.skipped++;
  skippedParts.push({ part, why });
}

function wanted(name) {
  return onlyParts.length === 0 || onlyParts.includes(name);
}

function seconds(started) {
  return Math.round((Date.now() - started) / 1000);
}
