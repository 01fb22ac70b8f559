import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/lint/fix.ts';
import { markedRanges } from '../lint/marked.ts';
import { findingsOf, listOf } from './examples.ts';

interface Case {
  readonly files: readonly string[];
  /** Lines behind FROM. */
  readonly text: string;
  readonly file?: string;
  readonly severity?: string;
  /** What the first fix makes of it. */
  readonly fixed?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'a module without go.sum': {
    files: ['go.mod'],
    text: 'COPY go.mod «go.sum» ./',
    severity: 'error',
    fixed: 'COPY go.mod ./',
  },
  'with ./ and in the other order': {
    files: ['go.mod'],
    text: 'COPY «./go.sum» ./go.mod ./',
    severity: 'error',
    fixed: 'COPY ./go.mod ./',
  },
  'flags stay': { files: ['go.mod'], text: 'COPY --link go.mod «go.sum» ./', fixed: 'COPY --link go.mod ./' },
  'JSON form': { files: ['go.mod'], text: 'COPY ["go.mod", «"go.sum"», "./"]', severity: 'error' },
  'the only source of its COPY, the context known by another': {
    files: ['src/a.js'],
    text: 'COPY «package.json» ./\nCOPY src ./src',
    severity: 'error',
  },
  'the context is not known': { files: ['main.go'], text: 'COPY package.json ./' },
  'both are there': { files: ['go.mod', 'go.sum'], text: 'COPY go.mod go.sum ./' },
  'git ignores it, but it is there': { files: ['package.json', 'yarn.lock'], text: 'COPY package.json yarn.lock ./' },
  'a pattern': { files: ['go.mod'], text: 'COPY go.mod go.su[m] go.sum* ./' },
  'a variable': { files: ['go.mod'], text: 'ARG X=go.sum\nCOPY go.mod $X ./' },
  'another stage': { files: ['go.mod'], text: 'COPY go.mod ./\nCOPY --from=build go.sum ./' },
  'a URL': { files: ['go.mod'], text: 'COPY go.mod ./\nADD https://example.com/go.sum ./' },
  'a heredoc': { files: ['go.mod'], text: 'COPY go.mod ./\nCOPY <<go.sum /x\na\ngo.sum' },
  'ONBUILD is of another context': { files: ['go.mod'], text: 'COPY go.mod ./\nONBUILD COPY go.sum ./' },
  'the root may be the context, and has it': {
    files: ['services/api/go.mod', 'go.sum'],
    file: 'services/api/Dockerfile',
    text: 'COPY go.mod go.sum ./',
  },
  'neither folder has it': {
    files: ['services/api/go.mod', 'x'],
    file: 'services/api/Dockerfile',
    text: 'COPY go.mod «go.sum» ./',
  },
  'seen from the root': {
    files: ['services/api/go.mod'],
    file: 'services/api/Dockerfile',
    text: 'COPY services/api/go.mod «services/api/go.sum» ./',
  },
  'a folder that is not there may be made': { files: ['go.mod'], text: 'COPY go.mod out/go.sum ./' },
  'a folder that git ignores may hold it': { files: ['go.mod', 'out/'], text: 'COPY go.mod out/go.sum ./' },
  'a binary that is built first': { files: ['main.go', 'cmd/a.go'], text: 'COPY server /server' },
  'a typing error in a name': {
    files: ['config/nginx.conf'],
    text: 'COPY «config/ngnix.conf» /etc/',
    severity: 'warning',
    fixed: 'COPY config/nginx.conf /etc/',
  },
  'in a folder': { files: ['internal/a.go'], text: 'COPY «intenal» ./internal', fixed: 'COPY internal ./internal' },
  'in a folder on the way': {
    files: ['scripts/run.sh'],
    text: 'ADD «./scritps/run.sh» /',
    fixed: 'ADD ./scripts/run.sh /',
  },
  'on the way to what is not there either': { files: ['scripts/run.sh'], text: 'COPY scritps/walk.sh /' },
  capitals: { files: ['README.md'], text: 'COPY «Readme.md» /', fixed: 'COPY README.md /' },
  'another extension is another file': { files: ['main.ts'], text: 'COPY main.js /' },
  'a number is another file': { files: ['app1.conf'], text: 'COPY app2.conf /' },
  'short names are near to one another': { files: ['api/a', 'a.py'], text: 'COPY app /app\nCOPY b.py /' },
  'what builds make': { files: ['builder/a', 'lists/b'], text: 'COPY build /b\nCOPY dist /d' },
  'one that is copied, too': { files: ['entry.sh'], text: 'COPY entry.sh entri.sh /' },
  'the whole context': { files: ['a'], text: 'COPY . .\nCOPY / /x\nCOPY ./ ./' },
  'a name in a continued instruction': {
    files: ['go.mod'],
    text: 'COPY go.mod \\\n  «go.sum» \\\n  ./',
    severity: 'error',
  },
};

describe('copy-source-exists', () => {
  for (const [name, { files, text: marked, file = 'Dockerfile', severity, fixed }] of Object.entries(CASES)) {
    it(name, () => {
      const from = 'FROM alpine:3.23\n';
      const { text, ranges } = markedRanges(from + marked);
      const found = findingsOf('copy-source-exists', text, null, {}, { file, list: listOf([...files, file]) });
      assert.deepEqual(
        found.map(({ start, end }) => ({ start, end })),
        ranges,
      );
      if (severity) assert.equal(found[0]?.severity, severity);
      if (fixed) assert.equal(applyEdits(text, found[0]?.fixes?.[0]?.edits ?? []), from + fixed);
    });
  }

  it('is silent while not all files are known', () => {
    assert.deepEqual(findingsOf('copy-source-exists', 'FROM a:1\nCOPY go.mod go.sum ./'), []);
  });
});
