import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { finalStage } from '../../src/dockerfile/final.ts';
import { baseFacts } from '../../src/dockerfile/base-images.ts';
import { expand } from '../../src/dockerfile/expand.ts';
import { parseImage } from '../../src/dockerfile/image.ts';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import type { Instruction } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { commandsOf } from '../../src/dockerfile/run-commands.ts';
import { scopeAt } from '../../src/dockerfile/variables.ts';
import { say } from '../../src/words/message.ts';

const show = ({ keyword, words }: Instruction) => [keyword, ...words.map(({ value }) => value)].join(' ');

describe('lines and instructions', () => {
  const cases: readonly [name: string, text: string, instructions: string[]][] = [
    ['one', 'FROM a', ['FROM a']],
    ['lower case', 'from a as b', ['FROM a as b']],
    ['CRLF', 'FROM a\r\nRUN b \\\r\n  c\r\n', ['FROM a', 'RUN b c']],
    ['a lone CR is a blank to BuildKit', 'FROM a\rRUN b\r', ['FROM a RUN b']],
    ['BOM', '\uFEFFFROM a', ['FROM a']],
    ['continued over comments and blank lines', 'RUN a \\\n# c\n\n  b \\\n  # d\n  c\nUSER x', ['RUN a b c', 'USER x']],
    ['a blank behind the mark', 'RUN a \\  \n b', ['RUN a b']],
    ['an escaped mark does not continue', 'RUN a \\\\\nUSER x', ['RUN a \\', 'USER x']],
    ['another escape', '# escape=`\nRUN a `\n b\nCOPY c:\\x d', ['RUN a b', 'COPY c:\\x d']],
    ['a mark at the end of the file', 'RUN a \\', ['RUN a']],
    ['a heredoc', 'RUN <<EOF\nFROM x\nEOF\nUSER y', ['RUN <<EOF', 'USER y']],
    ['a heredoc with tabs', 'RUN <<-EOF\n\ta\n\tEOF\nUSER y', ['RUN <<-EOF', 'USER y']],
    ['two heredocs', 'COPY <<A <<B /x/\n1\nA\n2\nB\nUSER y', ['COPY <<A <<B /x/', 'USER y']],
    ['a heredoc without end', 'RUN <<EOF\na\nUSER y', ['RUN <<EOF']],
    ['no heredoc in another instruction', 'ENV A=<<EOF\nUSER y', ['ENV A=<<EOF', 'USER y']],
    ['a here string is none', 'RUN cat <<<EOF\nUSER y', ['RUN cat <<<EOF', 'USER y']],
    ['quotes', 'ENV A="b c" D=\'e f\'', ['ENV A=b c D=e f']],
    ['nothing', '', []],
    ['comments only', '# a\n\n # b\n', []],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => assert.deepEqual(parseDockerfile(text).instructions.map(show), expected));
  }

  it('knows flags, JSON, pairs and what is inside', () => {
    const [run, copy, cmd, env, onbuild, health] = parseDockerfile(
      'RUN --mount=type=cache,target=/x --network=none a\nCOPY --from=b --link c d\nCMD ["a", "b\\"c"]\nENV A=1 B="2 3"\nONBUILD COPY a b\nHEALTHCHECK --interval=5s CMD ["x"]',
    ).instructions;
    assert.deepEqual(
      run?.flags.map(({ name, value }) => [name, value?.value]),
      [
        ['mount', 'type=cache,target=/x'],
        ['network', 'none'],
      ],
    );
    assert.deepEqual(
      copy?.flags.map(({ name, value }) => [name, value?.value]),
      [
        ['from', 'b'],
        ['link', undefined],
      ],
    );
    assert.deepEqual(
      cmd?.json?.map(({ value }) => value),
      ['a', 'b"c'],
    );
    assert.deepEqual(
      env?.pairs.map(({ key, value }) => [key.value, value?.value]),
      [
        ['A', '1'],
        ['B', '2 3'],
      ],
    );
    assert.equal(onbuild?.inner?.keyword, 'COPY');
    assert.deepEqual(
      health?.inner?.json?.map(({ value }) => value),
      ['x'],
    );
  });

  it('keeps every place exact over continuations', () => {
    const text = 'FROM a\nRUN first \\\n# comment\n  second && \\\n  third\n';
    const run = parseDockerfile(text).instructions[1];
    assert.deepEqual(
      run?.words.map(({ start, end }) => text.slice(start, end)),
      ['first', 'second', '&&', 'third'],
    );
  });

  it('reads directives only at the top', () => {
    const names = (text: string) => parseDockerfile(text).directives.map(({ name, value }) => `${name}=${value}`);
    assert.deepEqual(names('# syntax=docker/dockerfile:1\n# escape=`\nFROM a'), [
      'syntax=docker/dockerfile:1',
      'escape=`',
    ]);
    assert.deepEqual(names('# a comment\n# escape=`\nFROM a'), []);
    assert.deepEqual(names('\n# escape=`\nFROM a'), []);
  });
});

