import assert from 'node:assert/strict';
import { it } from 'node:test';
import { findingsOf } from './examples.ts';
import { checkCases, checkFixes, isSafe } from './package-cases.ts';

const RECOMMENDED = 'DL3015 DS-0029';
checkCases('no-recommended-packages', [
  ['RUN apt-get install -y curl', [RECOMMENDED]],
  ['RUN apt-get -y install curl', [RECOMMENDED]],
  ['RUN apt-get install -y --no-install-suggests curl', [RECOMMENDED]],
  ['RUN apt-get install -y ./x.deb', [RECOMMENDED]],
  ['RUN apt-get install -y --no-install-recommends a && apt-get install -y b', [RECOMMENDED]],
  ['RUN <<EOF\napt-get install -y a\nEOF', [RECOMMENDED]],
  ['RUN apt install -y curl', ['']],
  ['RUN apt-get install -y --no-install-recommends curl', []],
  ['RUN apt-get --no-install-recommends -y install curl', []],
  ['RUN apt-get install -y curl --no-install-recommends', []],
  ['RUN apt-get -o APT::Install-Recommends=false install -y curl', []],
  ['RUN apt-get install -y -o APT::Install-Recommends=0 curl', []],
  ['RUN apt-get install -y --install-recommends curl', []],
  ['RUN echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/01n && apt-get install -y curl', []],
  ['RUN apt-get upgrade -y', []],
  ['RUN apt-get remove -y curl', []],
]);

const APK = 'DL3019 DS-0025';
checkCases('apk-no-cache', [
  ['RUN apk add curl', [APK]],
  ['RUN apk add', [APK]],
  ['RUN apk -U add curl', [APK]],
  ['RUN apk add --update curl', [APK]],
  ['RUN apk update && apk add curl', [APK]],
  ['RUN apk add -t .build gcc && apk del .build', [APK]],
  ['RUN apk add curl && rm -rf /var/cache/apk/*', [APK]],
  ['RUN --mount=type=bind,target=/var/cache/apk apk add curl', [APK]],
  ['RUN ["apk", "add", "curl"]', [APK]],
  ['FROM alpine:3.23 AS b\nRUN apk add curl\nFROM scratch', [APK]],
  ['RUN apk --no-cache add curl', []],
  ['RUN apk add --no-cache curl', []],
  ['RUN apk add curl --no-cache', []],
  ['RUN apk --update --no-cache add curl', []],
  ['RUN apk -p /x --no-cache add curl', []],
  ['RUN --mount=type=cache,target=/var/cache/apk apk add curl', []],
  ['RUN --mount=type=cache,target=/etc/apk/cache apk add curl', []],
  ['RUN --mount=type=cache,target=/var/cache apk add curl', []],
  ['RUN --mount=type=tmpfs,target=/var/cache/apk/ apk add curl', []],
  ['RUN apk update', []],
  ['RUN apk del curl', []],
  ['RUN apk info add', []],
]);

