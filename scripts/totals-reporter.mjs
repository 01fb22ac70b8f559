/** A reporter for node:test that prints only the counts of the whole run, as JSON. */
export default async function* totals(source) {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    // The summary without a file is that of the whole run.
    if (type !== 'test:summary' || data.file !== undefined) continue;
    const { passed, failed = 0, skipped, cancelled, todo } = data.counts;
    counts = { passed, failed: failed + cancelled, skipped: skipped + todo };
  }
  yield JSON.stringify(counts);
}