describe('stages', () => {
  const text =
    'ARG V=1\nFROM golang:$V AS build\nRUN x\nFROM build AS test\nFROM scratch\nCOPY --from=build /a /a\nEXPOSE 80 9000/udp\nENTRYPOINT ["/a"]\nUSER 1:2\nLABEL a=b';
  const file = parseDockerfile(text);
  it('know their names, bases and images', () => {
    assert.deepEqual(
      file.stages.map(({ name, base }) => [name?.value, base]),
      [
        ['build', null],
        ['test', 0],
        [undefined, null],
      ],
    );
  });
  it('end in the image that is built', () => {
    const final = finalStage(file);
    assert.equal(final?.baseImage, 'scratch');
    assert.deepEqual(
      final.ports.map(({ port, protocol }) => `${port}/${protocol}`),
      ['80/tcp', '9000/udp'],
    );
    assert.deepEqual(
      final.entrypoint?.map(({ value }) => value),
      ['/a'],
    );
    assert.equal(final.user?.value, '1:2');
    assert.equal(final.labels.get('a'), 'b');
    assert.equal(finalStage(parseDockerfile('RUN x')), undefined);
    assert.equal(finalStage(parseDockerfile(text.split('\nFROM scratch')[0] ?? ''))?.baseImage, 'golang:1');
  });
});

describe('variables', () => {
  const { stages, ...rest } = parseDockerfile(
    'ARG G=g\nFROM scratch AS s\nARG G\nARG N\nENV A=a/b.tar.gz E= B=$A\nARG A=no',
  );
  const stage = stages[0];
  assert.ok(stage);
  const scope = scopeAt({ stages, ...rest }, stage);
  const cases: readonly [string, string | undefined][] = [
    ['$A', 'a/b.tar.gz'],
    ['${A}', 'a/b.tar.gz'],
    ['$G', 'g'],
    // Values of one ENV see the variables as they are before it.
    ['$B', ''],
    ['\\$A', '$A'],
    ["'$A'", '$A'],
    ['"${A}"x', 'a/b.tar.gzx'],
    ['$UNSET', ''],
    ['$N', undefined],
    ['${N:-x}', 'x'],
    ['${E:-x}', 'x'],
    ['${E-x}', ''],
    ['${A:+x}', 'x'],
    ['${E:+x}', ''],
    ['${E+x}', 'x'],
    ['${UNSET:-$G}', 'g'],
    ['${A#a/}', 'b.tar.gz'],
    ['${A##*/}', 'b.tar.gz'],
    ['${A%.*}', 'a/b.tar'],
    ['${A%%.*}', 'a/b'],
    ['${A/a/x}', 'x/b.tar.gz'],
    ['${A//a/x}', 'x/b.txr.gz'],
    ['$TARGETARCH', undefined],
    ['a$', 'a$'],
    ['${', undefined],
  ];
  for (const [text, expected] of cases) it(text, () => assert.equal(expand(text, scope), expected));
});

