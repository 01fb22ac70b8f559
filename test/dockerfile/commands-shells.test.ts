import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixesTo, holdsTo, type Row } from './commands-tables.ts';
import { findingsOf } from './examples.ts';

const SHELLS_THAT_KNOW = ['bash', '/bin/bash', '/usr/bin/bash', 'zsh', '/bin/ash', 'ksh'];

describe('pipes', () => {
  holdsTo('pipefail', [
    ['RUN a | b', '|: DL4006'],
    ['RUN a |& b', '|&: DL4006'],
    ['RUN a | b | c', '|: DL4006'],
    ['RUN echo x | a | b', '|: DL4006'],
    ['RUN x=$(a | b)', '|: DL4006'],
    ['RUN a <(b | c)', '|: DL4006'],
    ['RUN (a) | (b)', '|: DL4006'],
    ['RUN a | b\nRUN c | d', '|: DL4006', '|: DL4006'],
    ['RUN <<EOF\na | b\nEOF', '|: DL4006'],
    ['RUN <<EOF bash\na | b\nEOF', '|: DL4006'],
    ['RUN ["/bin/bash", "-c", "a | b"]', '|: DL4006'],
    ['SHELL ["/bin/bash", "-c"]\nRUN a | b', '|: DL4006'],
    ['SHELL ["/bin/sh", "-o", "pipefail", "-c"]\nRUN a | b', '|: DL4006'],
    ['SHELL ["/bin/dash", "-o", "pipefail", "-c"]\nRUN a | b', '|: DL4006'],
    ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nSHELL ["/bin/sh", "-c"]\nRUN a | b', '|: DL4006'],
    ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM debian:12\nRUN a | b', '|: DL4006'],
    ['RUN a | b && set -o pipefail', '|: DL4006'],
    ['ONBUILD RUN a | b', '|:'],
    ['RUN cat <<EOF > f && a | b\nx\nEOF', '|:'],
    ['RUN a || b'],
    ['RUN make OS=$(a | b) all'],
    ['RUN echo "x $(a | b)"'],
    ['RUN a $(echo "$(b | c)") | d', '|: DL4006'],
    ['RUN x="$(a | b)" && c', '|: DL4006'],
    ['RUN echo "a | b"'],
    ['RUN case x in a|b) c;; esac'],
    ['RUN set -o pipefail && a | b'],
    ['RUN set -euxo pipefail; a | b'],
    ['RUN <<EOF\nset -eo pipefail\na | b\nEOF'],
    ['RUN <<EOF\n#!/bin/bash -eo pipefail\na | b\nEOF'],
    ['RUN <<EOF\n#!/usr/bin/env python3\na | b\nEOF'],
    ['RUN cat <<EOF > f\na | b\nEOF'],
    ['RUN ["/bin/bash", "-o", "pipefail", "-c", "a | b"]'],
    ['RUN ["a", "|", "b"]'],
    ['FROM debian:12 AS x\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM x\nRUN a | b'],
    ['FROM alpine:3.23\nSHELL ["/bin/sh", "-eo", "pipefail", "-c"]\nRUN a | b'],
    ['SHELL ["pwsh", "-c"]\nRUN a | b'],
    ['SHELL ["cmd", "/S", "/C"]\nRUN a | b'],
    ['CMD a | b'],
    ['HEALTHCHECK CMD a | b'],
    ...SHELLS_THAT_KNOW.flatMap((shell): Row[] => [
      [`SHELL ["${shell}", "-o", "pipefail", "-c"]\nRUN a | b`],
      [`SHELL ["${shell}", "-euxo", "pipefail", "-c"]\nRUN a | b`],
    ]),
  ]);
  const severity = (text: string) => findingsOf('pipefail', `FROM debian:12\n${text}`)[0]?.severity;
  for (const text of ['RUN echo x | a', 'RUN yes | a', 'RUN if a | b; then c; fi', 'RUN cat <<EOF | a\nx\nEOF']) {
    it(`is mild where hardly anything can fail before the pipe: ${text}`, () => {
      assert.equal(severity(text), 'info');
    });
  }
  it('is grave where one of several pipes hides a failure', () => {
    assert.equal(severity('RUN echo x | a && curl y | b'), 'warning');
  });
  fixesTo('pipefail', [
    ['RUN a | b', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b'],
    ['FROM a:1\r\nRUN a | b\r\n', 'FROM a:1\r\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\r\nRUN a | b\r\n'],
    ['FROM alpine:3.23\nRUN a | b', 'FROM alpine:3.23\nRUN set -o pipefail && a | b'],
    [
      'FROM alpine:3.23\nRUN <<EOF\na | b\nEOF',
      'FROM alpine:3.23\nSHELL ["/bin/ash", "-eo", "pipefail", "-c"]\nRUN <<EOF\na | b\nEOF',
    ],
    ['SHELL ["bash", "-c"]\nRUN a | b', 'SHELL ["bash", "-o", "pipefail", "-c"]\nRUN a | b'],
    ['SHELL ["/bin/sh", "-c"]\nRUN a | b', null],
    ['RUN yes | a', null],
    ['ONBUILD RUN a | b', null],
    ['RUN ["bash", "-c", "a | b"]', null],
  ]);
  it('gives all findings of a stage one fix', () => {
    const fixes = findingsOf('pipefail', 'FROM debian:12\nRUN a | b\nRUN c | d').map(
      ({ fixes: [fix] = [] }) => fix?.edits,
    );
    assert.deepEqual(fixes[0], fixes[1]);
    assert.equal(fixes[0]?.length, 1);
  });
});

describe('heredocs of several commands', () => {
  holdsTo('heredoc-stops-at-errors', [
    ['RUN <<EOF\na\nb\nEOF', '<<EOF:'],
    ['RUN <<-"EOF"\n\ta && b\n\tc\n\tEOF', '<<-"EOF":'],
    ['RUN bash <<EOF\na\nb\nEOF', '<<EOF:'],
    ['RUN <<EOF\n#!/bin/bash\ncd /x\nb\nEOF', '<<EOF:'],
    ['RUN <<EOF\na\nset -e\nb\nEOF', '<<EOF:'],
    ['RUN <<EOF\nif a; then b; fi\nc\nEOF', '<<EOF:'],
    ['RUN <<EOF\nx=$(a)\nb $x\nEOF', '<<EOF:'],
    ['RUN <<EOF\na | b\nc\nEOF', '<<EOF:'],
    ['RUN <<EOF\nset -e\na\nb\nEOF'],
    ['RUN <<EOF\nset -eux -o pipefail\na\nb\nEOF'],
    ['RUN <<EOF\necho start\nset -o errexit\na\nb\nEOF'],
    ['RUN <<EOF\n#!/bin/bash -e\na\nb\nEOF'],
    ['RUN bash -e <<EOF\na\nb\nEOF'],
    ['SHELL ["/bin/bash", "-ec"]\nRUN <<EOF\na\nb\nEOF'],
    ['RUN <<EOF\na\nEOF'],
    ['RUN <<EOF\na &&\nb &&\nc\nEOF'],
    ['RUN <<EOF\necho a\nA=1\nexport B=2\nb\nEOF'],
    ['RUN <<EOF\na || exit 1\nb || true\nc\nEOF'],
    ['RUN <<EOF\nf() { a; }\nf\nEOF'],
    ['RUN <<EOF\n#!/usr/bin/env python3\na\nb\nEOF'],
    ['RUN python3 <<EOF\na\nb\nEOF'],
    ['RUN cat <<EOF > f\na\nb\nEOF'],
    ['COPY <<EOF /x\na\nb\nEOF'],
    ['RUN a; b'],
  ]);
  fixesTo('heredoc-stops-at-errors', [
    ['RUN <<EOF\na\nb\nEOF', 'RUN <<EOF\nset -e\na\nb\nEOF'],
    ['RUN <<-EOF\n\ta\n\tb\n\tEOF', 'RUN <<-EOF\n\tset -e\n\ta\n\tb\n\tEOF'],
    [
      'FROM a:1\r\nRUN <<EOF\r\n#!/bin/sh\r\na\r\nb\r\nEOF',
      'FROM a:1\r\nRUN <<EOF\r\n#!/bin/sh\r\nset -e\r\na\r\nb\r\nEOF',
    ],
  ]);
});

describe('what ends with the shell of a RUN', () => {
  holdsTo('lost-with-the-shell', [
    ['RUN export A=1', 'export A=1:'],
    ['RUN a && export PATH=/x:$PATH', 'export PATH=/x:$PATH:'],
    ['RUN A=1', 'A=1:'],
    ['RUN a; alias ll="ls -l"', 'alias ll="ls -l":'],
    ['RUN umask 077', 'umask 077:'],
    ['RUN ulimit -n 65536', 'ulimit -n 65536:'],
    ['RUN python -m venv /v && . /v/bin/activate', '. /v/bin/activate:'],
    ['RUN conda create -n x && conda activate x', 'conda activate x:'],
    ['RUN <<EOF\na\nexport B=1\nEOF', 'export B=1:'],
    ['RUN set -ex', 'set -ex:'],
    ['RUN export A=1 && a'],
    ['RUN A=1 a'],
    ['RUN (a; export B=1)'],
    ['RUN if a; then export B=1; fi'],
    ['RUN export -p'],
    ['RUN export -p > /env'],
    ['RUN . /x/install.sh'],
    ['RUN source ~/.bashrc && nvm install 24'],
    ['RUN echo export A=1 >> ~/.bashrc'],
    ['RUN bash -c "export A=1"'],
    ['ONBUILD RUN export A=1'],
    ['CMD export A=1'],
  ]);
  fixesTo('lost-with-the-shell', [
    ['RUN export A=1 B=/x:$B', 'ENV A=1 B=/x:$B'],
    ['RUN export A=$(a)', null],
    ['RUN export A="a b"', null],
    ['RUN a && export B=1', null],
    ['RUN umask 077', null],
  ]);
});

describe('processes in the background', () => {
  holdsTo('background-in-run', [
    ['RUN nginx &', 'nginx:'],
    ['RUN a && server --port 1 &', 'server --port 1:'],
    ['RUN a; nohup server &', 'nohup server:'],
    ['RUN <<EOF\na\nserver &\nEOF', 'server:'],
    ['RUN server & sleep 1; check; kill $!'],
    ['RUN a & b & wait'],
    ['RUN a && b'],
    ['RUN echo "a &"'],
    ['CMD a &'],
  ]);
});

describe('downloads that a shell runs', () => {
  holdsTo('download-into-shell', [
    ['RUN curl -fsSL https://x | sh', 'sh:'],
    ['RUN wget -qO- x | bash -s -- --yes', 'bash -s -- --yes:'],
    ['RUN curl x | sudo -E bash -', 'sudo -E bash -:'],
    ['RUN curl x | gunzip | sh', 'sh:'],
    ['RUN curl x | python3', 'python3:'],
    ['RUN curl x | python3 - --yes', 'python3 - --yes:'],
    ['RUN sh -c "$(curl -fsSL https://x)"', 'sh -c "$(curl -fsSL https://x)":'],
    ['RUN bash <(curl x)', 'bash <(curl x):'],
    ['RUN eval "$(wget -qO- x)"', 'eval "$(wget -qO- x)":'],
    ['RUN curl x | tar -x'],
    ['RUN curl x | bash script.sh'],
    ['RUN curl x | sh -c "cat > f"'],
    ['RUN curl x | python3 -m json.tool'],
    ['RUN curl x | perl -pe s/a/b/'],
    ['RUN curl -o f x && sh f'],
    ['RUN curl x; a | sh'],
    ['RUN v=$(curl x) && echo $v'],
    ['RUN echo x | sh'],
  ]);
});
