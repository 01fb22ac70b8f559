import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { finder } from '../found.ts';

const WORKFLOW = '.github/workflows/test.yml';
const found = finder(/^build-path-exists$/);

/** A job that tests in a folder, once for each value of its matrix; the repository has `web` and `lib/mail`. */
const job = (services: string, folder: string) => ({
  'web/go.mod': 'module example.com/web\n\ngo 1.26\n',
  'lib/mail/go.mod': 'module example.com/mail\n\ngo 1.26\n',
  [WORKFLOW]: `on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    strategy:\n      matrix:\n        service: ${services}\n    steps:\n      - uses: actions/checkout@v6\n      - run: go test ./...\n        working-directory: ${folder}\n`,
});
const SERVICE = '${{ matrix.service }}';

describe('build-path-exists of folders that a matrix says', () => {
  const table: readonly [name: string, texts: ReturnType<typeof job>, marked: readonly string[]][] = [
    ['all are there', job('[web, lib/mail]', SERVICE), []],
    ['one is not, at its value', job('[web, mails]', SERVICE), ['mails']],
    ['one below a folder is not', job('[mail, web]', `lib/${SERVICE}`), [`lib/${SERVICE}`]],
    ['an expression makes them', job('${{ fromJSON(inputs.services) }}', SERVICE), []],
    ['another axis says it', job('[mails]', '${{ matrix.folder }}'), []],
  ];
  for (const [name, texts, marked] of table)
    it(name, async () =>
      assert.deepEqual(
        await found(texts),
        marked.map((text) => `${WORKFLOW}: build-path-exists: ${text}: `),
      ),
    );
});
