import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { fixesTo, holdsTo } from './commands-tables.ts';

describe('archives that are copied and unpacked', () => {
  holdsTo('archive-unpacked-by-hand', [
    ['COPY a.tar.gz /tmp/\nRUN tar -xf /tmp/a.tar.gz', 'a.tar.gz: DL3010'],
    ['COPY a.tar /tmp/\nRUN cd /tmp && tar -xvf a.tar', 'a.tar: DL3010'],
    ['COPY dist/a.tgz /x\nRUN tar --extract --file x/a.tgz', 'dist/a.tgz: DL3010'],
    ['COPY a.tar.gz /tmp/b.tgz\nRUN tar -C / -zx -f /tmp/b.tgz', 'a.tar.gz: DL3010'],
    ['COPY ["a.tar.gz", "/tmp/"]\nRUN tar -xf /tmp/a.tar.gz', '"a.tar.gz": DL3010'],
    ['COPY *.tar.gz /tmp/\nRUN tar -xf /tmp/*.tar.gz', '*.tar.gz: DL3010'],
    ['COPY ${F}.tar.xz /tmp/\nRUN tar -xf /tmp/${F}.tar.xz', '${F}.tar.xz: DL3010'],
    ['COPY a.txt b.tar c.tgz /x/\nRUN tar -xf /x/b.tar && tar -xf /x/c.tgz', 'b.tar: DL3010', 'c.tgz: DL3010'],
    ['COPY a.tar.bz2 /x/\nENV A=1\nRUN bunzip2 /x/a.tar.bz2', 'a.tar.bz2: DL3010'],
    ['COPY a.tar.gz /x/\nRUN zcat /x/a.tar.gz | tar x', 'a.tar.gz: DL3010'],
    ['COPY a.tgz /x.tgz\nRUN ["tar", "-xf", "/x.tgz"]', 'a.tgz: DL3010'],
    ['COPY a.tar.gz /tmp/\nRUN tar xvf /tmp/a.tar.gz', 'a.tar.gz:'],
    ['COPY a.tar.zst /tmp/\nRUN tar -xf /tmp/a.tar.zst', 'a.tar.zst:'],
    ['COPY a.tar.gz /tmp/\nRUN sudo tar -xf /tmp/a.tar.gz', 'a.tar.gz:'],
    ['COPY a.tar.gz /tmp/\nRUN tar -xf /other/a.tar.gz'],
    ['COPY a.tar.gz /tmp/b.tgz\nRUN tar -xf /tmp/a.tar.gz'],
    ['COPY a.tar.gz /tmp/\nRUN tar -tzf /tmp/a.tar.gz'],
    ['COPY a.tar.gz /tmp/\nRUN tar -czf /tmp/a.tar.gz x'],
    ['COPY a.gz /tmp/\nRUN gunzip /tmp/a.gz'],
    ['COPY a.zip /tmp/\nRUN unzip /tmp/a.zip'],
    ['COPY --from=b a.tar /tmp/\nRUN tar -xf /tmp/a.tar'],
    ['RUN tar -xf /tmp/a.tar.gz\nCOPY a.tar.gz /tmp/'],
    ['COPY a.tar.gz /tmp/\nFROM debian:12\nRUN tar -xf /tmp/a.tar.gz'],
    ['COPY a.tar.gz /tmp/\nONBUILD RUN tar -xf /tmp/a.tar.gz'],
    ['ADD a.tar.gz /tmp/\nRUN tar -xf /tmp/b/a.tar.gz'],
  ]);
  fixesTo('archive-unpacked-by-hand', [
    ['COPY a.tgz /tmp/\nRUN tar -xzf /tmp/a.tgz -C /opt\nUSER 1', 'ADD a.tgz /opt/\nUSER 1'],
    ['COPY --link a.tgz /tmp/\nRUN tar xf /tmp/a.tgz && rm -f /tmp/a.tgz\nUSER 1', 'ADD --link a.tgz ./\nUSER 1'],
    ['COPY a.tgz /tmp/\nRUN tar -xf /tmp/a.tgz --strip-components=1', null],
    ['COPY a.tgz /tmp/\nRUN tar -xf /tmp/a.tgz bin/x', null],
    ['COPY a.tgz /tmp/\nRUN tar -xf /tmp/a.tgz -C $X', null],
    ['COPY a.tgz /tmp/\nRUN tar -xf /tmp/a.tgz && make', null],
    ['COPY --chown=1 a.tgz /tmp/\nRUN tar -xf /tmp/a.tgz', null],
    ['COPY a.tgz b /tmp/\nRUN tar -xf /tmp/a.tgz', null],
  ]);
});