describe('images', () => {
  const cases: readonly [string, string | undefined][] = [
    ['golang', 'docker.io|library/golang|null|null'],
    ['golang:1.26', 'docker.io|library/golang|1.26|null'],
    ['a/b:c', 'docker.io|a/b|c|null'],
    ['localhost:5000/a/b', 'localhost:5000|a/b|null|null'],
    [`ghcr.io/a/b:c@sha256:${'a'.repeat(64)}`, `ghcr.io|a/b|c|sha256:${'a'.repeat(64)}`],
    ['ghcr.io/a/b:c@sha256:ab', undefined],
    ['Upper', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) {
    it(text || '(empty)', () => {
      const image = parseImage(text);
      assert.equal(
        image && [image.registry, image.repository, image.tag, image.digest].join('|').replace(/\|(?=\||$)/g, '|null'),
        expected,
      );
    });
  }
  it('tell their C library', () => {
    const libc = (name: string) => baseFacts(name).libc;
    assert.deepEqual(
      [
        'scratch',
        'alpine:3',
        'golang:1.26-alpine',
        'golang:1.26',
        'debian:12',
        'gcr.io/distroless/static',
        'gcr.io/distroless/base',
        'example.com/x:1',
      ].map(libc),
      ['none', 'musl', 'musl', 'glibc', 'glibc', 'none', 'glibc', null],
    );
  });
});

describe('shell commands', () => {
  const cases: readonly [script: string, commands: string[]][] = [
    ['a b && c d || e; f', ['a b', 'c d', 'e', 'f']],
    ['A=1 B="x y" go build', ['go build']],
    ['if [ -f x ]; then make; else go build; fi', ['[ -f x ]', 'make', 'go build']],
    ['for i in 1 2; do echo $i; done', ['echo $i']],
    ['sudo -E apt-get install -y x', ['apt-get install -y x']],
    ['env CGO_ENABLED=0 go build', ['go build']],
    ['timeout 5 go test', ['go test']],
    ['sh -c "a && b"', ['sh -c a && b', 'a', 'b']],
    ['(cd x && make)', ['cd x', 'make']],
    ['cat a > b 2>&1 | grep c', ['cat a', 'grep c']],
    ['echo \'a && b\' "c; d"', ['echo a && b c; d']],
    ['echo $(date; true) x', ['date', 'true', 'echo $(date; true) x']],
    ['a # b && c', ['a']],
    ['echo "unterminated', ['echo unterminated']],
  ];
  for (const [script, expected] of cases) {
    it(script, () => {
      const file = parseDockerfile(`FROM a\nRUN ${script}`);
      const run = file.instructions[1];
      assert.ok(run);
      assert.deepEqual(
        commandsOf(file, run).map(({ words }) => words.map(({ value }) => value).join(' ')),
        expected,
      );
    });
  }
});

describe('what BuildKit refuses', () => {
  const cases: readonly [text: string, message: string | undefined][] = [
    ['FROM a\nRUN x', undefined],
    ['FROM a\nRUNN x', 'There is no instruction `RUNN`; did you mean `RUN`?'],
    ['FROM a\nFOOBAR x', 'There is no instruction `FOOBAR`'],
    ['RUN x', 'There is no FROM'],
    ['ARG x', 'There is no FROM'],
    ['RUN x\nFROM a', '`RUN` stands before the first FROM'],
    ['FROM', '`FROM` needs an argument'],
    ['FROM a b', 'FROM takes an image, and `AS` with a name'],
    ['FROM a AS 1x', '`1x` is no valid stage name'],
    ['FROM a\nCOPY a', '`COPY` needs at least 2 arguments'],
    ['FROM a\nCOPY --chwon=1 a b', '`COPY` has no flag `--chwon`; did you mean `--chown`?'],
    ['FROM a\nSHELL bash', '`SHELL` takes a JSON array of strings'],
    ['FROM a\nONBUILD FROM b', '`FROM` may not stand in ONBUILD'],
    ['FROM a\nRUN <<EOF\nx', 'The heredoc `<<EOF` has no end'],
    ['FROM a\nENV A', '`A` has no value'],
    ['# escape=x\nFROM a', 'The escape character is `\\` or a backtick, not `x`'],
    ['', undefined],
    ['# only a comment', undefined],
  ];
  for (const [text, message] of cases) {
    it(text.replaceAll('\n', ' ⏎ ') || '(empty)', () => {
      assert.deepEqual(
        parseDockerfile(text).syntax.map((report) => say(report.message)),
        message === undefined ? [] : [message],
      );
    });
  }
});

describe('any text', () => {
  const valid =
    '# syntax=docker/dockerfile:1\nARG V=1.26\nFROM golang:${V} AS build\nWORKDIR /src\nCOPY --chown=1:1 go.mod go.sum ./\nRUN --mount=type=cache,target=/x \\\n  # c\n  go mod download && sh -c "go build"\nCOPY <<"A" <<-B /x/\n1\nA\n\t2\n\tB\nFROM scratch\nENV A="b c" D=$V E=${F:-g}\nHEALTHCHECK --interval=1s CMD ["x"]\nONBUILD RUN y\nENTRYPOINT ["/app"]\nUSER 1\n';
  const inspect = (text: string) => {
    const dockerfile = parseDockerfile(text);
    const findings = lintDockerfile({ dockerfile, ignoreFile: null, file: 'Dockerfile' }, { enableAll: true });
    const fixes = findings.flatMap((finding) => finding.fixes ?? []).flatMap(({ edits }) => edits);
    for (const { start, end } of [
      ...findings,
      ...fixes,
      ...dockerfile.instructions,
      ...dockerfile.comments,
      ...dockerfile.stages,
    ]) {
      if (!(start >= 0 && start <= end && end <= text.length))
        assert.fail(`${start}–${end} in ${JSON.stringify(text)}`);
    }
  };

  it('is read when it is cut anywhere', () => {
    for (const text of [valid, valid.replaceAll('\n', '\r\n'), `\uFEFF${valid}`]) {
      for (let end = 0; end <= text.length; end++) inspect(text.slice(0, end));
    }
  });

  it('is read when it is mutated at random', () => {
    let seed = 42;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const pieces = [
      '\\',
      '\n',
      '\r',
      '"',
      "'",
      '$',
      '${',
      '}',
      '<<',
      '[',
      ']',
      '--',
      '=',
      '#',
      '`',
      ' ',
      '\uD800',
      '\0',
      '(',
      '$(',
      '&&',
      'FROM ',
      'RUN ',
    ];
    for (let round = 0; round < 20_000; round++) {
      let text = valid;
      for (let change = 0; change <= random(4); change++) {
        const at = random(text.length + 1);
        text = text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(6));
      }
      inspect(text);
    }
  });

  it('takes time in proportion to its length', () => {
    const shapes: readonly [string, (size: number) => string][] = [
      ['instructions', (size) => 'FROM a\n' + 'RUN x && y\n'.repeat(size)],
      ['one long line', (size) => `FROM a\nRUN ${'x $( '.repeat(size)}`],
      ['continuations', (size) => `FROM a\nRUN x ${'\\\n y '.repeat(size)}`],
      ['nested ONBUILD', (size) => `FROM a\n${'ONBUILD '.repeat(size)}RUN x`],
      ['variables', (size) => `FROM a\nENV ${'A=${B:-$C} '.repeat(size)}`],
      ['comments', (size) => 'FROM a\n' + '# hadolint ignore=DL3020\nADD a b\n'.repeat(size / 10)],
    ];
    for (const [name, make] of shapes) {
      const time = (size: number) => {
        const text = make(size);
        const started = performance.now();
        inspect(text);
        return performance.now() - started;
      };
      time(2000);
      const [small, large] = [time(4000), time(16_000)];
      // Four times the input; quadratic growth would be sixteen times the time.
      assert.ok(large < small * 9 + 60, `${name}: ${small} ms, then ${large} ms`);
    }
  });
});