const PIP = 'DL3042';
checkCases('pip-no-cache', [
  ['RUN pip install flask', [PIP]],
  ['RUN pip3 install -r requirements.txt', [PIP]],
  ['RUN pip3.13 install flask', [PIP]],
  ['RUN python -m pip install flask', [PIP]],
  ['RUN python3.12 -m pip install flask', [PIP]],
  ['RUN python3 -u -m pip install flask', [PIP]],
  ['RUN /venv/bin/pip install flask', [PIP]],
  ['RUN /venv/bin/python -m pip install flask', [PIP]],
  ['RUN pip --disable-pip-version-check install flask', [PIP]],
  ['RUN pip install --cache-dir=/x flask', [PIP]],
  ['RUN pip install a && pip install --no-cache-dir b', [PIP]],
  ['RUN pip install a && rm -rf /root/.cache/pip', [PIP]],
  ['RUN pip install a && pip cache purge', [PIP]],
  ['ENV PIP_NO_CACHE_DIR=0\nRUN pip install a', [PIP]],
  ['ENV PIP_NO_CACHE_DIR=off\nRUN pip install a', [PIP]],
  ['ENV PIP_NO_CACHE_DIR=\nRUN pip install a', [PIP]],
  ['RUN pip install a\nENV PIP_NO_CACHE_DIR=1', [PIP]],
  ['RUN PIP_NO_CACHE_DIR=0 pip install a', [PIP]],
  ['FROM a:1 AS a\nENV PIP_NO_CACHE_DIR=1\nFROM b:1\nRUN pip install a', [PIP]],
  ['RUN --mount=type=cache,target=/pip pip install a', [PIP]],
  ['RUN --mount=type=cache,target=/root/.cache/uv pip install a', [PIP]],
  ['ENV PIP_CACHE_DIR=/x\nRUN --mount=type=cache,target=/root/.cache/pip pip install a', [PIP]],
  ['ONBUILD RUN pip install a', [PIP]],
  ['RUN pip install --no-cache-dir flask', []],
  ['RUN pip --no-cache-dir install flask', []],
  ['RUN pip install flask --no-cache-dir', []],
  ['RUN python3 -m pip --no-cache-dir install flask', []],
  ['ENV PIP_NO_CACHE_DIR=1\nRUN pip install a', []],
  ['ENV PIP_NO_CACHE_DIR yes\nRUN pip install a', []],
  ['ENV A=b PIP_NO_CACHE_DIR="true"\nRUN pip install a', []],
  ['ARG PIP_NO_CACHE_DIR=1\nRUN pip install a', []],
  ['ARG X\nENV PIP_NO_CACHE_DIR=$X\nRUN pip install a', []],
  ['RUN PIP_NO_CACHE_DIR=1 pip install a', []],
  ['RUN env PIP_NO_CACHE_DIR=1 pip install a', []],
  ['RUN export PIP_NO_CACHE_DIR=1; pip install a', []],
  ['RUN pip config set global.no-cache-dir true && pip install a', []],
  ['FROM a:1 AS a\nENV PIP_NO_CACHE_DIR=1\nFROM a AS b\nFROM b\nRUN pip install a', []],
  ['RUN --mount=type=cache,target=/root/.cache/pip pip install a', []],
  ['RUN --mount=type=cache,target=/root/.cache pip install a', []],
  ['RUN --mount=type=cache,target=/home/app/.cache/pip,uid=1 pip install a', []],
  ['RUN --mount=type=cache,target=~/.cache/pip pip install a', []],
  ['RUN --mount=type=cache,target=$HOME/.cache/pip pip install a', []],
  ['RUN --mount=type=cache,target=/opt/app/.cache/pip pip install a', []],
  ['RUN --mount=type=tmpfs,target=/root/.cache/pip pip install a', []],
  ['ENV PIP_CACHE_DIR=/x\nRUN --mount=type=cache,target=/x pip install a', []],
  ['RUN --mount=type=cache,target=/x pip install --cache-dir /x a', []],
  ['RUN pip download a', []],
  ['RUN pip uninstall -y a', []],
  ['RUN pipx install a', []],
  ['RUN uv pip install a', ['']],
  ['RUN uv sync --frozen', ['']],
  ['RUN uv tool install a', ['']],
  ['ENV PIP_NO_CACHE_DIR=1\nRUN uv sync', ['']],
  ['RUN uv pip install --no-cache a', []],
  ['RUN uv --no-cache sync', []],
  ['RUN uv sync -n', []],
  ['ENV UV_NO_CACHE=1\nRUN uv sync', []],
  ['RUN UV_NO_CACHE=1 uv sync', []],
  ['RUN --mount=type=cache,target=/root/.cache/uv uv sync', []],
  ['ENV UV_CACHE_DIR=/c\nRUN --mount=type=cache,target=/c uv sync', []],
  ['FROM a:1 AS b\nRUN uv sync\nFROM c:1\nCOPY --from=b /v /v', []],
  ['RUN uv venv', []],
  ['RUN uv run app', []],
  ['RUN python3 -m venv /venv', []],
  ['RUN python3 install.py', []],
]);

checkFixes('no-recommended-packages', [
  ['RUN apt-get install -y curl', 'RUN apt-get install --no-install-recommends -y curl'],
]);
checkFixes('apk-no-cache', [
  ['RUN apk add \\\n  curl', 'RUN apk add --no-cache \\\n  curl'],
  ['RUN apk -U add curl', 'RUN apk -U add --no-cache curl'],
]);
checkFixes('pip-no-cache', [
  ['RUN python -m pip install a', 'RUN python -m pip install --no-cache-dir a'],
  ['RUN ["pip", "install", "a"]', 'RUN ["pip", "install", "--no-cache-dir", "a"]'],
]);

it('fixes by itself what cannot change what is installed', () => {
  assert.equal(isSafe('apk-no-cache', 'RUN apk add a'), true);
  assert.equal(isSafe('pip-no-cache', 'RUN pip install a'), true);
  assert.equal(isSafe('no-recommended-packages', 'RUN apt-get install a'), false);
});

it('only hints where the cache is removed in another way', () => {
  const severity = (rule: string, run: string) => findingsOf(rule, `FROM alpine:3.23\n${run}`)[0]?.severity;
  assert.equal(severity('apk-no-cache', 'RUN apk add a && rm -rf /var/cache/apk/*'), 'hint');
  assert.equal(severity('apk-no-cache', 'RUN rm -rf /var/cache/apk/* && apk add a'), 'info');
  assert.equal(severity('pip-no-cache', 'RUN pip install a && pip cache purge'), 'hint');
  assert.equal(severity('pip-no-cache', 'RUN pip install a\nFROM b:1'), 'info');
  assert.equal(severity('pip-no-cache', 'RUN uv sync && uv cache clean'), 'hint');
  assert.equal(severity('pip-no-cache', 'RUN pip install a'), 'warning');
});