describe('one RUN after the other', () => {
  const marks = (text: string) => {
    const subject = { dockerfile: parseDockerfile(text), ignoreFile: null, file: 'Dockerfile' };
    const found = lintDockerfile(subject, { rules: { 'consecutive-runs': { severity: 'hint' } } });
    return found.filter(({ rule }) => rule === 'consecutive-runs');
  };
  const rows: readonly [text: string, lines: readonly number[], fixed?: string][] = [
    ['RUN a\nRUN b', [3], 'RUN a \\\n    && b'],
    ['RUN a\nRUN b\nRUN c', [3, 4], 'RUN a \\\n    && b \\\n    && c'],
    ['RUN a\n# x\n\nRUN b', [5]],
    ['RUN --network=none a\nRUN --network=none b', [3], 'RUN --network=none a \\\n    && b'],
    [
      'RUN --mount=type=cache,id=a,target=/x a\nRUN --mount=id=a,type=cache,dst=/x b',
      [3],
      'RUN --mount=type=cache,id=a,target=/x a \\\n    && b',
    ],
    ['RUN ["a"]\nRUN ["b"]', [3]],
    ['RUN X=1\nRUN b', [3]],
    ['RUN cd x\nRUN b', [3]],
    ['RUN a # why\nRUN b', [3]],
    ['RUN a &\nRUN b', [3]],
    ['RUN [ a ] && x\nRUN $B', [3], 'RUN [ a ] && x \\\n    && $B'],
    ['RUN a && b && c\nRUN d\nRUN e', [4], 'RUN a && b && c\nRUN d \\\n    && e'],
    ['RUN a && b\nRUN c', []],
    ['RUN a\nRUN b; c', []],
    ['RUN a | b\nRUN c', []],
    ['RUN a\nRUN --network=none b', []],
    ['RUN --mount=type=secret,id=a x\nRUN --mount=type=secret,id=b x', []],
    ['RUN a\nENV X=1\nRUN b', []],
    ['RUN a\nRUN <<EOF\nb\nEOF', []],
    ['ONBUILD RUN a\nONBUILD RUN b', []],
    ['RUN a\nRUN b\nFROM alpine:3.23', []],
  ];
  for (const [text, lines, fixed] of rows) {
    it(text.replaceAll('\n', ' ⏎ '), () => {
      const file = `FROM debian:12\n${text}`;
      const found = marks(file);
      assert.deepEqual(
        found.map(({ start }) => file.slice(0, start).split('\n').length),
        lines,
      );
      assert.ok(found.every(({ aliases }) => aliases.join() === 'hadolint:DL3059'));
      const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
      assert.equal(applyEdits(file, edits), `FROM debian:12\n${fixed ?? text}`);
    });
  }
  it('counts a stage that the last one is based on', () => {
    assert.equal(marks('FROM debian:12 AS base\nRUN a\nRUN b\nFROM base').length, 1);
  });
});

describe('modes that let everybody write', () => {
  holdsTo('world-writable', [
    ['RUN chmod 777 /x', '777:'],
    ['RUN chmod -R 0777 /x', '0777:'],
    ['RUN chmod 666 /x && chmod a+w /y', '666:', 'a+w:'],
    ['RUN chmod o=rw /x; chmod u+x,o+w /y', 'o=rw:', 'u+x,o+w:'],
    ['RUN mkdir -p -m 777 /x', '777:'],
    ['RUN install -d -m 0777 /x', '0777:'],
    ['COPY --chmod=777 a /a', '777:'],
    ['RUN chmod 755 /x'],
    ['RUN chmod 1777 /tmp'],
    ['RUN chmod 2775 /x'],
    ['RUN chmod +x /x && chmod u+w /y && chmod g=u /z'],
    ['RUN chmod +w /x'],
    ['RUN chmod o-w /x'],
    ['RUN chmod $MODE /x'],
    ['RUN chmod --reference=777 /x'],
    ['RUN mkdir 777'],
    ['RUN chmod 777 /x\nFROM alpine:3.23'],
  ]);
});

describe('chown after COPY', () => {
  holdsTo('chown-after-copy', [
    ['COPY . /app\nRUN chown -R 1 /app', 'chown -R 1 /app:'],
    ['COPY . /app/src\nRUN a && chown --recursive 1:1 /app && b', 'chown --recursive 1:1 /app:'],
    ['WORKDIR /app\nADD . .\nRUN chown -R 1 .', 'chown -R 1 .:'],
    ['WORKDIR /srv\nWORKDIR app\nCOPY . ./\nRUN chown -R 1 /srv/app', 'chown -R 1 /srv/app:'],
    ['COPY --chown=1 . /app\nRUN chown -R 1 /app'],
    ['COPY . /app\nRUN chown 1 /app'],
    ['COPY . /app\nRUN chown -R 1 /data'],
    ['COPY . /application\nRUN chown -R 1 /app'],
    ['COPY . .\nRUN chown -R 1 /app'],
    ['COPY . $HOME\nRUN chown -R 1 $HOME'],
    ['RUN chown -R 1 /app\nCOPY . /app'],
    ['COPY . /app\nFROM debian:12\nRUN chown -R 1 /app'],
    ['COPY . /\nRUN chown -R 1 /'],
  ]);
  fixesTo('chown-after-copy', [
    [
      'COPY a /app/\nCOPY b /app/\nRUN chown -R 1:1 /app\nUSER 1',
      'COPY --chown=1:1 a /app/\nCOPY --chown=1:1 b /app/\nUSER 1',
    ],
    ['COPY . /app\nRUN useradd x\nRUN chown -R x /app', null],
    ['COPY . /app\nRUN chown -R 1 /app && b', null],
    ['COPY . /app\nRUN chown -R 1 /app /data', null],
    ['COPY . /app\nRUN chown -R $(id -u) /app', null],
  ]);
});

describe('files that are deleted in another layer', () => {
  holdsTo('removed-too-late', [
    ['COPY a /tmp/\nRUN b && rm -f /tmp/a', '/tmp/a:'],
    ['ADD https://x/a.sh /a.sh\nRUN sh /a.sh; rm /a.sh', '/a.sh:'],
    ['COPY x/a b /tmp/\nRUN rm /tmp/a /tmp/b', '/tmp/a:', '/tmp/b:'],
    ['WORKDIR /src\nCOPY . .\nRUN rm -rf /src', '/src:'],
    ['WORKDIR /src\nCOPY a .\nRUN rm a'],
    ['WORKDIR /src\nCOPY a ./\nRUN rm ./a', './a:'],
    ['COPY a /tmp/\nRUN rm -rf /tmp/*'],
    ['COPY a /tmp/\nRUN rm /tmp/c'],
    ['COPY a /\nRUN rm -rf /var'],
    ['WORKDIR /w\nCOPY a ./\nRUN cd /x && rm a'],
    ['RUN rm /tmp/a\nCOPY a /tmp/'],
    ['COPY a /tmp/\nRUN rm /tmp/a\nFROM alpine:3.23'],
    ['COPY a $DIR/\nRUN rm $DIR/a'],
  ]);
});

describe('keys that a build makes', () => {
  holdsTo('key-made-in-build', [
    ['RUN ssh-keygen -A', 'ssh-keygen:'],
    ['RUN mkdir x && ssh-keygen -t ed25519 -N "" -f /k', 'ssh-keygen:'],
    ['RUN openssl genrsa -out /k 2048', 'genrsa:'],
    ['RUN openssl req -x509 -nodes -newkey rsa:2048 -keyout /k -out /c', 'req:'],
    ['RUN openssl ecparam -name prime256v1 -genkey -out /k', 'ecparam:'],
    ['RUN ssh-keygen -R github.com'],
    ['RUN ssh-keygen -lf /k.pub'],
    ['RUN ssh-keyscan github.com >> /k'],
    ['RUN openssl version && openssl req -new -key /k'],
    ['RUN openssl s_client -connect x:443'],
    ['RUN ssh-keygen -A\nFROM alpine:3.23'],
  ]);
});
